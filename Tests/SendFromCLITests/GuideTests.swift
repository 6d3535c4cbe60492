import Foundation
import TestSupport
import Testing

/// The guide, followed as a reader would: one empty folder, the built program, and the pages from the first to the last.
/// What a page shows as a file is written, each command runs in a shell, and what it prints is compared.
@Suite struct GuideTests {
    /// In the order the guide's index has them: each goes on where the one before ended.
    static let pages = ["settings-page", "tests", "invariants", "review", "why"]

    @Test func everythingShownHappensToWhoeverFollowsIt() throws {
        let program = try #require(BuiltProgram.path)
        let session = try ShellSession(program: program)
        defer { session.remove() }
        for page in Self.pages {
            let path = Repository.path("docs/guide/\(page).md")
            try Golden.expect(session.follow(String(contentsOfFile: path, encoding: .utf8)), at: path)
        }
    }

    @Test func theIndexNamesThePagesInOrder() throws {
        let index = try String(contentsOfFile: Repository.path("docs/guide/README.md"), encoding: .utf8)
        let places = try Self.pages.map { try #require(index.range(of: "](\($0).md)"), "\($0)").lowerBound }
        #expect(places == places.sorted())
        let files = try FileManager.default.contentsOfDirectory(atPath: Repository.path("docs/guide"))
        #expect(Set(files.filter { $0.hasSuffix(".md") }) == Set(Self.pages.map { "\($0).md" } + ["README.md"]))
    }
}

/// A folder in which pages are followed.
private struct ShellSession {
    private let folder: URL
    private let environment: [String: String]

    init(program: String) throws {
        let manager = FileManager.default
        let root = manager.temporaryDirectory.appending(path: "sendfrom-guide-\(UUID().uuidString)")
        folder = root.appending(path: "work")
        let programs = root.appending(path: "bin")
        for path in [folder, programs] { try manager.createDirectory(at: path, withIntermediateDirectories: true) }
        try manager.createSymbolicLink(
            at: programs.appending(path: "sendfrom"), withDestinationURL: URL(filePath: program))
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        environment = [
            "PATH": "\(programs.path):\(path)", "HOME": root.path, "LC_ALL": "C.UTF-8", "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_AUTHOR_NAME": "Ana", "GIT_AUTHOR_EMAIL": "ana@example.com", "GIT_COMMITTER_NAME": "Ana",
            "GIT_COMMITTER_EMAIL": "ana@example.com",
        ]
    }

    func remove() { try? FileManager.default.removeItem(at: folder.deletingLastPathComponent()) }

    /// The page with the output of every command as it is now. A fenced block with `file=PATH` writes that file.
    func follow(_ page: String) throws -> String {
        var lines: [String] = []
        var file: (path: String, lines: [String])?
        var isInConsole = false
        for line in page.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
            if line == "```" {
                if let file { try write(file.lines.map { $0 + "\n" }.joined(), to: file.path) }
                (file, isInConsole) = (nil, false)
            } else if line == "```console" {
                isInConsole = true
            } else if let path = line.range(of: " file=").map({ String(line[$0.upperBound...]) }), line.hasPrefix("```")
            {
                #expect(lines.suffix(2) == ["`\(path)`", ""], "readers must see the path of \(path)")
                file = (path, [])
                lines.append(line)
                continue
            }
            file?.lines.append(line)
            if isInConsole, line != "```console" {
                guard line.hasPrefix("$ ") else { continue }
                lines.append(line)
                lines += try run(String(line.dropFirst(2)))
            } else {
                lines.append(line)
            }
        }
        return lines.joined(separator: "\n")
    }

    private func write(_ text: String, to path: String) throws {
        let file = folder.appending(path: path)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }

    /// What a command prints on both streams, and the status where it isn't 0.
    private func run(_ command: String) throws -> [String] {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", "{ \(command)\n} 2>&1"]
        process.currentDirectoryURL = folder
        process.environment = environment
        process.standardInput = FileHandle.nullDevice
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        var text = String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        if process.terminationStatus != 0 { text += "[exit status \(process.terminationStatus)]\n" }
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last == "" { lines.removeLast() }
        return lines
    }
}
