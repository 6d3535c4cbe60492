import Diagnostics
import Testing

@testable import YAMLSyntax

/// What can't be read is told once, at the right place, in words a person can act on.
@Suite struct SyntaxErrorTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let yaml: [UInt8]
        let code: CheckCode
        /// The text under the carets.
        let under: String
        let line: Int
        let message: String

        init(_ description: String, _ yaml: String, _ code: CheckCode, under: String, line: Int, _ message: String) {
            self.init(description, Array(yaml.utf8), code, under: under, line: line, message)
        }

        init(_ description: String, _ yaml: [UInt8], _ code: CheckCode, under: String, line: Int, _ message: String) {
            testDescription = description
            self.yaml = yaml
            self.code = code
            self.under = under
            self.line = line
            self.message = message
        }
    }

    static let cases = [
        Case("a tab as indentation", "a:\n\tb: c\n", .yamlSyntax, under: "\tb:", line: 2, "a tab can't indent YAML"),
        Case(
            "a value that starts with @", "a: @b\n", .yamlSyntax, under: "@b", line: 1, "a value can't start with `@`"),
        Case(
            "a colon in a plain text", "a: b: c\n", .yamlSyntax, under: ":", line: 1,
            "a `: ` stands where no key can be"),
        Case("an open quote", "a: \"b\nc: d\n", .yamlSyntax, under: "\"b", line: 1, "a quoted text is never closed"),
        Case(
            "an open bracket", "a: [b, c\nd: e\n", .yamlSyntax, under: "[b,", line: 1,
            "a list in brackets is not closed here"),
        Case("an alias without anchor", "a: *b\n", .yamlSyntax, under: "*b", line: 1, "there is no anchor `&b` above"),
        Case(
            "a key given twice", "a: b\nc: d\na: e\n", .duplicateKey, under: "a", line: 3,
            "key `a` is given twice in this mapping"),
        Case(
            "a merge key", "a: &x {b: c}\nd:\n  <<: *x\n", .unsupportedYAML, under: "<<", line: 3,
            "merge keys (`<<`) are not supported"),
        Case("a tag", "a: !!str b\n", .unsupportedYAML, under: "!!str", line: 1, "tags are not supported"),
        Case(
            "a second document", "a: b\n---\nc: d\n", .unsupportedYAML, under: "---", line: 2,
            "a second document starts here; a file holds one"),
        Case(
            "an alias inside its own anchor", "a: &x [*x]\n", .unsupportedYAML, under: "*x", line: 1,
            "`*x` stands inside the value it stands for"),
        Case(
            "a byte-order mark", [0xEF, 0xBB, 0xBF] + Array("a: b\n".utf8), .unsupportedYAML, under: "\u{FEFF}",
            line: 1, "the file starts with a byte-order mark"),
        Case(
            "UTF-16", [0xFF, 0xFE, 0x61, 0, 0x3A, 0], .unsupportedYAML, under: "\u{FFFD}\u{FFFD}", line: 1,
            "the file is UTF-16, not UTF-8"),
        Case(
            "a byte that is no UTF-8", Array("a: b\nc: ".utf8) + [0xE9, 0x0A], .unsupportedYAML, under: "\u{FFFD}",
            line: 2, "byte 0xE9 is not UTF-8 text"),
        Case(
            "a list as a key", "[a]: b\n", .wrongType, under: "[a]", line: 1,
            "a key must be text, not a list or a mapping"),
        Case(
            "an invisible line separator", "a: b # c\u{2028}d: e\n", .unsupportedYAML, under: "\u{2028}", line: 1,
            "the invisible line separator U+2028 stands here"),
        Case(
            "a control character", "a: b\nc: d\u{7}\n", .yamlSyntax, under: "\u{7}", line: 2,
            "a control character can't stand in YAML"),
        Case(
            "a quote that is lost", "a: \"b\nc: \"d\"\n", .yamlSyntax, under: "\"b", line: 1,
            "the quote that opens here is closed only on line 2"),
        Case("two commas", "a: [b,, c]\n", .yamlSyntax, under: ",", line: 1, "a value is missing before `,`"),
        Case(
            "an open bracket at the end", "a: [\n", .yamlSyntax, under: "[", line: 1, "a bracket or brace is not closed"
        ),
        Case(
            "too deep", String(repeating: "[", count: 70), .limitExceeded, under: "[", line: 1,
            "collections are nested more than 64 deep"),
    ]

    @Test(arguments: cases) func aMistakeIsToldOnceAtItsPlace(_ test: Case) throws {
        let source = SourceFile(path: "test.yaml", bytes: test.yaml)
        let (_, diagnostics) = YAMLReader.read(source)
        try #require(diagnostics.count == 1, "\(diagnostics.map(\.message))")
        let diagnostic = diagnostics[0]
        #expect(diagnostic.code == test.code)
        #expect(diagnostic.message == test.message)
        #expect(diagnostic.place.start.line == test.line)
        #expect(diagnostic.help != nil)
        #expect(source.text(in: diagnostic.place.bytes) == test.under)
    }

    @Test func aliasesThatMultiplyAreStopped() {
        var yaml = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1...8 {
            let items = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
            yaml += "a\(level): &a\(level) [\(items)]\n"
        }
        let (document, diagnostics) = YAMLReader.read(SourceFile(path: "test.yaml", bytes: Array(yaml.utf8)))
        #expect(diagnostics.map(\.code) == [.limitExceeded])
        #expect(document.root == nil)
    }

    @Test func anAliasCountsTheDepthOfWhatItStandsFor() {
        let deep = String(repeating: "[", count: 40) + String(repeating: "]", count: 40)
        let yaml =
            "a: &a \(deep)\nb: " + String(repeating: "[", count: 30) + "*a" + String(repeating: "]", count: 30) + "\n"
        let (_, diagnostics) = YAMLReader.read(SourceFile(path: "test.yaml", bytes: Array(yaml.utf8)))
        #expect(diagnostics.map(\.code) == [.limitExceeded])
    }
}
