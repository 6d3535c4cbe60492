import SendFromCLI
import Foundation
import TestSupport
import Testing

/// Every command a README or a page of docs/ shows is run, and its output compared: documentation cannot lie.
@Suite struct DocumentationTests {
    static let pages: [String] = {
        let manager = FileManager.default
        let docs = (try? manager.contentsOfDirectory(atPath: Repository.path("docs"))) ?? []
        let examples = (try? manager.contentsOfDirectory(atPath: Repository.path("examples"))) ?? []
        return ["README.md", "CONTRIBUTING.md"] + docs.filter { $0.hasSuffix(".md") }.sorted().map { "docs/" + $0 }
            + examples.sorted().map { "examples/\($0)/README.md" }
    }()

    @Test(arguments: pages) func everyCommandShownPrintsWhatIsShown(_ page: String) throws {
        let path = Repository.path(page)
        let text = try String(contentsOfFile: path, encoding: .utf8)
        try Golden.expect(ConsoleBlocks.rerun(text), at: path)
    }

    @Test func examplesAndTheReadmeShowCommands() throws {
        for page in Self.pages where page.hasSuffix("README.md") {
            let text = try String(contentsOfFile: Repository.path(page), encoding: .utf8)
            #expect(text.contains("```console\n$ sendfrom "), "\(page) shows no command")
        }
    }
}

/// The fenced `console` blocks of a page: `$ sendfrom …` lines, each followed by what it prints.
enum ConsoleBlocks {
    /// The page with the output of every command as it is now.
    static func rerun(_ page: String) -> String {
        var lines: [String] = []
        var isInBlock = false
        for line in page.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
            if line == "```console" {
                isInBlock = true
                lines.append(line)
            } else if isInBlock, line == "```" {
                isInBlock = false
                lines.append(line)
            } else if isInBlock {
                guard line.hasPrefix("$ sendfrom ") else { continue }
                lines.append(line)
                lines += outcome(of: String(line.dropFirst("$ sendfrom ".count)))
            } else {
                lines.append(line)
            }
        }
        return lines.joined(separator: "\n")
    }

    /// Standard output, then standard error, then the status where it isn't 0.
    private static func outcome(of command: String) -> [String] {
        let run = CommandRun(command)
        var text = run.output + run.errors
        if run.status != .fine { text += "[exit status \(run.status.rawValue)]\n" }
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last == "" { lines.removeLast() }
        return lines
    }
}
