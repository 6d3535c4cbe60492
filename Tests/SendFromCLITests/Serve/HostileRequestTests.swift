import Foundation
import SendFromCLI
import Testing

@testable import PreviewServer

/// A real server on a real socket, and clients that mean no good: each gets an answer or a closed connection, in time,
/// and everybody else is served as before.
@Suite(.serialized) final class HostileRequestTests {
    private let live: LivePreview
    private let server: PreviewServer

    init() throws {
        live = try Asking("examples/helpdesk").live
        server = try PreviewServer(live, port: 0, patience: .seconds(3))
    }

    deinit { server.stop() }

    private var host: String { "Host: 127.0.0.1:\(server.port)\r\n" }

    private func client() throws -> RawClient { try #require(RawClient(port: server.port)) }

    /// What comes back, to the end of the connection.
    private func exchange(_ request: String) throws -> String {
        let client = try client()
        client.send(request)
        return try #require(client.read(), "no end within 20 seconds")
    }

    private func post(_ body: String, _ headers: String = "", length: Int? = nil) -> String {
        "POST /v1/evaluate HTTP/1.1\r\n\(host)Content-Type: application/json\r\n\(headers)"
            + "Content-Length: \(length ?? body.utf8.count)\r\n\r\n\(body)"
    }

    private static let message = "{\"to\":\"+447400123456\"}"

    private func expectServed(_ comment: Comment? = nil) throws {
        let answer = try exchange(post(Self.message, "Connection: close\r\n"))
        #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"), comment)
        #expect(answer.hasSuffix("\"at\":\"order.yaml:2:11\"}\n"), comment)
    }

    private func statuses(_ text: String) -> [String] {
        text.components(separatedBy: "HTTP/1.1 ").dropFirst().map { String($0.prefix(3)) }
    }

    @Test func anOrdinaryRequestIsAnswered() throws {
        try expectServed()
        let page = try exchange("GET / HTTP/1.1\r\n\(host)Connection: close\r\n\r\n")
        #expect(page.hasPrefix("HTTP/1.1 200 OK\r\n") && page.hasSuffix("</html>\n"))
        let head = try exchange("HEAD / HTTP/1.1\r\n\(host)Connection: close\r\n\r\n")
        #expect(head.hasPrefix("HTTP/1.1 200 OK\r\n") && head.hasSuffix("\r\n\r\n"), "no body")
    }

    @Test(arguments: [
        ("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", "421"), ("GET / HTTP/1.1\r\n\r\n", "421"),
        ("GET / HTTP/1.1\r\nHOST\r\n\r\n", "400"), ("\r\n\r\n\r\nGARBAGE\r\n\r\n", "400"),
        ("GET / HTTP/9.9\r\nHOST\r\n\r\n", "400"), ("\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}\u{0}\u{1}\u{fc}", "400"),
        ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "400"), ("GET http://evil.example/ HTTP/1.1\r\nHOST\r\n", "400"),
        ("GET /../../etc/passwd HTTP/1.1\r\nOURS\r\n", "404"),
        ("GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nOURS\r\n", "404"),
        ("DELETE /v1/evaluate HTTP/1.1\r\nOURS\r\n", "405"), ("OPTIONS * HTTP/1.1\r\nOURS\r\n", "400"),
        ("GET / HTTP/1.1\r\nOURSOrigin: http://evil.example\r\n\r\n", "403"),
        ("GET / HTTP/1.1\r\nOURSX: a\u{0}b\r\n\r\n", "400"), ("GET / HTTP/1.1\r\nOURS: a\r\n\r\n", "400"),
        ("GET / HTTP/1.1\r\nOURSA B: a\r\n\r\n", "400"), ("GET /\u{0} HTTP/1.1\r\nOURS\r\n", "400"),
        ("GET /é HTTP/1.1\r\nOURS\r\n", "400"), ("BREW / HTTP/1.1\r\nOURS\r\n", "400"),
        ("POST /v1/evaluate HTTP/1.1\r\nOURSContent-Type: text/plain\r\nContent-Length: 2\r\n\r\n{}", "415"),
    ])
    func whatIsNoProperRequestIsRefused(_ request: String, _ status: String) throws {
        let answer = try exchange(request.replacing("OURS", with: host))
        #expect(statuses(answer) == [status], "\(answer.prefix(300))")
        #expect(answer.contains("\r\nConnection: close\r\n"))
        #expect(answer.contains("\r\n\r\n{\"error\":\""))
        try expectServed()
    }

    @Test func bytesThatAreNoTextAreRefused() throws {
        let client = try client()
        client.send(Array("GET /\u{0}".utf8) + [0xFF, 0xFE, 0xC3, 0x28] + Array(" HTTP/1.1\r\n\(host)\r\n".utf8))
        #expect(statuses(try #require(client.read())) == ["400"])
        let body = Array("{\"to\":\"".utf8) + [0xFF, 0xC3, 0x28] + Array("\"}".utf8)
        let other = try self.client()
        other.send(Array(post("", "Connection: close\r\n", length: body.count).utf8) + body)
        let answer = try #require(other.read())
        #expect(statuses(answer) == ["400"] && answer.contains("\"outcome\":\"error\""))
    }

    // MARK: - Too much

    @Test func headersHaveALimit() throws {
        let long = String(repeating: "a", count: 9 << 10)
        let many = (0..<65).map { "X-\($0): a\r\n" }.joined()
        let together = (0..<20).map { "X-\($0): \(String(repeating: "a", count: 1000))\r\n" }.joined()
        for headers in ["X: \(long)\r\n", "\(long): x\r\n", many, together] {
            let answer = try exchange("GET / HTTP/1.1\r\n\(host)\(headers)\r\n")
            #expect(statuses(answer) == ["431"], "\(answer.prefix(200))")
        }
        let target = try exchange("GET /\(String(repeating: "a", count: 100_000)) HTTP/1.1\r\n\(host)\r\n")
        #expect(["400", "414", "431", "404"].contains(statuses(target).first), "\(target.prefix(200))")
        #expect(target.utf8.count < 2000, "a long name is not said back")
        try expectServed()
    }

    @Test func headersWithoutAnEndEnd() throws {
        let client = try client()
        client.send("GET / HTTP/1.1\r\n\(host)")
        var sent = 0
        while sent < 1 << 20,
            client.send("X: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n")
        {
            sent += 75
        }
        #expect(sent < 1 << 20, "it went on listening")
        try expectServed()
    }

    @Test func aBodyHasALimit() throws {
        let most = RequestLimits.bodyBytes
        let fits = "{\"to\":\"+447400123456\"" + String(repeating: " ", count: most - 23) + "}"
        #expect(statuses(try exchange(post(fits + "\n", "Connection: close\r\n"))) == ["200"])
        #expect(statuses(try exchange(post(fits + " \n"))) == ["413"])
        // Said beforehand, and never sent.
        #expect(statuses(try exchange(post("", length: 1 << 40))) == ["413"])
        let chunk = "1000\r\n" + String(repeating: " ", count: 0x1000) + "\r\n"
        let chunked = try exchange(
            "POST /v1/evaluate HTTP/1.1\r\n\(host)Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                + String(repeating: chunk, count: 17) + "0\r\n\r\n")
        #expect(statuses(chunked) == ["413"])
        try expectServed()
    }

    // MARK: - Framing

    @Test func aChunkedMessageIsAMessage() throws {
        let start = "POST /v1/evaluate HTTP/1.1\r\n\(host)Content-Type: application/json\r\nConnection: close\r\n"
        let chunks = Self.message.map { "1\r\n\($0)\r\n" }.joined() + "0\r\n\r\n"
        #expect(statuses(try exchange(start + "Transfer-Encoding: chunked\r\n\r\n" + chunks)) == ["200"])
        for broken in ["zz\r\n{}\r\n0\r\n\r\n", "ffffffffffffffffff\r\n", "-1\r\n{}\r\n", "2\r\n{}}}}\r\n0\r\n\r\n"] {
            #expect(
                statuses(try exchange(start + "Transfer-Encoding: chunked\r\n\r\n" + broken)) == ["400"], "\(broken)")
        }
    }

    @Test func aLengthThatCanBeReadInTwoWaysIsRefused() throws {
        let start = "POST /v1/evaluate HTTP/1.1\r\n\(host)Content-Type: application/json\r\n"
        for headers in [
            "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "Content-Length: 2\r\nContent-Length: 22\r\n",
            "Transfer-Encoding: chunked, identity\r\n", "Transfer-Encoding: xchunked\r\n", "Content-Length: +2\r\n",
            "Content-Length: 99999999999999999999\r\n", "Content-Length: -1\r\n",
        ] {
            let answer = try exchange(start + headers + "\r\n0\r\n\r\nGET /page.js HTTP/1.1\r\n\(host)\r\n")
            #expect(statuses(answer).count <= 1 && statuses(answer).first != "200", "\(headers)\(answer.prefix(200))")
        }
        try expectServed()
    }

    @Test func whatIsCutOffIsNotAnswered() throws {
        for request in ["GET / HT", "GET / HTTP/1.1\r\nHost: 127", post("{\"to\":", length: 500), post("", length: 1)] {
            let client = try client()
            client.send(request)
            client.endSending()
            let answer = try #require(client.read())
            #expect(!answer.contains("200 OK"), "\(answer)")
        }
        try expectServed()
    }

    @Test func requestsSentAtOnceAreAnsweredInOrder() throws {
        let client = try client()
        let paths = ["/v1/sms/phone-numbers/config", "/none", "/page.css"]
        // A refusal ends the connection; what comes after it is not answered.
        client.send(paths.map { "GET \($0) HTTP/1.1\r\n\(host)\r\n" }.joined())
        #expect(statuses(try #require(client.read())) == ["200", "404"])
        let other = try self.client()
        let count = 200
        other.send((1...count).map { post("{\"id\":\($0),\"to\":\"+447400123456\"}") }.joined())
        other.send("GET /page.js HTTP/1.1\r\n\(host)Connection: close\r\n\r\n")
        let answers = try #require(other.read())
        #expect(statuses(answers).count == count + 1)
        let ids = answers.components(separatedBy: "{\"id\":").dropFirst().map { Int($0.prefix { $0 != "," }) }
        #expect(ids == (1...count).map { $0 })
    }

    /// What is asked for is written when what was asked before has been taken, not piled up.
    @Test func aClientThatNeverReadsIsNotAnsweredForEver() throws {
        let client = try client()
        let request = "GET /page.css HTTP/1.1\r\n\(host)\r\n"
        // Of answers, some 2 GB: they would be in memory if every request were answered as it comes.
        var sent = 0
        while sent < 200_000, client.send(String(repeating: request, count: 100)) { sent += 100 }
        #expect(sent < 200_000, "it took all requests of a client that reads nothing")
        try expectServed("another client is served meanwhile")
    }

    // MARK: - Many, and slow

    @Test func aHundredConnectionsAreServed() throws {
        let clients = try (0..<100).map { _ in try client() }
        for client in clients { client.send(post(Self.message, "Connection: close\r\n")) }
        for client in clients { #expect(statuses(try #require(client.read())) == ["200"]) }
    }

    @Test func connectionsHaveALimitAndComeFree() throws {
        var clients = try (0..<300).map { _ in try client() }
        // Those over the limit find their connection closed.
        let refused = clients.suffix(300 - RequestLimits.connections).filter { client in
            client.send("GET /page.css HTTP/1.1\r\n\(host)\r\n")
            return client.read(until: { $0.contains("\r\n\r\n") }) == ""
        }
        #expect(refused.count == 300 - RequestLimits.connections)
        clients = []
        for attempt in 0..<50 {
            let client = try client()
            client.send(post(Self.message, "Connection: close\r\n"))
            if statuses(client.read() ?? "") == ["200"] { break }
            #expect(attempt < 49, "it never came back")
            Thread.sleep(forTimeInterval: 0.1)
        }
    }

    @Test func aRequestThatDripsIsNotWaitedFor() throws {
        let client = try client()
        client.send(
            "POST /v1/evaluate HTTP/1.1\r\n\(host)Content-Type: application/json\r\nContent-Length: 500\r\n\r\n")
        let start = ContinuousClock.now
        var isOpen = true
        while isOpen, ContinuousClock.now - start < .seconds(10) {
            isOpen = client.send(" ")
            Thread.sleep(forTimeInterval: 0.2)
        }
        #expect(!isOpen, "it waited more than 10 seconds")
        #expect(ContinuousClock.now - start > .seconds(2))
    }

    // MARK: - Listening

    @Test func listenersAreToldOfChangesAndHaveALimit() throws {
        let folder = try TemporaryFolder(["tenant.yaml": SmallTenant.yaml])
        let server = try PreviewServer(try Asking(folder.path).live, port: 0)
        defer { server.stop() }
        let ask = "GET /events HTTP/1.1\r\nHost: 127.0.0.1:\(server.port)\r\n\r\n"
        let clients = try (0..<RequestLimits.listeners).map { _ in
            let client = try #require(RawClient(port: server.port))
            client.send(ask)
            _ = client.read(until: { $0.contains("data: ") })
            return client
        }
        let late = try #require(RawClient(port: server.port))
        late.send(ask)
        #expect(late.read(until: { $0.contains("}\n") })?.hasPrefix("HTTP/1.1 503 ") == true)
        try folder.write(SmallTenant.yaml.replacing("Support line", with: "Help line"), to: "tenant.yaml")
        for client in clients { #expect(client.read(until: { $0.contains("event: version") }) != nil) }
    }

    @Test func aPortThatIsTakenIsSaid() throws {
        #expect {
            try PreviewServer(live, port: server.port)
        } throws: { error in
            "\(error)"
                == "port \(server.port) is taken on 127.0.0.1; choose another with --port, or any that is free with --port 0"
        }
        let run = CommandRun("serve examples/helpdesk --port \(server.port)")
        #expect(run.status == .usage && run.errors.hasPrefix("sendfrom: port \(server.port) is taken on 127.0.0.1; "))
    }
}
