import NIOHTTP1
import Testing

@testable import PreviewServer

/// Who may ask `serve`: its own page and programs of this machine, and no page of anybody else's.
@Suite struct RequestGateTests {
    private func status(_ headers: [(String, String)], at target: String = "/v1/sms/phone-numbers") throws -> UInt {
        try Asking("examples/helpdesk")(.GET, target, headers).status.code
    }

    @Test(arguments: ["127.0.0.1:7363", "localhost:7363", "LOCALHOST:7363", "[::1]:7363"])
    func itAnswersToItsOwnNames(_ host: String) throws { #expect(try status([("Host", host)]) == 200) }

    /// A name that somebody lets point to 127.0.0.1 is still that somebody's.
    @Test(arguments: [
        "evil.example", "evil.example:7363", "127.0.0.1", "localhost", "127.0.0.1:80", "127.0.0.1:7363.evil.example",
        "",
        "127.0.0.1:7363, evil.example", "localhost.:7363", "user@127.0.0.1:7363", "0.0.0.0:7363", "127.1:7363",
        "127.0.0.2:7363",
        "[::ffff:127.0.0.1]:7363", "localhost:07363",
    ])
    func itAnswersToNoOtherName(_ host: String) throws { #expect(try status([("Host", host)]) == 421) }

    @Test func aHostIsNamedOnce() throws {
        #expect(try status([]) == 421)
        #expect(try status([("Host", "127.0.0.1:7363"), ("Host", "127.0.0.1:7363")]) == 421)
        #expect(try status([("Host", "127.0.0.1:7363"), ("host", "evil.example")]) == 421)
    }

    @Test(arguments: [
        "https://127.0.0.1:7363", "http://127.0.0.1", "http://evil.example", "null", "", "http://127.0.0.1:8080",
        "http://127.0.0.1:7363.evil.example", "file://", "http://127.0.0.1:7363/",
    ])
    func aPageOfAnotherOriginMayNotAsk(_ origin: String) throws {
        #expect(try status([("Host", "127.0.0.1:7363"), ("Origin", origin)]) == 403)
        #expect(
            try status([("Host", "127.0.0.1:7363"), ("Origin", "http://127.0.0.1:7363"), ("Origin", origin)]) == 403)
    }

    @Test(arguments: ["cross-site", "same-site", "", "Same-Origin", "none, none"])
    func aBrowserThatSaysItIsAnotherSiteIsBelieved(_ site: String) throws {
        #expect(try status([("Host", "127.0.0.1:7363"), ("Sec-Fetch-Site", site)]) == 403)
    }

    @Test func itsOwnPageMayAsk() throws {
        for site in ["same-origin", "none"] {
            #expect(
                try status([
                    ("Host", "localhost:7363"), ("Origin", "http://localhost:7363"), ("Sec-Fetch-Site", site),
                ]) == 200)
        }
    }

    @Test func aLinkElsewhereMayLeadToThePageAndNowhereElse() throws {
        func link(_ mode: String, _ destination: String) -> [(String, String)] {
            [
                ("Host", "127.0.0.1:7363"), ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", mode),
                ("Sec-Fetch-Dest", destination),
            ]
        }
        #expect(try status(link("navigate", "document"), at: "/") == 200)
        #expect(try status(link("navigate", "document"), at: "/?tenant=lantern") == 200)
        #expect(try status(link("navigate", "iframe"), at: "/") == 403)
        #expect(try status(link("no-cors", "image"), at: "/") == 403)
        #expect(try status(link("cors", "empty"), at: "/") == 403)
        #expect(try status(link("navigate", "document"), at: "/v1/sms/phone-numbers") == 403)
        #expect(try status(link("navigate", "document"), at: "/events") == 403)
    }

    @Test(arguments: ["http://127.0.0.1:7363/", "*", "", "evil.example:80", "v1/evaluate"])
    func aTargetIsAPath(_ target: String) throws {
        #expect(try status([("Host", "127.0.0.1:7363")], at: target) == 400)
    }

    @Test func atPortEightyTheNameAloneWillDo() {
        let gate = RequestGate(port: 80)
        for host in ["localhost", "127.0.0.1:80"] {
            let head = HTTPRequestHead(version: .http1_1, method: .GET, uri: "/", headers: ["Host": host])
            #expect(gate.refusal(head) == nil)
        }
    }
}
