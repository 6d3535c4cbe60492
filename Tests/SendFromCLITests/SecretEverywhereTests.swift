import Foundation
import SendFromCLI
import TestSupport
import Testing

/// A secret written into a tenant, and every command in every format, with the tenant whole and broken in many ways: no
/// eight characters of it appear in what is printed or written.
@Suite struct SecretEverywhereTests {
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

    @Test(arguments: commands.keys.sorted())
    func noCommandShowsASecret(_ command: String) throws {
        for (place, secret) in SecretTenant.secrets.enumerated() {
            // Every variant with the one that nothing but its place tells, and some with the other.
            for (index, yaml) in SecretTenant.variants(secret).enumerated() where place == 0 || index % 4 == 0 {
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
            "old/tenant.yaml": SecretTenant.tenant(secret).replacing("GB: uk", with: "GB: support"),
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
            if let piece = SecretTenant.piece(of: secret, in: text) {
                Issue.record("\(line) shows \(piece), \(what), of:\n\(yaml)\n\(text.prefix(3000))")
                return
            }
        }
    }
}
