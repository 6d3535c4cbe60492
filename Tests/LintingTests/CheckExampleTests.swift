import Diagnostics
import Linting
import SendFromKit
import Testing

/// Every check's examples: a bad one is found exactly where it is marked and nothing else is, a good one is clean. Also
/// behind a multibyte comment, with CRLF, and under a suppression.
@Suite struct CheckExampleTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let page: CheckPage
        let number: Int
        let example: Example
        var testDescription: String { "\(page.code.rawValue) \(number)" }
    }

    private static func cases(_ examples: (CheckPage) -> [Example]) -> [Case] {
        CheckRegistry.pages.flatMap { page in
            examples(page).enumerated().map { Case(page: page, number: $0 + 1, example: $1) }
        }
    }

    static let bad = cases(\.bad)
    static let good = cases(\.good)

    /// Where a file's marks are: line, column and the text between them.
    private struct Mark: Equatable {
        let path: String
        let line: Int
        let column: Int
        let text: String

        static func all(in example: Example) -> [Mark] {
            example.files.flatMap { file in
                var marks: [Mark] = []
                var (line, column) = (1, 1)
                var open: (line: Int, column: Int, text: String)?
                for scalar in file.text.unicodeScalars {
                    if scalar == "⟪" {
                        open = (line, column, "")
                    } else if scalar == "⟫" {
                        if let mark = open {
                            marks.append(Mark(path: file.path, line: mark.line, column: mark.column, text: mark.text))
                        }
                        open = nil
                    } else {
                        open?.text.unicodeScalars.append(scalar)
                        column = scalar == "\n" ? 1 : column + 1
                        line += scalar == "\n" ? 1 : 0
                    }
                }
                return marks
            }
        }

        init(path: String, line: Int, column: Int, text: String) {
            (self.path, self.line, self.column, self.text) = (path, line, column, text)
        }

        init(_ finding: Diagnostic) {
            let start = finding.place.start
            self.init(
                path: finding.place.path, line: start.line, column: start.column,
                text: finding.place.source?.text(in: finding.place.bytes) ?? "")
        }

        func below(_ lines: Int) -> Mark { Mark(path: path, line: line + lines, column: column, text: text) }
    }

    private func expect(_ findings: [Diagnostic], _ test: Case, at marks: [Mark]) {
        #expect(findings.filter { $0.code == test.page.code }.map(Mark.init) == marks)
        let others = findings.filter { $0.code != test.page.code && $0.severity != .info }
        #expect(others.map(\.message) == [], "one mistake, one code")
    }

    @Test(arguments: bad) func aBadExampleIsFoundWhereItIsMarked(_ test: Case) {
        let marks = Mark.all(in: test.example)
        #expect(!marks.isEmpty)
        expect(ExampleTenant(test.example).findings(proves: test.page.code.isProved), test, at: marks)
    }

    @Test(arguments: bad) func aMultibyteCommentMovesNoColumn(_ test: Case) {
        let findings = ExampleTenant(test.example) { "# Größe 👍🏽 日本\n" + $0 }.findings(proves: test.page.code.isProved)
        expect(findings, test, at: Mark.all(in: test.example).map { $0.below(1) })
    }

    @Test(arguments: bad) func carriageReturnsMoveNothing(_ test: Case) {
        let findings = ExampleTenant(test.example) {
            $0.split(separator: "\n", omittingEmptySubsequences: false)
                .joined(separator: "\r\n")
        }.findings(proves: test.page.code.isProved)
        expect(findings, test, at: Mark.all(in: test.example))
    }

    @Test(arguments: bad.filter { $0.page.code.group != .suppression })
    func aSuppressionSilencesAFindingUnlessTheTableMeansNothing(_ test: Case) throws {
        let mark = try #require(Mark.all(in: test.example).first)
        let comment = "# sendfrom:allow \(test.page.code.rawValue) -- known"
        let file = try #require(test.example.files.first { $0.path == mark.path })
        let findings = ExampleTenant(test.example) { text in
            guard text.hasPrefix(file.plainText) else { return text }
            var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            let indent = lines[mark.line - 1].prefix { $0 == " " }
            lines.insert(indent + comment, at: mark.line - 1)
            return lines.joined(separator: "\n")
        }.findings(proves: test.page.code.isProved)
        let left = findings.filter { $0.code == test.page.code }
        let stays = test.page.code.stopsEveryCommand || (test.page.code == .notE164 && test.number == 2)
        #expect(left.isEmpty != stays)
        #expect(findings.contains { $0.code == .unusedSuppression } == test.page.code.stopsEveryCommand)
    }

    @Test(arguments: good) func aGoodExampleIsClean(_ test: Case) {
        let findings = ExampleTenant(test.example).findings(proves: test.page.code.isProved)
        #expect(findings.filter { $0.severity != .info || $0.code == test.page.code }.map(\.message) == [])
    }

    @Test(arguments: bad) func aFindingsWeightIsTheContracts(_ test: Case) {
        let findings = ExampleTenant(test.example).findings(proves: test.page.code.isProved).filter {
            $0.code == test.page.code
        }
        let heavier: Set<CheckCode> = [.notE164, .countryMismatch]
        #expect(
            findings.allSatisfy {
                $0.severity == test.page.code.defaultSeverity || heavier.contains(test.page.code)
            })
    }
}
