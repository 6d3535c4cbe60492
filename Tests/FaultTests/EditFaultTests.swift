import Foundation
import Testing

/// What becomes of a user's files when something goes wrong in the middle of an edit: at every call that changes a file,
/// one run in which it fails, and one in which the process is killed there.
@Suite(
    .serialized, .enabled(if: Program.path != nil, "the sendfrom program is not built"),
    .enabled(if: Program.faults != nil, "no C compiler: the faults can't be injected"))
struct EditFaultTests {
    /// A command that writes, and the file it writes.
    struct Edit: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let arguments: [String]
        let file: String
        let before: String?
        /// Whether the file was read before, so that somebody else's change must be noticed.
        var isEdit = true
    }

    static let tenant = """
        # kept
        tenant: acme
        inventory:
          - {sender: "+1 (415) 555-0123", id: support}   # the line
          - {sender: "+14155550124", id: free}
        users: {jane: {}, bob: {sender: support}}
        defaults: {sender: support}
        order: {rules: [user, default]}

        """

    static let edits = [
        Edit(
            testDescription: "lint --fix", arguments: ["lint", "acme", "--no-analysis", "--fix"],
            file: "acme/tenant.yaml", before: tenant),
        Edit(
            testDescription: "assign", arguments: ["assign", "acme", "free", "--user", "jane"],
            file: "acme/tenant.yaml", before: tenant),
        Edit(
            testDescription: "unassign", arguments: ["unassign", "acme", "support"], file: "acme/tenant.yaml",
            before: tenant),
        Edit(
            testDescription: "suggest --write", arguments: ["suggest", "acme", "--countries", "US", "--write"],
            file: "acme/tenant.yaml", before: tenant),
        Edit(
            testDescription: "compile -o", arguments: ["compile", "acme", "--no-digest", "-o", "table.json"],
            file: "table.json", before: "the old table\n", isEdit: false),
        Edit(
            testDescription: "compile -o, a new file",
            arguments: ["compile", "acme", "--no-digest", "-o", "table.json"],
            file: "table.json", before: nil, isEdit: false),
        Edit(
            testDescription: "lint --write-baseline",
            arguments: ["lint", "acme", "--no-analysis", "--write-baseline", "baseline.json"], file: "baseline.json",
            before: "{}\n", isEdit: false),
        Edit(
            testDescription: "lint --format json=FILE",
            arguments: ["lint", "acme", "--no-analysis", "--format", "json=o"],
            file: "o", before: "old\n", isEdit: false),
    ]

    @Test(arguments: edits)
    func aKillAtAnyMomentLeavesTheOldFileOrTheNewOne(_ edit: Edit) throws {
        let (calls, after) = try clean(edit)
        for call in 1...calls.count {
            let home = try Home(edit)
            let run = try home.run(edit, ["FAULT": "kill", "FAULT_AT": "\(call)"])
            #expect(run.wasKilled)
            let now = home.text(edit.file)
            #expect(now == edit.before || now == after, "killed at \(calls[call - 1]), call \(call)")
            // What is left over is read by nobody.
            if edit.isEdit { #expect(home.yamlFiles == ["tenant.yaml"]) }
        }
    }

    /// A full disk for every edit; the other failures take the same way, and so for one of each kind.
    @Test(
        arguments: edits.map { ($0, "ENOSPC") }
            + ["EIO", "EROFS", "EACCES"].flatMap { fault in [(edits[1], fault), (edits[4], fault)] })
    func aFailureIsToldAndLeavesTheOldFile(_ edit: Edit, _ fault: String) throws {
        let (calls, after) = try clean(edit)
        let words = [
            "ENOSPC": "no space left on device", "EIO": "input/output error", "EROFS": "read-only file system",
            "EACCES": "permission denied",
        ]
        let swap = try #require(calls.firstIndex(of: "rename"))
        for call in 1...swap + 1 where calls[call - 1] != "unlink" {
            let home = try Home(edit)
            let run = try home.run(edit, ["FAULT": fault, "FAULT_AT": "\(call)"])
            #expect(run.status == 2 && !run.wasKilled, "\(calls[call - 1]): \(run.errors)")
            #expect(run.errors.contains("sendfrom: can't write \(edit.file): \(words[fault] ?? "?")\n"))
            #expect(home.text(edit.file) == edit.before)
            #expect(home.leftovers.isEmpty, "\(home.leftovers)")
        }
        // What comes after the swap changes nothing any more.
        for call in swap + 2..<calls.count + 1 where calls[call - 1] == "fsync" {
            let home = try Home(edit)
            _ = try home.run(edit, ["FAULT": fault, "FAULT_AT": "\(call)"])
            #expect(home.text(edit.file) == after)
        }
    }

    @Test(arguments: edits)
    func anInterruptionLeavesNothingBehind(_ edit: Edit) throws {
        // Whoever runs the tests may have it ignored, as `nohup` does; then `sendfrom` would too.
        signal(SIGINT, SIG_DFL)
        let (calls, after) = try clean(edit)
        for call in 1...calls.count {
            let home = try Home(edit)
            let run = try home.run(edit, ["FAULT": "interrupt", "FAULT_AT": "\(call)"])
            #expect(run.status == 130 && !run.wasKilled)
            #expect(run.errors.hasSuffix("sendfrom: interrupted\n"))
            let now = home.text(edit.file)
            #expect(now == edit.before || now == after)
            #expect(home.leftovers.isEmpty, "\(home.leftovers)")
        }
    }

    @Test(arguments: edits.filter(\.isEdit))
    func aFileChangedMeanwhileIsRefusedAndNotOverwritten(_ edit: Edit) throws {
        let (calls, _) = try clean(edit)
        let swap = try #require(calls.firstIndex(of: "rename"))
        // Up to the last look at the file, just before the swap.
        for call in 1...swap {
            let home = try Home(edit)
            let run = try home.run(
                edit, ["FAULT": "change", "FAULT_AT": "\(call)", "FAULT_FILE": home.path + "/" + edit.file])
            #expect(run.status == 2)
            #expect(run.errors.contains("\(edit.file) has changed since it was read; run the command again"))
            #expect(home.text(edit.file) == (edit.before ?? "") + "# somebody else was here\n")
            #expect(home.leftovers.isEmpty)
        }
    }

    @Test(arguments: edits)
    func aSystemThatTakesFewBytesAtATimeGetsThemAll(_ edit: Edit) throws {
        let (_, after) = try clean(edit)
        let home = try Home(edit)
        let run = try home.run(edit, ["FAULT_SHORT": "1"])
        #expect(!run.wasKilled && home.text(edit.file) == after)
    }

    @Test func aLinkStaysALinkAndPermissionsStay() throws {
        let edit = Self.edits[1]
        let home = try Home(edit)
        try FileManager.default.moveItem(atPath: home.path + "/acme/tenant.yaml", toPath: home.path + "/acme/real.txt")
        try FileManager.default.createSymbolicLink(
            atPath: home.path + "/acme/tenant.yaml", withDestinationPath: "real.txt")
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: home.path + "/acme/real.txt")
        #expect(try home.run(edit, [:]).status == 0)
        #expect(
            try FileManager.default.destinationOfSymbolicLink(atPath: home.path + "/acme/tenant.yaml") == "real.txt")
        #expect(home.text("acme/real.txt")?.contains("jane: {sender: free}") == true)
        let mode = try FileManager.default.attributesOfItem(atPath: home.path + "/acme/real.txt")[.posixPermissions]
        #expect(mode as? Int == 0o640)
    }

    @Test func aReadOnlyFileAndALinkToNothingAreRefused() throws {
        let home = try Home(Self.edits[1])
        let file = home.path + "/acme/tenant.yaml"
        try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: file)
        let run = try home.run(Self.edits[1], [:])
        #expect(run.status == 2 && run.errors == "sendfrom: can't write acme/tenant.yaml: it is read-only\n")
        try FileManager.default.createSymbolicLink(atPath: home.path + "/out", withDestinationPath: "nowhere/table")
        let compile = try home.run(
            Edit(testDescription: "", arguments: ["compile", "acme", "-o", "out"], file: "out", before: nil), [:])
        #expect(compile.status == 2 && compile.errors.contains("can't write out: it is a symbolic link to nothing"))
    }

    // MARK: - Helpers

    /// The calls of a run without a fault, and what the file is then.
    private func clean(_ edit: Edit) throws -> (calls: [String], after: String?) {
        let home = try Home(edit)
        let run = try home.run(edit, ["FAULT_LOG": home.path + "/log"])
        #expect(!run.wasKilled && run.status <= 1, "\(run.errors)")
        let calls = (home.text("log") ?? "").split(separator: "\n").map(String.init)
        #expect(calls.contains("mkstemp") && calls.contains("fsync") && calls.contains("rename"))
        let after = home.text(edit.file)
        #expect(after != edit.before)
        return (calls, after)
    }

    /// A folder with the tenant and the file that is written.
    private final class Home {
        let path = FileManager.default.temporaryDirectory.appending(path: "sendfrom-\(UUID().uuidString)").path

        init(_ edit: Edit) throws {
            try FileManager.default.createDirectory(atPath: path + "/acme", withIntermediateDirectories: true)
            try Data(EditFaultTests.tenant.utf8).write(to: URL(filePath: path + "/acme/tenant.yaml"))
            if let before = edit.before { try Data(before.utf8).write(to: URL(filePath: path + "/" + edit.file)) }
        }

        deinit { try? FileManager.default.removeItem(atPath: path) }

        func run(_ edit: Edit, _ faults: [String: String]) throws -> Program {
            let words = edit.arguments.map { "'\($0)'" }.joined(separator: " ")
            return try Program.shell(
                "cd '\(path)' && LD_PRELOAD=\"$FAULTS\" exec \"$S\" \(words)",
                environment: faults.merging(["FAULTS": Program.faults ?? ""]) { $1 })
        }

        func text(_ name: String) -> String? {
            FileManager.default.contents(atPath: path + "/" + name).map { String(decoding: $0, as: UTF8.self) }
        }

        var yamlFiles: [String] { names("acme").filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") } }
        var leftovers: [String] { (names("acme") + names("")).filter { $0.contains(".sendfrom-") } }

        private func names(_ folder: String) -> [String] {
            (try? FileManager.default.contentsOfDirectory(atPath: path + "/" + folder)) ?? []
        }
    }
}
