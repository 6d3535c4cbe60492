import SendFromCLI
import Foundation
import TestSupport
import Testing

/// Every command a README or a page below docs/ shows is run, and its output compared: documentation cannot lie. What
/// links lead to is there. The pages of docs/guide are followed in a shell by `GuideTests`.
@Suite struct DocumentationTests {
    static let pages: [String] = {
        let manager = FileManager.default
        let below = ["docs", "examples"].flatMap { folder in
            (manager.enumerator(atPath: Repository.path(folder))?.allObjects as? [String] ?? [])
                .filter { $0.hasSuffix(".md") && !$0.hasPrefix("guide/") }.sorted().map { "\(folder)/\($0)" }
        }
        return ["README.md", "CONTRIBUTING.md", "SECURITY.md"] + below
    }()

    @Test func pagesOfFoldersBelowAreAmongThem() {
        #expect(Self.pages.contains("docs/codes/usage-errors.md"))
        #expect(Self.pages.contains("examples/crm/README.md"))
    }

    @Test(arguments: pages) func everyCommandShownPrintsWhatIsShown(_ page: String) throws {
        let path = Repository.path(page)
        let text = try String(contentsOfFile: path, encoding: .utf8)
        try Golden.expect(ConsoleBlocks.rerun(text), at: path)
    }

    /// A block marked `file=PATH` is that file, or some of its lines.
    @Test(arguments: pages) func aFileShownIsTheFile(_ page: String) throws {
        let lines = try String(contentsOfFile: Repository.path(page), encoding: .utf8)
            .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        for (number, line) in lines.enumerated() where line.hasPrefix("```") {
            guard let mark = line.range(of: " file=") else { continue }
            let path = String(line[mark.upperBound...])
            let shown = lines[(number + 1)...].prefix { $0 != "```" }.joined(separator: "\n")
            let text = try String(contentsOfFile: Repository.path(path), encoding: .utf8)
            #expect(("\n" + text).contains("\n\(shown)\n"), "\(page):\(number + 1): \(path) says otherwise")
        }
    }

    @Test(arguments: linked) func linksLeadSomewhere(_ page: String) throws {
        let folder = page.contains("/") ? page.prefix(upTo: page.lastIndex(of: "/") ?? page.startIndex) + "/" : ""
        let text = try String(contentsOfFile: Repository.path(page), encoding: .utf8)
        for link in MarkdownLinks.all(in: text) where !link.contains("://") && !link.hasPrefix("mailto:") {
            let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            let path = Repository.path(parts[0].isEmpty ? page : folder + parts[0])
            guard FileManager.default.fileExists(atPath: path) else {
                Issue.record("\(page): \(link) leads nowhere")
                continue
            }
            guard parts.count == 2, path.hasSuffix(".md") else { continue }
            let anchors = MarkdownLinks.anchors(in: try String(contentsOfFile: path, encoding: .utf8))
            #expect(anchors.contains(parts[1]), "\(page): \(link): no such heading")
        }
    }

    /// Every page, the guide's too.
    static let linked: [String] =
        pages + (["README"] + GuideTests.pages).map { "docs/guide/\($0).md" } + ["CHANGELOG.md"]

    @Test func examplesAndTheReadmeShowCommands() throws {
        for page in Self.pages where page == "README.md" || page.hasPrefix("examples/") {
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

/// Links and headings of a page, as GitHub and GitLab make them.
enum MarkdownLinks {
    /// What stands in the parentheses of `[text](target)`, fenced blocks left out.
    static func all(in page: String) -> [String] {
        prose(page).flatMap { line in
            line.components(separatedBy: "](").dropFirst().compactMap { $0.components(separatedBy: ")").first }
        }
    }

    /// The names headings have in links.
    static func anchors(in page: String) -> Set<String> {
        Set(
            prose(page).filter { $0.hasPrefix("#") }.map { line in
                line.drop { $0 == "#" }.trimmingCharacters(in: .whitespaces).lowercased()
                    .filter { $0.isLetter || $0.isNumber || $0 == " " || $0 == "-" || $0 == "_" }
                    .replacingOccurrences(of: " ", with: "-")
            })
    }

    private static func prose(_ page: String) -> [String] {
        var isInBlock = false
        return page.components(separatedBy: "\n").filter { line in
            if line.hasPrefix("```") { isInBlock.toggle() }
            return !isInBlock
        }
    }
}
