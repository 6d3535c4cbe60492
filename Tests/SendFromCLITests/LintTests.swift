import Foundation
import SendFromCLI
import Testing

/// `lint` as a user meets it: statuses, flags, sendfrom.yaml, baseline; its fixes are in `LintTests+Fixes.swift`.
@Suite struct LintTests {
    /// Clean.
    static let clean = """
        tenant: acme
        organization_number: support
        providers: {main: {kind: generic, credentials: {token: env:TOKEN}}}
        inventory:
          - {sender: "+442079460101", id: support, name: Support}
        defaults: {sender: support}
        order: {preset: thread-first}

        """
    /// A warning: the number's punctuation.
    static let warned = clean.replacing("+442079460101", with: "+44 20 7946 0101")
    /// An error that is lint's alone.
    static let failed = clean.replacing("id: support,", with: "id: support, status: suspended,")
        .replacing("organization_number: support\n", with: "")
        .replacing("inventory:\n", with: "inventory:\n  - {sender: \"+442079460102\"}\n")
    /// A table that means nothing.
    static let broken = clean.replacing("sender: support}", with: "sender: suport}")

    func lint(_ tenant: String, _ flags: String = "", files: [String: String] = [:]) throws -> Run {
        let folder = try TemporaryFolder(files.merging(["acme/tenant.yaml": tenant]) { $1 })
        let run = CommandRun("lint " + folder.path + "/acme " + flags.replacing("FOLDER", with: folder.path))
        return Run(run: run, folder: folder)
    }

    struct Run {
        let run: CommandRun
        let folder: TemporaryFolder
        var status: CommandStatus { run.status }
        var output: String { run.output.replacing(folder.path + "/", with: "") }
        var errors: String { run.errors.replacing(folder.path + "/", with: "") }
        func tenant() throws -> String { try folder.read("acme/tenant.yaml") }
        /// The codes in brackets.
        var codes: [String] {
            output.split(separator: "\n").filter { $0.hasSuffix("]") && $0.contains(": ") }
                .compactMap { $0.split(separator: "[").last.map { String($0.dropLast()) } }
        }
    }

    // MARK: - Status

    @Test func aCleanTenantIsFine() throws {
        let run = try lint(Self.clean)
        #expect(run.status == .fine)
        #expect(run.output == "no findings in 1 tenant\n")
        #expect(run.errors == "")
    }

    @Test func warningsFailOnlyOverTheLimit() throws {
        #expect(try lint(Self.warned).status == .fine)
        #expect(try lint(Self.warned, "--max-warnings 1").status == .fine)
        #expect(try lint(Self.warned, "--max-warnings 0").status == .findings)
    }

    @Test func anErrorFails() throws {
        let run = try lint(Self.failed)
        #expect(run.status == .findings)
        #expect(run.codes == ["missing-organization-number", "named-only-sender", "default-not-active"])
        #expect(try lint(Self.broken).status == .findings)
    }

    @Test(arguments: [
        "--check nosuch=off", "--check not-e164", "--check not-e164=loud", "--format text --format json",
        "--format nosuch", "--format json=", "--max-warnings -1", "--unsafe-fixes", "--baseline FOLDER/none.json",
        "--baseline FOLDER/acme/tenant.yaml", "--format json=FOLDER/none/x.json", "--today yesterday",
        "--baseline FOLDER/b.json --write-baseline FOLDER/b.json", "FOLDER/nowhere",
    ])
    func whatCannotBeDoneIsAUsageError(_ flags: String) throws {
        let run = try lint(Self.clean, flags)
        #expect(run.status == .usage, "\(run.errors)")
        #expect(run.output == "")
    }

    @Test func aCommandToTypeHasThePathAsItWasGiven() throws {
        let run = try lint(Self.clean.replacing("defaults: {sender: support}", with: "defaults: {sender: none}"))
        #expect(run.output.contains("see `sendfrom explain acme --to"))
    }

    @Test func nothingToLintIsNotFine() throws {
        let folder = try TemporaryFolder(["readme.txt": "nothing here\n"])
        let run = CommandRun("lint \(folder.path)")
        #expect(run.status == .usage)
        #expect(run.errors.contains("no tenant in"))
    }

    @Test func testFilesAreLintedToo() throws {
        let run = try lint(
            Self.clean,
            files: [
                "acme/tests/a.yaml":
                    "tests: [{name: x, message: {to: \"+447400123456\"}, expect: {rule: defualt}}]\n"
            ])
        #expect(run.status == .findings)
        #expect(run.output.hasPrefix("acme/tests/a.yaml:1:66: error: `defualt` is not a rule; did you mean `default`?"))
    }

    // MARK: - Weights

    @Test func aFlagWinsOverTheFileAndTheFileOverTheDefault() throws {
        let file = ["sendfrom.yaml": "severity: {not-e164: error}\n"]
        #expect(try lint(Self.warned, files: file).status == .findings)
        #expect(try lint(Self.warned, "--check not-e164=info", files: file).output.contains("info: `+44 20"))
        #expect(try lint(Self.warned, "--check not-e164=off", files: file).codes == [])
        #expect(try lint(Self.warned, "", files: ["sendfrom.yaml": "severity: {not-e164: off}\n"]).codes == [])
    }

    @Test func theNearestProjectFileCounts() throws {
        let run = try lint(
            Self.warned,
            files: [
                "sendfrom.yaml": "severity: {not-e164: error}\n", "acme/sendfrom.yaml": "severity: {not-e164: info}\n",
            ])
        #expect(run.status == .fine)
    }

    @Test func whatMakesATableMeaninglessStaysAnError() throws {
        let run = try lint(
            Self.broken, "--check unresolved-reference=off",
            files: ["sendfrom.yaml": "severity: {unresolved-reference: info}\n"])
        #expect(run.status == .findings)
        #expect(run.codes == ["unresolved-reference"])
        #expect(run.errors.contains("it stays an error"))
    }

    @Test func aNumberWithoutItsPlusStaysAnError() throws {
        let run = try lint(Self.clean.replacing("+442079460101", with: "442079460101"), "--check not-e164=off --quiet")
        #expect(run.status == .findings)
        #expect(run.codes == ["not-e164"])
    }

    @Test func excludedTenantsAreLeftOut() throws {
        let files = ["sendfrom.yaml": "exclude: [\"ac*\"]\n", "zenith/tenant.yaml": Self.clean]
        let folder = try TemporaryFolder(files.merging(["acme/tenant.yaml": Self.broken]) { $1 })
        let run = CommandRun("lint \(folder.path)")
        #expect(run.status == .fine)
        #expect(run.output == "no findings in 1 tenant\n")
        let none = CommandRun("lint \(folder.path)/acme")
        #expect(none.status == .usage)
        #expect(none.errors.contains("nothing to lint"))
    }

    @Test func aMistakeInTheProjectFileIsToldOnce() throws {
        let folder = try TemporaryFolder([
            "sendfrom.yaml": "severity: {not-e614: off}\n", "a/tenant.yaml": Self.clean,
            "b/tenant.yaml": Self.clean.replacing("tenant: acme", with: "tenant: b").replacing("0101", with: "0102"),
        ])
        let run = CommandRun("lint \(folder.path)")
        #expect(run.output.components(separatedBy: "[invalid-value]").count == 2)
        #expect(run.output.contains("1 error in 2 tenants"))
    }

    // MARK: - Baseline

    @Test func aBaselineLeavesWhatWasThere() throws {
        let folder = try TemporaryFolder(["acme/tenant.yaml": Self.failed])
        let (tenant, file) = (folder.path + "/acme", folder.path + "/baseline.json")
        let written = CommandRun("lint \(tenant) --write-baseline \(file)")
        #expect(written.status == .fine)
        #expect(written.errors.contains("3 findings written"))
        let run = CommandRun("lint \(tenant) --baseline \(file)")
        #expect(run.status == .fine)
        #expect(run.output == "no findings in 1 tenant\n")
        // By what a finding is about, not by its line.
        try folder.write("# a new first line\n" + Self.failed, to: "acme/tenant.yaml")
        #expect(CommandRun("lint \(tenant) --baseline \(file)").output == "no findings in 1 tenant\n")
        // A new finding is shown; one that is gone is said.
        try folder.write(Self.warned, to: "acme/tenant.yaml")
        let other = CommandRun("lint \(tenant) --baseline \(file)")
        #expect(other.output.contains("[not-e164]"))
        #expect(other.errors.contains("3 findings of the baseline are gone"))
    }

    @Test func aBaselineHoldsNothingThatStopsEveryCommand() throws {
        let folder = try TemporaryFolder(["acme/tenant.yaml": Self.broken])
        let (tenant, file) = (folder.path + "/acme", folder.path + "/baseline.json")
        #expect(CommandRun("lint \(tenant) --write-baseline \(file)").status == .findings)
        #expect(CommandRun("lint \(tenant) --baseline \(file)").status == .findings)
    }

    // MARK: - Formats

    @Test func severalFormatsInOneRun() throws {
        let run = try lint(Self.failed, "--format json --format sarif=FOLDER/a.sarif --format junit=FOLDER/a.xml")
        #expect(run.status == .findings)
        let json = try #require(
            try JSONSerialization.jsonObject(with: Data(run.run.output.utf8)) as? [String: Any])
        #expect(json["format_version"] as? Int == 1)
        #expect((json["summary"] as? [String: Int]) == ["errors": 1, "warnings": 0, "infos": 2, "tenants": 1])
        let first = try #require((json["diagnostics"] as? [[String: Any]])?.last)
        #expect(first["code"] as? String == "default-not-active")
        #expect(first["tenant"] as? String == "acme")
        #expect(first["line"] as? Int == 6 && first["column"] as? Int == 20)
        #expect(first["end_line"] as? Int == 6 && first["end_column"] as? Int == 27)
        #expect((first["related"] as? [[String: Any]])?.first?["line"] as? Int == 5)
        let sarif = try #require(
            try JSONSerialization.jsonObject(with: Data(run.folder.read("a.sarif").utf8)) as? [String: Any])
        #expect(sarif["version"] as? String == "2.1.0")
        #expect(try run.folder.read("a.xml").contains("<failure type=\"error\""))
    }

    @Test func annotationsAreEscapedAndChosenOnGitHub() throws {
        let folder = try TemporaryFolder(["a,b:c%/tenant.yaml": Self.failed])
        let console = Console(
            out: .memory(), error: .memory(), environment: { $0 == "GITHUB_ACTIONS" ? "true" : nil })
        _ = CommandLineTool.run(["lint", folder.path], console: console)
        let lines = console.out.text.split(separator: "\n")
        #expect(lines.count == 3)
        let line = try #require(lines.last)
        #expect(
            line.hasPrefix(
                "::error file=" + folder.path + "/a%2Cb%3Ac%25/tenant.yaml,line=6,endLine=6,col=20,endColumn=27,"))
        #expect(
            line.contains(
                ",title=sendfrom%3A default-not-active::the default sender, `support`, is suspended%0Aname another"))
        #expect(!line.contains("\r"))
    }

    @Test func codeQualityHasAFingerprintOfItsOwnForEachFinding() throws {
        let run = try lint(Self.failed, "--format gitlab")
        let issues = try #require(
            try JSONSerialization.jsonObject(with: Data(run.run.output.utf8)) as? [[String: Any]])
        #expect(Set(issues.compactMap { $0["fingerprint"] as? String }).count == issues.count)
        #expect(issues.compactMap { $0["severity"] as? String } == ["info", "info", "major"])
    }

    // MARK: - Traps

    @Test(arguments: [
        // Norway is Norway, and what other tools made of it is told.
        ("tenant: acme", "tenant: acme\ncountry: NO", ""),
        ("tenant: acme", "tenant: acme\ncountry: no", "`no` is not a country code"),
        ("tenant: acme", "tenant: acme\ncountry: false", "for Norway write `NO`"),
        ("name: Support", "trust: 0x1F", "`trust` is the text `0x1F`, not a whole number"),
        ("name: Support", "trust: 010", "without quotes and leading zeros: `10`"),
        ("name: Support", "trust: 1e3", "`trust` is the text `1e3`, not a whole number"),
        ("name: Support", "weekly_price: 1e3", "is not an amount of money"),
        ("name: Support", "weekly_price: 4.50", ""),
        ("name: Support", "purchased: 2025-3-1", "write year, month and day"),
        ("name: Support", "purchased: 20250301", "is not a date"),
        ("name: Support", "shared: on", "`shared` is the text `on`, not `true` or `false`"),
        ("\"+442079460101\"", "+442079460101", ""),
        ("\"+442079460101\"", "\"+442079460101\u{202E}\"", "turns the direction of the text (U+202E)"),
        ("\"+442079460101\", id: support", "АСМЕ, id: support", "is a Cyrillic character that looks like `A`"),
        ("\"+442079460101\", id: support", "\"AC\u{202E}ME\", id: support", "turns the direction of the text (U+202E)"),
        ("\"+442079460101\", id: support", "\"AC\u{200B}ME\", id: support", "it holds an invisible character (U+200B)"),
        ("  - {sender", "\t- {sender", "a tab can't indent YAML"),
        ("tenant: acme", "\u{FEFF}tenant: acme", "the file starts with a byte-order mark"),
    ])
    func aTrapIsToldInWordsOfTheDomain(_ good: String, _ bad: String, _ message: String) throws {
        let run = try lint(Self.clean.replacing(good, with: bad))
        if message.isEmpty {
            #expect(run.output == "no findings in 1 tenant\n")
        } else {
            #expect(run.output.contains(message), "\(run.output)")
            #expect(run.status == .findings)
        }
    }

    @Test func utf16IsTold() throws {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(atPath: folder.path + "/acme", withIntermediateDirectories: true)
        let data = try #require(Self.clean.data(using: .utf16))
        try data.write(to: URL(fileURLWithPath: folder.path + "/acme/tenant.yaml"))
        let run = CommandRun("lint \(folder.path)")
        #expect(run.status == .findings)
        #expect(run.output.contains("the file is UTF-16, not UTF-8"))
    }

    // MARK: - Secrets

    @Test(arguments: ["text", "json", "sarif", "github", "gitlab", "junit"])
    func aSecretAppearsInNoOutput(_ format: String) throws {
        let token = String(repeating: "9f8e7d6c", count: 4)
        let places = [
            "credentials: {token: env:TOKEN}": "credentials: {token: \(token)}",
            "kind: generic": "kind: \(token)", "name: Support": "name: \(token)",
            "tenant: acme": "# \(token)\ntenant: acme",
            "id: support": "\(token): support", "env:TOKEN": "env:\(token)", "main:": "\(token):",
            "sender: support": "sender: \(token)", "preset: thread-first": "preset: \(token)",
            "order: {": "order: [\(token), {",
        ]
        for (good, bad) in places {
            let run = try lint(Self.clean.replacing(good, with: bad), "--format \(format)")
            #expect(!run.output.contains(token) && !run.errors.contains(token), "\(bad)")
            #expect(!run.output.contains(token.prefix(12)), "\(bad)")
            if !bad.contains("order: [") { #expect(run.output.contains("plaintext-secret"), "\(bad)") }
        }
    }
}
