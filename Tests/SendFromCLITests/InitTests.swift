import Foundation
import SendFromCLI
import Testing

/// `init` makes a tenant that lints clean, passes its tests and decides its messages.
@Suite struct InitTests {
    static let presets = ["thread-first", "staff-first", "compliant-first", "per-user", "messaging-service"]
    /// With 10DLC; numbers kept for examples; area codes; names that must be registered, or are refused; YAML's Norway;
    /// a plan that is searched.
    static let countries = ["US", "GB", "DE", "CA", "AU", "SG", "NO", "IN", "JM", "BR", "JP", "CN", "AE", "ZW"]

    @Test(arguments: presets, countries)
    func aNewTenantIsCleanPassesItsTestsAndDecidesItsMessages(_ preset: String, _ country: String) throws {
        let folder = try TemporaryFolder()
        let tenant = folder.path + "/acme"
        let run = CommandRun(["init", tenant, "--preset", preset, "--country", country, "--name", "Acme Ltd"])
        try #require(run.status == .fine, "\(run.errors)")
        #expect(run.errors == "")
        let lint = CommandRun(["lint", tenant])
        #expect(lint.output == "no findings in 1 tenant\n" && lint.errors == "" && lint.status == .fine)
        let test = CommandRun(["test", tenant])
        #expect(test.status == .fine && test.output.contains(" passed, 0 failed"), "\(test.output)\(test.errors)")
        let eval = CommandRun(["eval", tenant, tenant + "/messages/sample.ndjson"])
        #expect(eval.status == .fine && eval.errors == "" && eval.output.contains(", 0 rejected"), "\(eval.output)")
        // No warning on a decision either.
        #expect(!eval.output.contains("  ("), "\(eval.output)")
    }

    @Test func everythingMadeIsNamedAndTheNextCommandsRun() throws {
        let folder = try TemporaryFolder()
        let tenant = folder.path + "/new tenants/acme"
        let run = CommandRun(["init", tenant])
        let lines = run.output.split(separator: "\n").map(String.init)
        let next = try #require(lines.firstIndex(of: "next:"))
        #expect(lines.count == next + 4)
        for line in lines[next...].dropFirst() {
            let words = CommandRun.words(line).filter { !$0.isEmpty }
            #expect(words.first == "sendfrom" && CommandRun(Array(words.dropFirst())).status == .fine, "\(line)")
        }
        let made = Set(lines[1..<next].compactMap { $0.split(separator: " ").first.map(String.init) })
        let there = try FileManager.default.subpathsOfDirectory(atPath: tenant).filter { $0.contains(".") }
        #expect(made == Set(there))
        #expect(CommandRun(["init", folder.path + "/quiet", "--quiet"]).output == "")
    }

    @Test func tenantsSideBySideShareNoNumber() throws {
        let folder = try TemporaryFolder()
        for (index, preset) in Self.presets.enumerated() {
            let path = folder.path + "/tenant-\(index)"
            #expect(CommandRun(["init", path, "--preset", preset, "--country", "GB"]).status == .fine)
        }
        #expect(CommandRun(["lint", folder.path]).output == "no findings in 5 tenants\n")
    }

    @Test func aFolderThatHoldsFilesIsLeftAlone() throws {
        let folder = try TemporaryFolder([
            "acme/notes.txt": "mine", "empty/.gitkeep": "", "file": "", "t/tenant.yaml": "",
        ])
        let run = CommandRun(["init", folder.path + "/acme"])
        #expect(run.status == .usage && run.errors.contains("already holds files (notes.txt)"), "\(run.errors)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/acme") == ["notes.txt"])
        // Hidden files are nobody's tenant.
        #expect(CommandRun(["init", folder.path + "/empty"]).status == .fine)
        let file = CommandRun(["init", folder.path + "/file"])
        #expect(file.status == .usage && file.errors.contains("is no folder"))
        let inside = CommandRun(["init", folder.path + "/t/sub"])
        #expect(inside.status == .usage && inside.errors.contains("lies inside the tenant"))
        #expect(!FileManager.default.fileExists(atPath: folder.path + "/t/sub"))
    }

    @Test(arguments: [
        ("Acme Ltd", "", "write `--tenant acme-ltd`"), ("Ümläut", "", "is no tenant name; write `--tenant "),
        ("x", "--tenant Acme", "write `--tenant acme`"), ("x", "--tenant ___", "write up to 63 of a-z, 0-9 and `-`"),
        ("x", "--country UK", "write `GB`"), ("x", "--country AQ", "too few ordinary numbers of AQ"),
        ("x", "--preset staff", "staff-first"), ("x", "--name \"\"", "write what people call the tenant"),
    ])
    func aMistakeSaysWhatToType(_ name: String, _ flags: String, _ help: String) throws {
        let folder = try TemporaryFolder()
        let run = CommandRun(["init", folder.path + "/" + name] + CommandRun.words(flags))
        #expect(run.status == .usage && run.errors.contains(help), "\(run.errors)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
    }

    @Test func namesOfAnyKindAreText() throws {
        let folder = try TemporaryFolder()
        let tenant = folder.path + "/n"
        for (index, name) in ["no", "a: b # c", "\"'{[", "日本", "12", "x\u{202E}\n- y"].enumerated() {
            for preset in ["compliant-first", "thread-first"] {
                let path = "\(tenant)\(index)\(preset)"
                #expect(CommandRun(["init", path, "--preset", preset, "--name", name]).status == .fine)
                #expect(CommandRun(["lint", path]).output == "no findings in 1 tenant\n", "\(name)")
            }
        }
    }
}
