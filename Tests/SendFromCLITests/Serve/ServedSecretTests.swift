import Foundation
import NIOHTTP1
import TestSupport
import Testing

@testable import PreviewServer

/// A secret written into a tenant, and every path of `serve`: no eight characters of it appear in what is answered.
@Suite struct ServedSecretTests {
    /// Every path, and messages that get every kind of answer.
    static let requests: [(target: String, message: String?)] =
        ["/", "/page.js", "/page.css", "/events", "/none"].map { ($0, nil) }
        + ["", "/available", "/config", "/my-number?user=bob", "/my-number?user=nobody", "/my-number"].map {
            ("/v1/sms/phone-numbers" + $0, nil)
        }
        + [
            "{\"to\":\"+14155550199\"}", "{\"to\":\"+447400123456\",\"user\":\"jane\",\"from\":\"support\"}",
            "{\"to\":\"support\",\"direction\":\"inbound\"}", "{\"to\":7}", "{", "{\"to\":\"+1\",\"token\":\"x\"}",
        ].map { ("/v1/evaluate?trace", $0) }

    /// What is served from the beginning, and what of a file that comes to be so while it is served.
    @Test(arguments: SecretTenant.secrets)
    func theServerShowsNoSecret(_ secret: String) throws {
        var answered = 0
        for (index, yaml) in SecretTenant.variants(secret).enumerated() {
            let folder = try TemporaryFolder(["tenant.yaml": yaml])
            if let ask = try? Asking(folder.path, proves: true) {
                answered += 1
                ask.live.prove(0)
                try check(ask, secret, "variant \(index)")
            }
            let later = try TemporaryFolder(["tenant.yaml": SmallTenant.yaml])
            let ask = try Asking(later.path)
            try later.write(yaml, to: "tenant.yaml")
            #expect(ask.live.check() != nil)
            try check(ask, secret, "variant \(index), later")
        }
        #expect(answered > 0, "no variant has a table")
    }

    @Test func everyPathIsAsked() throws {
        let there = try Asking("examples/helpdesk").get("/none").text
        let paths = there.split(separator: "`").filter { $0.hasPrefix("/") && $0 != "/none" }
        #expect(paths.count >= 9)
        for path in paths {
            #expect(Self.requests.contains { $0.target.prefix { $0 != "?" } == path }, "\(path) is never asked")
        }
    }

    private func check(_ ask: Asking, _ secret: String, _ what: String) throws {
        for (target, message) in Self.requests {
            for accept in ["*/*", "text/html"] {
                let headers = [
                    ("Host", "127.0.0.1:7363"), ("Content-Type", "application/json"), ("Accept", accept),
                ]
                let answer = ask(message == nil ? .GET : .POST, target, headers, message ?? "")
                let text = answer.text + answer.allHeaders.map { "\($0.name): \($0.value)\n" }.joined()
                guard let piece = SecretTenant.piece(of: secret, in: text) else { continue }
                Issue.record("\(target) \(message ?? "") shows \(piece), \(what):\n\(text.prefix(3000))")
                return
            }
        }
    }
}
