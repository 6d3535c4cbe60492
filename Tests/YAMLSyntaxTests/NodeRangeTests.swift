import Diagnostics
import Testing

@testable import YAMLSyntax

/// Every node knows the bytes it is written with, whatever stands around it.
@Suite struct NodeRangeTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let yaml: String
        /// Keys and item numbers from the root.
        let path: [String]
        /// The text under the node's range.
        let written: String
        /// `line:column` of its start.
        let start: String
    }

    static let cases = [
        Case(testDescription: "a plain scalar", yaml: "a: b\n", path: ["a"], written: "b", start: "1:4"),
        Case(
            testDescription: "a quoted scalar has its quotes", yaml: "a: \"b\\n\"\n", path: ["a"], written: "\"b\\n\"",
            start: "1:4"),
        Case(
            testDescription: "text after multibyte text", yaml: "ä👍🏽: 'é'\nb: c # ü\nd: {e: ü, f: g}\n",
            path: ["d", "f"], written: "g", start: "3:14"),
        Case(testDescription: "a multibyte scalar", yaml: "a: 'é👍🏽x'\n", path: ["a"], written: "'é👍🏽x'", start: "1:4"),
        Case(
            testDescription: "lines ending in CRLF", yaml: "a: b\r\nc:\r\n  - d\r\n  - e\r\n", path: ["c", "1"],
            written: "e", start: "4:5"),
        Case(
            testDescription: "a literal block scalar ends with its text", yaml: "a: |\n  b\n  c\n\n\nd: e\n",
            path: ["a"], written: "|\n  b\n  c", start: "1:4"),
        Case(
            testDescription: "what follows a block scalar", yaml: "a: >-\n  b\n\n  c\n\n# d\ne: f\n", path: ["e"],
            written: "f", start: "7:4"),
        Case(
            testDescription: "a folded block scalar in CRLF", yaml: "a: >\r\n  b\r\nc: d\r\n", path: ["a"],
            written: ">\r\n  b", start: "1:4"),
        Case(
            testDescription: "a flow sequence has its brackets", yaml: "a: [b, c ]\nd: e\n", path: ["a"],
            written: "[b, c ]", start: "1:4"),
        Case(
            testDescription: "a flow mapping over lines", yaml: "a: {b: c,\n    d: e}\n", path: ["a"],
            written: "{b: c,\n    d: e}", start: "1:4"),
        Case(
            testDescription: "a block mapping ends with its last value", yaml: "a:\n  b: c\n  d: e\n\n\nf: g\n",
            path: ["a"], written: "b: c\n  d: e", start: "2:3"),
        Case(
            testDescription: "a block sequence starts at its dash", yaml: "a:\n- b\n- c\nd: e\n", path: ["a"],
            written: "- b\n- c", start: "2:1"),
        Case(
            testDescription: "a mapping in a sequence starts at its first key", yaml: "- name: a\n  use: b\n- c\n",
            path: ["0"], written: "name: a\n  use: b", start: "1:3"),
        Case(
            testDescription: "an anchored scalar without its anchor", yaml: "a: &x b\nc: *x\n", path: ["a"],
            written: "b", start: "1:7"),
        Case(
            testDescription: "an alias is where it is written", yaml: "a: &x b\nc: *x\n", path: ["c"], written: "*x",
            start: "2:4"),
        Case(
            testDescription: "a node inside an aliased mapping is where it is defined", yaml: "a: &x {b: c}\nd: *x\n",
            path: ["d", "b"], written: "c", start: "1:11"),
        Case(
            testDescription: "an anchored block mapping without its anchor", yaml: "a: &x\n  b: c\n", path: ["a"],
            written: "b: c", start: "2:3"),
        Case(
            testDescription: "a plain scalar over lines", yaml: "a: b\n  c\nd: e\n", path: ["a"], written: "b\n  c",
            start: "1:4"),
        Case(
            testDescription: "an empty value is where it would stand", yaml: "a:\nb: c\n", path: ["a"], written: "",
            start: "1:3"),
    ]

    @Test(arguments: cases) func aNodeKnowsWhereItIsWritten(_ test: Case) throws {
        let source = SourceFile(path: "test.yaml", bytes: Array(test.yaml.utf8))
        let (document, diagnostics) = YAMLReader.read(source)
        #expect(diagnostics.map(\.message) == [])
        var node = try #require(document.root)
        for step in test.path {
            if let index = Int(step) {
                node = try #require(Array(node.items).indices.contains(index) ? Array(node.items)[index] : nil)
            } else {
                node = try #require(node.pairs.first { $0.key.text == step }?.value)
            }
        }
        #expect(source.text(in: node.range.bytes) == test.written)
        let start = node.place.start
        #expect("\(start.line):\(start.column)" == test.start)
    }

    @Test(arguments: [
        "NO", "0123", "+14155550123", "1e3", "yes", "null", "~", "2026-01-01", "0x1F", "1_000", ".inf", "<",
    ])
    func aScalarIsTheTextItIs(_ text: String) throws {
        let (document, _) = YAMLReader.read(SourceFile(path: "test.yaml", bytes: Array("a: \(text)\n".utf8)))
        #expect(document.root?.pairs.first { _ in true }?.value.text == text)
    }
}
