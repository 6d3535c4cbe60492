import Diagnostics
import Foundation
import Testing
import YAMLSyntax

/// The YAML test suite (Suite/README.md): each case is read as libyaml reads it, what is refused is refused with a
/// diagnostic, nothing traps. docs/robustness.md shows the tally.
struct YAMLTestSuiteTests {
    struct Case: Decodable, Sendable, CustomTestStringConvertible {
        let id: String
        let name: String
        let yaml: String
        let events: String
        /// Whether the suite says this is no YAML.
        let isError: Bool

        var testDescription: String { "\(id) \(name)" }
    }

    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Suite")
    static let cases: [Case] = {
        guard let data = try? Data(contentsOf: folder.appending(path: "yaml-test-suite.json")) else { return [] }
        return (try? JSONDecoder().decode([Case].self, from: data)) ?? []
    }()

    /// How a case comes out.
    enum Outcome: String, CaseIterable {
        case asTheSuite = "accepted, with the suite's events"
        case asLibYAML = "accepted, with libyaml's events, which differ from the suite's"
        case unsupported = "YAML, refused by design (tags, several documents, merge keys, keys that are no text)"
        case notReadByLibYAML = "YAML by the suite, a syntax error to libyaml and so here"
        case refused = "no YAML, refused"
        case acceptedByLibYAML = "no YAML by the suite, accepted by libyaml and so here"
    }

    @Test(arguments: cases)
    func aCaseIsReadAsLibYAMLReadsIt(_ one: Case) throws {
        let bytes = Array(one.yaml.utf8)
        let (document, diagnostics) = YAMLReader.read(SourceFile(path: "in.yaml", bytes: bytes))
        let expected = LibYAMLEvents.documents(bytes)
        for diagnostic in diagnostics {
            #expect(!diagnostic.message.isEmpty && diagnostic.help != nil)
            #expect(diagnostic.place.bytes.upperBound <= bytes.count)
        }
        guard let expected else {
            #expect(diagnostics.hasErrors, "libyaml finds an error where we find none")
            return
        }
        let isSyntax = diagnostics.contains { $0.code == .yamlSyntax }
        #expect(!isSyntax, "libyaml reads what we call an error: \(diagnostics.map(\.message))")
        if let root = document.root {
            #expect(expected.count == 1)
            #expect(Self.lines(root) == expected[0])
        } else if !diagnostics.hasErrors {
            #expect(expected.isEmpty)
        }
    }

    @Test func theTallyIsTheOneInTheDocumentation() throws {
        #expect(Self.cases.count == 402)
        let outcomes = Dictionary(grouping: Self.cases, by: Self.outcome).mapValues(\.count)
        let docs = try String(
            contentsOf: Self.folder.appending(path: "../../../docs/robustness.md").standardizedFileURL, encoding: .utf8)
        for outcome in Outcome.allCases {
            let line = "| \(outcome.rawValue) | \(outcomes[outcome] ?? 0) |"
            #expect(docs.contains(line), "docs/robustness.md has no line \(line)")
        }
    }

    private static func outcome(_ one: Case) -> Outcome {
        let bytes = Array(one.yaml.utf8)
        let (document, diagnostics) = YAMLReader.read(SourceFile(path: "in.yaml", bytes: bytes))
        if diagnostics.hasErrors {
            if one.isError { return .refused }
            return diagnostics.contains { $0.code == .yamlSyntax } ? .notReadByLibYAML : .unsupported
        }
        if one.isError { return .acceptedByLibYAML }
        let lines = document.root.map(lines) ?? []
        return lines == suiteLines(one.events) ? .asTheSuite : .asLibYAML
    }

    /// A node as libyaml's events are shown.
    private static func lines(_ node: YAMLNode) -> [String] {
        switch node.kind {
        case .scalar: ["=VAL " + style(node.style) + (node.text ?? "")]
        case .sequence: ["+SEQ"] + node.items.flatMap(lines) + ["-SEQ"]
        case .mapping: ["+MAP"] + node.pairs.flatMap { lines($0) + lines($1) } + ["-MAP"]
        }
    }

    private static func style(_ style: YAMLNode.Style) -> String {
        switch style {
        case .singleQuoted: "'"
        case .doubleQuoted: "\""
        case .literal: "|"
        case .folded: ">"
        default: ":"
        }
    }

    /// The suite's events in the same form: of one document, anchors taken off, aliases written out.
    private static func suiteLines(_ events: String) -> [String] {
        var lines: [String] = []
        var anchors: [String: Range<Int>] = [:]
        var open: [(anchor: String?, start: Int)] = []
        for line in events.split(separator: "\n") {
            var words = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
            let kind = words.removeFirst()
            var rest = words.first ?? ""
            if kind == "=ALI" {
                if let range = anchors[String(rest.dropFirst())] { lines += lines[range] }
                continue
            }
            guard kind.hasSuffix("VAL") || kind.hasSuffix("SEQ") || kind.hasSuffix("MAP") else { continue }
            var anchor: String?
            if rest.hasPrefix("[]") || rest.hasPrefix("{}") { rest = rest.dropFirst(2).drop { $0 == " " } }
            if rest.hasPrefix("&") {
                anchor = String(rest.dropFirst().prefix { $0 != " " })
                rest = rest.dropFirst((anchor ?? "").count + 1).drop { $0 == " " }
            }
            switch kind.first {
            case "=":
                if let anchor { anchors[anchor] = lines.count..<lines.count + 1 }
                lines.append("=VAL " + unescaped(rest))
            case "+":
                open.append((anchor, lines.count))
                lines.append(String(kind))
            default:
                lines.append(String(kind))
                if let (anchor, start) = open.popLast(), let anchor { anchors[anchor] = start..<lines.count }
            }
        }
        return lines
    }

    private static func unescaped(_ text: Substring) -> String {
        var result = ""
        var isEscaped = false
        for character in text.unicodeScalars {
            if isEscaped {
                result.unicodeScalars.append(["n": "\n", "t": "\t", "r": "\r", "b": "\u{8}"][character] ?? character)
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else {
                result.unicodeScalars.append(character)
            }
        }
        return result
    }
}
