import Foundation
import NIOHTTP1
import SendFromCLI
import Testing

@testable import PreviewServer

/// A secret written into a tenant, and every command in every format, with the tenant whole and broken in many ways: no
/// eight characters of it appear in what is printed or written.
@Suite struct SecretEverywhereTests {
    /// Of no known shape, and of one; the second put together so that no scanner of repositories takes it for one.
    static let secrets = ["hunter2-correct-horse", ["S", "K"].joined() + String(repeating: "9f8e7d6c", count: 4)]

    /// Command lines by command: `ACME` is the tenant's folder, `OLD` the same tenant before, `BOTH` the folder above,
    /// `OUT` a file to write.
    static let commands: [String: [String]] = [
        "eval": ["eval ACME MESSAGES", "eval BOTH MESSAGES --trace"]
            + ["text", "ndjson", "json", "csv"].map { "eval ACME MESSAGES --format \($0) --trace" },
        "explain": ["explain ACME --to +14155550199", "explain ACME --to +447400123456 --user jane --from support"],
        "table": ["text", "markdown", "csv", "yaml"].map { "table ACME --format \($0)" } + ["table BOTH"],
        "compile": ["compile ACME", "compile ACME --no-digest -o OUT", "compile ACME -o ACME"],
        "test": ["text", "json", "junit"].map { "test ACME --format \($0)" }
            + ["test ACME --coverage", "test ACME --generate"],
        "diff": ["text", "json", "markdown"].map { "diff OLD ACME --format \($0) --messages MESSAGES" }
            + ["diff ACME OLD", "diff HEAD:ACME ACME"],
        "whatif": ["text", "json", "markdown"].map { "whatif ACME --suspend support --format \($0)" }
            + ["whatif ACME --provider main", "whatif ACME --each"],
        "lint": ["text", "json", "sarif", "github", "gitlab", "junit"].flatMap {
            ["lint ACME --format \($0)", "lint BOTH --format \($0)=OUT"]
        } + ["lint ACME --diff", "lint ACME --diff --unsafe-fixes", "lint ACME --write-baseline OUT"],
        "checks": ["checks", "checks plaintext-secret"],
        "numbers": ["text", "json", "csv"].map { "numbers ACME --format \($0) --cost" }
            + ["numbers ACME --usage 2026-W47"],
        "assign": ["assign ACME support --user jane --diff", "assign ACME nobody --user nobody"],
        "unassign": ["unassign ACME uk --diff"],
        "suggest": ["suggest ACME --countries US,GB", "suggest ACME --diff"],
        "ready": ["ready ACME", "ready ACME --format json", "ready BOTH"],
        "import": ["import twilio ACME/tenant.yaml", "import vonage LISTING -o OUT --force"],
        "init": ["init ACME", "init ACME/tenant.yaml"],
        "schema": ["schema", "schema tests"],
        "lookup": ["lookup +14155550199"],
        "report": ["report ACME -o -", "report BOTH -o OUT", "report ACME -o - --diff ACME --no-analysis"],
        "countries": ["countries GB --tenant ACME", "countries --tenant ACME"],
    ]

    /// Commands that need a client to speak with, and have tests of their own.
    static let elsewhere: Set<String> = ["lsp", "serve"]

    /// What `serve` is asked: every path, and messages that get every kind of answer.
    static let requests: [(target: String, message: String?)] =
        ["/", "/page.js", "/page.css", "/events", "/none"].map { ($0, nil) }
        + ["", "/available", "/config", "/my-number?user=bob", "/my-number?user=nobody", "/my-number"].map {
            ("/v1/sms/phone-numbers" + $0, nil)
        }
        + [
            "{\"to\":\"+14155550199\"}", "{\"to\":\"+447400123456\",\"user\":\"jane\",\"from\":\"support\"}",
            "{\"to\":\"support\",\"direction\":\"inbound\"}", "{\"to\":7}", "{", "{\"to\":\"+1\",\"token\":\"x\"}",
        ].map { ("/v1/evaluate?trace", $0) }

    private static func tenant(_ secret: String) -> String {
        """
        # the token was \(secret) until May
        tenant: acme
        country: US
        organization_number: support
        ten_dlc: {campaign: C0FFEE, status: approved}
        providers:
          main:
            kind: generic
            account_sid: env:SID
            credentials: {token: "\(secret)"}
        inventory:
          - {sender: "+14155550123", id: support}
          - {sender: "+447400123456", id: uk}
        defaults: {sender: support, countries: {GB: uk}}
        users: {jane: {}, bob: {sender: uk}}
        teams: {sales: {sender: support, members: [jane]}}
        order: {rules: [explicit, user, country_default, default]}

        """
    }

    /// The tenant as it is, and with a mistake near the secret, in it, or through it.
    private static func variants(_ secret: String) -> [String] {
        let whole = tenant(secret)
        func with(_ old: String, _ new: String) -> String { whole.replacing(old, with: new) }
        return [
            whole, with("kind: generic", "kind: generik"), with("credentials:", "credential:"),
            with("{token: \"\(secret)\"}", "{token: \"\(secret)\""), with("    account_sid", "\taccount_sid"),
            with("token: \"\(secret)\"", "tokn: \"\(secret)\""), with("token: \"\(secret)\"", "token: [\"\(secret)\"]"),
            with("token: \"\(secret)\"", "token: \(secret), token: \(secret)"),
            with("token: \"\(secret)\"", "token: !x \(secret)"), with("token: \"\(secret)\"", "token: *\(secret)"),
            with("token: \"\(secret)\"", "token: &s \"\(secret)\"")
                .replacing("defaults: {sender: support", with: "defaults: {sender: *s"),
            with("defaults: {sender: support", "defaults: {sender: \(secret)"),
            with("organization_number: support", "organization_number: \(secret)"),
            with("members: [jane]", "members: [jane, \(secret)]"), with("explicit, user", "explicit, \(secret)"),
            with("countries: {GB: uk}", "countries: {\(secret): uk}"), with("tenant: acme", "tenant: \(secret)"),
        ]
    }

    @Test(arguments: commands.keys.sorted())
    func noCommandShowsASecret(_ command: String) throws {
        for (place, secret) in Self.secrets.enumerated() {
            // Every variant with the one that nothing but its place tells, and some with the other.
            for (index, yaml) in Self.variants(secret).enumerated() where place == 0 || index % 4 == 0 {
                try check(command, yaml, secret, "variant \(index)")
            }
        }
    }

    @Test func everyCommandIsAsked() {
        let help = CommandRun("--help").output.split(separator: "\n")
        let names = help.drop { !$0.hasPrefix("SUBCOMMANDS") }.dropFirst()
            .filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") && !$0.contains("See ") }
            .compactMap { $0.split(separator: " ").first.map(String.init) }
        #expect(names.count >= 18)
        for name in names {
            #expect(
                Self.commands[name] != nil || Self.elsewhere.contains(name), "`\(name)` is never asked for a secret")
        }
    }

    private func check(_ command: String, _ yaml: String, _ secret: String, _ what: String) throws {
        let folder = try TemporaryFolder([
            "both/acme/tenant.yaml": yaml,
            "both/acme/tests/a.yaml":
                "# \(secret)\ntests: [{name: a, message: {to: \"+14155550199\"}, expect: {sender: uk}}]\n",
            "both/other/tenant.yaml": SmallTenant.yaml.replacing("acme", with: "other"),
            "old/tenant.yaml": Self.tenant(secret).replacing("GB: uk", with: "GB: support"),
            "messages.ndjson":
                "{\"to\":\"+14155550199\",\"token\":\"\(secret)\"}\n{\"to\":\"+447400123456\",\"user\":\"bob\"}\n{\"to\":7}\n",
            "listing.json":
                "{\"count\":1,\"numbers\":[{\"country\":\"GB\",\"msisdn\":\"447400123457\",\"type\":\"mobile-lvn\","
                + "\"features\":[\"SMS\"],\"api_secret\":\"\(secret)\"}]}",
        ])
        for line in Self.commands[command] ?? [] {
            let words = CommandRun.words(line).map { word in
                word.replacing("ACME", with: folder.path + "/both/acme").replacing("OLD", with: folder.path + "/old")
                    .replacing("BOTH", with: folder.path + "/both").replacing("OUT", with: folder.path + "/out")
                    .replacing("MESSAGES", with: folder.path + "/messages.ndjson")
                    .replacing("LISTING", with: folder.path + "/listing.json")
            }
            let run = CommandRun(words)
            let written = (try? folder.read("out")) ?? ""
            let text = run.output + run.errors + written
            if expectHidden(secret, in: text, "\(line), \(what), of:\n\(yaml)") { return }
        }
    }

    /// - Returns: whether eight characters of it appear, which is an issue.
    private func expectHidden(_ secret: String, in text: String, _ what: String) -> Bool {
        let bytes = Array(secret.utf8)
        for start in 0...bytes.count - 8 {
            let piece = String(decoding: bytes[start..<start + 8], as: UTF8.self)
            if text.contains(piece) {
                Issue.record("\(piece) is shown by \(what)\n\(text.prefix(3000))")
                return true
            }
        }
        return false
    }

    /// What is served from the beginning, and what of a file that comes to be so while it is served.
    @Test func theServerShowsNoSecret() throws {
        for (place, secret) in Self.secrets.enumerated() {
            var answered = 0
            for (index, yaml) in Self.variants(secret).enumerated() where place == 0 || index % 4 == 0 {
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
    }

    private func check(_ ask: Asking, _ secret: String, _ what: String) throws {
        for (target, message) in Self.requests {
            for accept in ["*/*", "text/html"] {
                let headers = [
                    ("Host", "127.0.0.1:7363"), ("Content-Type", "application/json"), ("Accept", accept),
                ]
                let answer = ask(message == nil ? .GET : .POST, target, headers, message ?? "")
                let text = answer.text + answer.allHeaders.map { "\($0.name): \($0.value)\n" }.joined()
                if expectHidden(secret, in: text, "\(target) \(message ?? ""), \(what)") { return }
            }
        }
    }
}
