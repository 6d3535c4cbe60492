import Foundation
import SendFromCLI
import Testing

/// Folders somebody else filled: links, devices, names, and files over every limit. Nothing outside the tree is shown,
/// nothing is passed over in silence, and every command comes to an end.
@Suite struct HostileFolderTests {
    /// What lies outside and must not be seen.
    private static let outside = "outside-of-the-tree"

    private static let tenant = """
        tenant: acme
        inventory: [{sender: "+14155550123", id: support}]
        defaults: {sender: support}
        order: {rules: [default]}

        """

    // MARK: - Links

    @Test(arguments: ["tenant.yaml", "teams.yaml", "tests/a.yaml", "sendfrom.yaml"])
    func aLinkOutOfTheTreeIsRefusedAndItsTextNotShown(_ name: String) throws {
        let secret = try TemporaryFolder(["secret": Self.outside + ": 1\n"])
        let folder = try TemporaryFolder(["acme/tenant.yaml": Self.tenant, "acme/tests/b.yaml": "tests: []\n"])
        try link(folder.path + "/acme/" + name, to: secret.path + "/secret")
        for command in ["lint", "table", "test", "compile", "numbers", "ready"] {
            // Test files are read by two of them only.
            if name.hasPrefix("tests/"), !["lint", "test"].contains(command) { continue }
            let run = CommandRun("\(command) \(folder.path)/acme")
            #expect(run.status == .usage)
            #expect(run.errors.contains("\(name) is a symbolic link that leads out of "), "\(run.errors)")
            #expect(!(run.output + run.errors).contains(Self.outside))
        }
    }

    @Test func aFolderOfTestsThatIsALinkOutOfTheTreeIsRefused() throws {
        let secret = try TemporaryFolder(["secret.yaml": Self.outside + ": 1\n"])
        let folder = try TemporaryFolder(["acme/tenant.yaml": Self.tenant])
        try link(folder.path + "/acme/tests", to: secret.path)
        let run = CommandRun("lint \(folder.path)/acme")
        #expect(run.status == .usage && run.errors.contains("tests is a symbolic link that leads out of "))
    }

    @Test func aLinkInsideTheWorkTreeIsFollowedButNotIntoHiddenFolders() throws {
        let folder = try TemporaryFolder([
            ".git/config": Self.outside + "\n", "shared/teams.yaml": "teams: {sales: {sender: support}}\n",
            "acme/tenant.yaml": Self.tenant,
        ])
        try link(folder.path + "/acme/teams.yaml", to: "../shared/teams.yaml")
        #expect(CommandRun("table \(folder.path)/acme").status == .fine)
        try link(folder.path + "/acme/users.yaml", to: "../.git/config")
        let run = CommandRun("table \(folder.path)/acme")
        #expect(run.status == .usage && run.errors.contains("or into what is hidden there"))
        #expect(!run.errors.contains(Self.outside))
    }

    @Test func foldersThatAreLinksAreNotSearched() throws {
        let other = try TemporaryFolder(["other/tenant.yaml": Self.tenant])
        let folder = try TemporaryFolder(["acme/tenant.yaml": Self.tenant])
        try link(folder.path + "/loop", to: folder.path)
        try link(folder.path + "/other", to: other.path)
        let run = CommandRun("eval \(folder.path) /dev/null --input ndjson")
        #expect(run.status == .fine, "\(run.errors)")
    }

    @Test func aLinkToNothingIsToldAndNotPassedOver() throws {
        let folder = try TemporaryFolder(["acme/tenant.yaml": Self.tenant])
        try link(folder.path + "/acme/teams.yaml", to: "nowhere")
        let run = CommandRun("table \(folder.path)/acme")
        #expect(run.status == .usage && run.errors.hasSuffix("teams.yaml is a symbolic link to nothing\n"))
        let none = try TemporaryFolder(["acme/readme": ""])
        try link(none.path + "/acme/tenant.yaml", to: "nowhere")
        #expect(CommandRun("table \(none.path)").errors.hasSuffix("tenant.yaml is a symbolic link to nothing\n"))
    }

    // MARK: - Devices, pipes, names

    @Test(arguments: ["tenant.yaml", "teams.yaml", "tests/a.yaml", "sendfrom.yaml"])
    func aPipeIsNotReadAsAFileOfATenant(_ name: String) throws {
        let folder = try TemporaryFolder(["acme/tenant.yaml": Self.tenant, "acme/tests/b.yaml": "tests: []\n"])
        try? FileManager.default.removeItem(atPath: folder.path + "/acme/" + name)
        #expect(mkfifo(folder.path + "/acme/" + name, 0o600) == 0)
        let run = CommandRun("lint \(folder.path)/acme")
        #expect(run.status == .usage && run.errors.hasSuffix("\(name) is not a regular file\n"), "\(run.errors)")
    }

    @Test(
        arguments: ["eval ACME /dev/zero --input ndjson", "ready ACME --contacts /dev/zero", "import twilio /dev/zero"])
    func aDeviceWithoutAnEndIsRefused(_ command: String) throws {
        let folder = try TemporaryFolder(["acme/tenant.yaml": Self.tenant])
        let run = CommandRun(command.replacing("ACME", with: folder.path + "/acme"))
        #expect(run.status == .usage && run.errors.contains("/dev/zero"), "\(run.errors)")
    }

    @Test func aNameThatIsNotUTF8IsTold() throws {
        for bytes in [Array("caf\u{0}.yaml".utf8), Array("caf\u{0}".utf8)] {
            let folder = try TemporaryFolder(["acme/tenant.yaml": Self.tenant])
            let isFile = bytes.contains(UInt8(ascii: "."))
            var path = Array((folder.path + (isFile ? "/acme/" : "/")).utf8) + bytes.map { $0 == 0 ? 0xE9 : $0 } + [0]
            path.withUnsafeMutableBytes { path in
                let name = path.baseAddress?.assumingMemoryBound(to: CChar.self)
                if let name, isFile { close(creat(name, 0o600)) } else if let name { mkdir(name, 0o700) }
            }
            let run = CommandRun("lint \(folder.path)")
            #expect(run.status == .usage)
            #expect(run.errors.contains("holds a name that is not UTF-8 text: caf\u{FFFD}"), "\(run.errors)")
        }
    }

    // MARK: - Limits

    /// Made of nothing: a file with a hole.
    private func sparse(_ path: String, _ bytes: Int) throws {
        _ = FileManager.default.createFile(atPath: path, contents: nil)
        #expect(truncate(path, off_t(bytes)) == 0)
    }

    @Test func aFileOverItsSizeIsALimitExceeded() throws {
        let folder = try TemporaryFolder(["acme/tenant.yaml": Self.tenant])
        try sparse(folder.path + "/acme/users.yaml", (16 << 20) + 1)
        let run = CommandRun("lint \(folder.path)/acme --no-analysis")
        #expect(run.status == .findings)
        #expect(run.output.contains("users.yaml: error: the file has 16777217 bytes; a YAML file may have 16777216"))
    }

    @Test func theFilesOfATenantHaveALimitTogether() throws {
        let folder = try TemporaryFolder(["acme/tenant.yaml": Self.tenant])
        for name in ["a", "b", "c", "d"] { try sparse(folder.path + "/acme/\(name).yaml", 16 << 20) }
        let run = CommandRun("table \(folder.path)/acme")
        #expect(run.status == .findings)
        #expect(
            run.errors.contains(
                "tenant.yaml: error: with this file, those in its folder have more than 67108864 bytes [limit-exceeded]"
            ))
    }

    @Test func aCompiledFileAndABaselineHaveALimit() throws {
        let folder = try TemporaryFolder(["acme/tenant.yaml": Self.tenant])
        try sparse(folder.path + "/big.json", (64 << 20) + 1)
        let table = CommandRun("table \(folder.path)/big.json")
        #expect(table.status == .usage && table.errors.hasSuffix("big.json has more than 67108864 bytes\n"))
        let lint = CommandRun("lint \(folder.path)/acme --baseline \(folder.path)/big.json")
        #expect(lint.status == .usage && lint.errors.contains("big.json has more than 67108864 bytes\n"))
    }

    @Test(arguments: [
        ("a: " + String(repeating: "[", count: 65) + "\n", "collections are nested more than 64 deep"),
        (
            "a: &a [x,x,x,x,x,x,x,x,x,x]\n"
                + zip("bcdef", "abcde").map {
                    "\($0): &\($0) [" + Array(repeating: "*\($1)", count: 10).joined(separator: ",") + "]\n"
                }.joined(), "aliases add more than 100000 nodes to this file"
        ),
    ])
    func nestingAndAliasesAreLimitsExceededAtTheirPlace(_ yaml: String, _ message: String) throws {
        let folder = try TemporaryFolder(["acme/tenant.yaml": Self.tenant, "acme/users.yaml": yaml])
        for command in ["lint", "table"] {
            let run = CommandRun("\(command) \(folder.path)/acme")
            #expect(run.status == .findings)
            let said = run.output + run.errors
            #expect(said.contains("error: \(message) [limit-exceeded]"), "\(said)")
        }
    }

    // MARK: - Helpers

    private func link(_ path: String, to target: String) throws {
        try? FileManager.default.removeItem(atPath: path)
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: target)
    }
}
