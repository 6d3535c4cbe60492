import Diagnostics
import TestSupport
import Testing

@testable import YAMLSyntax

/// A file read in two halves at a time is read as straight on: the same nodes, places and mistakes.
@Suite struct HalvesTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let text: String
        /// Whether the two halves can be joined.
        let isJoined: Bool
    }

    private static func entries(_ count: Int, _ line: (Int) -> String) -> String { (0..<count).map(line).joined() }

    private static let inventory = entries(60) {
        "  - sender: \"+1415555\(1000 + $0)\"\n    id: s\($0)\n    tags: [a, b]\n"
    }
    private static let users = entries(60) { "  u\($0):\n    sender: s\($0)\n    name: \"N\\t\($0)\"\n" }
    private static let tail = "order:\n  rules:\n    - conversation\n"

    static let cases = [
        Case(testDescription: "a list", text: "inventory:\n" + inventory + tail, isJoined: true),
        Case(testDescription: "a mapping", text: "tenant: a\nusers:\n" + users + tail, isJoined: true),
        Case(testDescription: "a list that ends the file", text: "inventory:\n" + inventory, isJoined: true),
        Case(
            testDescription: "a list that isn't indented",
            text: "inventory:\n" + entries(90) { "- sender: s\($0)\n  id: i\($0)\n" } + tail, isJoined: true),
        Case(
            testDescription: "items in braces", text: "inventory:\n" + entries(90) { "  - {sender: s\($0), id: i}\n" },
            isJoined: true),
        Case(
            testDescription: "lines ending in CRLF",
            text: ("inventory:\n" + inventory + tail).replacing("\n", with: "\r\n"), isJoined: true),
        Case(
            testDescription: "characters of several bytes",
            text: "name: \"ä👍🏽\"\nusers:\n" + entries(90) { "  ü\($0): {name: 'é👍🏽\($0)'}\n" } + tail, isJoined: true),
        Case(
            testDescription: "comments and empty lines",
            text: "inventory:\n" + entries(60) { "\n  # one\n  - sender: s\($0) # two\n\n    id: x\n" } + tail,
            isJoined: true),
        Case(
            testDescription: "texts folded over lines",
            text: "inventory:\n" + entries(60) { "  - name: a\n     b\($0)\n    id: \"c\n      d\"\n" } + tail,
            isJoined: true),
        Case(
            testDescription: "a mapping of the second half with the same key twice",
            text: "inventory:\n" + inventory + "  - {id: a, id: b}\n", isJoined: false),
        Case(
            testDescription: "the same key in both halves", text: "users:\n" + users + "  u1: {}\n" + tail,
            isJoined: true),
        Case(
            testDescription: "the same key of the file in both halves",
            text: "order: {}\ninventory:\n" + inventory + tail, isJoined: true),
        Case(
            testDescription: "an alias of an anchor in the first half",
            text: "name: &n x\ninventory:\n" + inventory + "  - id: *n\n", isJoined: false),
        Case(
            testDescription: "an anchor in the first half only", text: "name: &n x\ninventory: &i\n" + inventory + tail,
            isJoined: true),
        Case(
            testDescription: "an anchor in the second half", text: "inventory:\n" + inventory + "  - id: &n x\n",
            isJoined: false),
        Case(
            testDescription: "a tag in the second half", text: "inventory:\n" + inventory + "  - id: !!str x\n",
            isJoined: false),
        Case(
            testDescription: "a second document", text: "inventory:\n" + inventory + "---\na: b\n", isJoined: false),
        Case(
            testDescription: "a syntax error in the second half",
            text: "inventory:\n" + inventory + "  - id: [a\nb: c\n",
            isJoined: false),
        Case(
            testDescription: "a syntax error in the first half", text: "inventory:\n  - id: ]\n" + inventory,
            isJoined: false),
        Case(
            testDescription: "a merge key in the second half", text: "users:\n" + users + "  <<: {}\n", isJoined: true),
        Case(
            testDescription: "a block text that looks like entries", text: "name: |\n" + inventory + "a: b\n",
            isJoined: false),
        Case(
            testDescription: "a quoted text that looks like entries",
            text: "name: '\n" + inventory + "'\na: b\n", isJoined: false),
        Case(
            testDescription: "brackets over all lines", text: "users: {\n" + entries(90) { "  u\($0): a,\n" } + "}\n",
            isJoined: false),
        Case(
            testDescription: "a list one level deeper", text: "order:\n  rules:\n" + entries(90) { "    - a\($0)\n" },
            isJoined: false),
        Case(
            testDescription: "a list that is the whole file", text: entries(90) { "- a: \($0)\n  b: c\n" },
            isJoined: false),
        Case(testDescription: "keys of the file alone", text: entries(90) { "a\($0): b\n" }, isJoined: false),
        Case(
            testDescription: "a list under a key that is indented",
            text: "  inventory:\n" + entries(90) { "    - a\($0)\n" }, isJoined: false),
    ]

    @Test(arguments: cases)
    func readsAsStraightOn(_ one: Case) {
        let (halves, reading) = Self.read(one.text, jobs: 2)
        #expect(halves == Self.read(one.text, jobs: 1).0)
        #expect((reading == .inHalves) == one.isJoined)
    }

    /// Lines inside texts that look like items, one of which is taken for where the second half begins: a comment that grows
    /// moves the middle over all of them.
    @Test(arguments: ["  - \"a\n  - b\n    c\"\n", "  - 'a\n  - {b: c}\n    '\n", "  - a\n  -\n  - b\n"])
    func readsItemsAndWhatLooksLikeThemAsStraightOn(item: String) {
        for length in 0..<80 {
            let text =
                "list:\n" + String(repeating: item, count: 40) + "# " + String(repeating: "x", count: length) + "\n"
            #expect(Self.read(text, jobs: 2).0 == Self.read(text, jobs: 1).0, "a comment of \(length)")
        }
    }

    /// Random edits of a file whose halves can be joined.
    @Test(arguments: 0..<8)
    func readsWhatWasEditedAsStraightOn(seed: UInt64) {
        var random = SplitMix64(state: seed)
        let pieces = [
            "&a ", "*a", "\"", "'", "{", "}", "[", "]", "# ", "- ", ": ", "\n", "\t", "  ", "<<: *a\n", "!!str ",
            "---\n", "é", "|\n", ">-\n", "\r\n", "u1: {}\n", "? ", "  - id: x\n",
        ]
        var joined = 0
        for _ in 0..<150 {
            var text = Array((Bool.random(using: &random) ? Self.cases[0] : Self.cases[1]).text)
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let at = Int.random(in: 0...text.count, using: &random)
                if Bool.random(using: &random) {
                    text.insert(contentsOf: pieces.randomElement(using: &random) ?? "", at: at)
                } else {
                    text.removeSubrange(at..<min(text.count, at + Int.random(in: 0...6, using: &random)))
                }
            }
            let (halves, reading) = Self.read(String(text), jobs: 2)
            #expect(halves == Self.read(String(text), jobs: 1).0, "seed \(seed): \(String(text).debugDescription)")
            if reading == .inHalves { joined += 1 }
        }
        #expect(joined > 5, "seed \(seed): hardly anything was read in halves")
    }

    private static func read(_ text: String, jobs: Int) -> ([String], YAMLReader.Reading) {
        let written = WrittenRecords(Array(text.utf8)) { $0.readByLibrary(jobs: jobs, halvesFrom: 0) }
        return (written.lines, written.reading)
    }
}
