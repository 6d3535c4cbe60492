import Foundation
import TestSupport
import Testing

@testable import YAMLSyntax

/// What is read without libyaml is read as libyaml reads it: the same nodes, places and mistakes.
@Suite struct PlainTests {
    /// What both make of a text; nil where it is left to libyaml.
    private static func difference(_ text: [UInt8]) -> (plain: [String], library: [String])? {
        let plain = WrittenRecords(text) { $0.readPlainly() }
        guard plain.isRead else { return nil }
        return (plain.lines, WrittenRecords(text) { $0.readEvents() }.lines)
    }

    /// - Returns: whether it was read without libyaml.
    private static func compare(_ text: [UInt8]) -> Bool {
        guard let both = difference(text) else { return false }
        #expect(both.plain == both.library, "\(String(decoding: text, as: UTF8.self).debugDescription)")
        return true
    }

    private static func compare(_ text: String) -> Bool { compare(Array(text.utf8)) }

    // MARK: - One by one

    static let plain = [
        "a: b\n", "a:\n", "a: \n", "a:   # c\n", "a: b # c\nc: d\n", "  a: b\n  c: d\n", "---\na: b\n",
        "# c\n---\na: b\n",
        "\n\n# c\na: b\n\n# d\n", "a: b#c\n", "a: b:c\n", "a: b   \n", "a: 'b'\n", "a: \"b\" # c\n", "'a': b\n",
        "\"a\": b\n", "a: \"\"\n", "a: 'b # c: d'\n", "a: b \"c\" 'd'\n", "- a\n- b\n", "-   a\n",
        "- a: b\n  c: d\n- e: f\n",
        "- - a\n  - b\n- c\n", "- - - a\n", "a:\n- b\n- c\nd: e\n", "a:\n  - b\n  - c\nd: e\n",
        "a:\n- b: c\n  d:\n  - e\n- f\n",
        "- a:\n  - b\n- c\n", "- a:\n- b\n", "a:\n  b:\n    c: d\n  e: f\ng: h\n", "a:\n  b:\nc:\n",
        "a:\n# c\n  # d\n\n  b: c\n",
        "a: [b, c]\n", "a: []\n", "a: {}\n", "a: {b: c, d: [e, {f: g}]}\n", "- [a]\n- {a: b}\n",
        "a: [b,\n  c, # d\n\n  e\n]\n",
        "a: [b, c,]\n", "a: {\n b: c\n,d: e}\n", "a: [\"b\", 'c']\n", "a: {\"b\": 'c'}\n", "a: [b c, d ]\n",
        "a: [b#c]\n", "a: {b: c:d}\n", "a: [b:c]\n",
        "a: [b # c\n]\n", "a: [\n# c\n]\n", "a: b\na: c\n", "a: {b: c, b: d}\n", "<<: a\n", "+1: 2\n", "ä: ö # ü\n",
        "a: 👍\n",
        "a: (b)\n", "a: b-c\n", "a: ~\n", "a: .5\n", "a b: c d\n", "a: b ? c\n", "a: b, c\n", "a: b]\n", "\u{A0}: a\n",
        "a:\n  - b\ne: f\n", "a: '\u{2027}'\n",
    ]

    static let escaped = [
        #"a: 'b''c'"#, #"a: ''''"#, #"'a''': 'b\'"#, #"a: "b\n\t\"\\\/\x41\u00e9\u20AC""#, #""\x61": b"#,
        #"a: "\x00""#, #"a: ["b\"]", 'c''', d]"#, #"- "\x61": c"#,
    ].map { $0 + "\n" }

    @Test(arguments: plain + escaped)
    func isReadAlike(text: String) { #expect(Self.compare(text), "left to libyaml: \(text.debugDescription)") }

    /// What this leaves to libyaml, much of it mistakes.
    static let other = [
        "", "\n", "# c\n", "---\n", "a: b", "a\n", "'a'\n", "[a]\n", "{a: b}\n", "a: b\r\n", "a:\tb\n", "a: b\u{7}\n",
        "a: b\u{7F}\n", "a: \u{85}\n", "a: \u{80}\n", "a: \u{2028}\n", "\u{FEFF}a: b\n", "a: \u{FEFF}\n",
        "a: \u{FFFE}\n",
        "a: b\n---\nc: d\n", "a: b\n...\n", "...: a\n", "--- a: b\n", "%YAML 1.2\n---\na: b\n", "a: &b c\n", "a: *b\n",
        "a: !b c\n", "!a b: c\n", "a: |\n  b\n", "a: >-\n  b\n", "a: b\n  c\n", "a:\n  b\n", "a: 'b\n  c'\n",
        "a : b\n", "? a\n: b\n", "? a: b\n", "-\n  a: b\n", "-\n", "- \n", "- # c\n",
        "a: - b\n", "a: -\n", "a: -b\n", "a: b: c\n", "a: 'b': c\n", "a: 'b'#c\n", "a: 'b' c\n", "a: [b] c\n",
        "a: [b]: c\n",
        "a: [b\n", "a: [b: c]\n", "a: [,]\n", "a: [b,,c]\n", "a: {b}\n", "a: {b: }\n", "a: {\"b\":c}\n",
        "a: {b: c d: e}\n", "a: {b:c}\n", "a: {b: c:}\n", "a: [b:,c]\n", "a: [b:]\n", "a: [-b]\n", "a: [b[c]\n",
        "a: [b?c]\n", "a: {b\n: c}\n", "a: [b\nc]\n",
        "a: ]\n",
        "a: @b\n", "a: `b\n", "a: %b\n", "a: |\n", "  a: b\nc: d\n", "a:\n    b: c\n  d: e\n", "- a\nb: c\n",
        "a: b\n- c\n",
        "a: b\n  c: d\n", "- a: b\n c: d\n", "a:\n  - b\n  c: d\n", "a:\n  b: c\n  - d\n", "a: \"b\nc: d\n",
        "- a\n  - b\n",
        String(repeating: "k", count: 1100) + ": v\n", String(repeating: "- ", count: 70) + "a\n",
        "a: " + String(repeating: "[", count: 70) + String(repeating: "]", count: 70) + "\n",
    ]

    static let unusual = [
        #"a: "\q""#, #"a: "\ud83d\ude00""#, #"a: "\x4""#, #"a: "\u12"34"#, #"a: "\N""#, #"a: "b\"#, #"a: "b\""#,
        #"a: "\x+1""#, #"a: 'b''"#,
    ].map { $0 + "\n" }

    @Test(arguments: other + unusual)
    func isLeftToTheLibrary(text: String) { #expect(!Self.compare(text), "read: \(text.debugDescription)") }

    /// Keys as long as libyaml lets them be, and a value longer than that.
    @Test func readsLongTextsAlike() {
        #expect(Self.compare(String(repeating: "k", count: 1000) + ": v\n"))
        #expect(Self.compare("a: {" + String(repeating: "k", count: 1000) + ": v}\n"))
        #expect(Self.compare("'" + String(repeating: "k", count: 998) + "': v\n"))
        #expect(Self.compare("k: " + String(repeating: "v ", count: 3000) + "\n"))
    }

    // MARK: - Many

    private static let pieces = [
        "a", ":", " ", "\n", "- ", "#", "[", "]", "{", "}", ",", "'", "\"", "  ", ": ", "-", "b: c", "---\n", "\\",
    ]

    /// Every text of up to five pieces, of all that mean something.
    @Test(arguments: pieces.indices)
    func everyShortTextIsReadAlike(first: Int) {
        var plain = 0
        var text: [UInt8] = []
        func add(_ piece: String, left: Int) {
            let count = text.count
            text += piece.utf8
            text.append(10)
            if Self.compare(text) { plain += 1 }
            text.removeLast()
            if left > 0 { for next in Self.pieces { add(next, left: left - 1) } }
            text.removeSubrange(count...)
        }
        add(Self.pieces[first], left: 4)
        #expect(
            plain > 0 || !["a", " ", "\n", "- ", "'", "\"", "  ", "b: c", "---\n", "#"].contains(Self.pieces[first]))
    }

    /// Files as tenants have them, edited at random.
    @Test(arguments: 0..<8)
    func whatWasEditedIsReadAlike(seed: UInt64) {
        var random = SplitMix64(state: seed)
        let more = [
            "&a ", "*a", "\t", "é", "\r", "|", "!!s ", "? ", "''", "\\", "\\n", "\\x4", "\\u00e", "key: value\n",
            "  - item\n", "\u{85}",
        ]
        var plain = 0
        for _ in 0..<400 {
            var text = Array(PlainFile.text(&random).utf8)
            for _ in 0..<Int.random(in: 0...2, using: &random) {
                let at = Int.random(in: 0..<text.count, using: &random)
                if Bool.random(using: &random) {
                    text.insert(contentsOf: ((Self.pieces + more).randomElement(using: &random) ?? "").utf8, at: at)
                } else {
                    text.removeSubrange(at..<min(text.count, at + Int.random(in: 0...6, using: &random)))
                }
            }
            if Self.compare(text) { plain += 1 }
        }
        #expect(plain > 100, "seed \(seed): hardly anything was read without libyaml")
        #expect(plain < 390, "seed \(seed): nothing was left to libyaml")
    }

    // MARK: - What it is for

    /// The shipped examples hardly need libyaml.
    @Test func mostOfTheExamplesAreReadWithoutTheLibrary() throws {
        var (count, others): (Int, [String]) = (0, [])
        let folder = URL(filePath: Repository.path("examples"))
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        while let file = files?.nextObject() as? URL {
            guard file.pathExtension == "yaml" else { continue }
            count += 1
            if !Self.compare(Array(try Data(contentsOf: file))) { others.append(file.path) }
        }
        #expect(count > 10)
        #expect(others.count * 10 <= count, "\(others)")
    }
}

/// Files of nested lists and mappings, written in all ways that are read without libyaml.
private struct PlainFile {
    private var random: SplitMix64
    private var text = ""

    static func text(_ random: inout SplitMix64) -> String {
        var file = PlainFile(random: random)
        file.text = file.pick(["", "", "---\n", "# c\n\n"])
        file.addBlock(column: 0, depth: 3)
        random = file.random
        return file.text
    }

    private init(random: SplitMix64) { self.random = random }

    private mutating func pick(_ texts: [String]) -> String { texts.randomElement(using: &random) ?? "" }

    /// Once in so many times.
    private mutating func once(in times: Int) -> Bool { Int.random(in: 0..<times, using: &random) == 0 }

    private mutating func ending() -> String { pick(["\n", "\n", "\n", "  \n", " # c\n", "\n\n", "\n  # c\n"]) }

    private mutating func value() -> String {
        if once(in: 5) { return brackets(depth: 2) }
        return pick([
            "a", "+14155550100", "it's", "b c", "x:y", "(d)", "'q r'", "\"s: t\"", "'u # v'", "ü", "true", "a-b",
            #"'it''s'"#, #""\x4d\u00fc\n""#,
            "\"\"",
        ])
    }

    private mutating func brackets(depth: Int) -> String {
        let isList = once(in: 2)
        var parts: [String] = []
        for index in 0..<Int.random(in: 0...3, using: &random) {
            let value = depth > 0 && once(in: 4) ? brackets(depth: depth - 1) : pick(["a", "'b'", "c d"])
            parts.append(blank() + (isList ? value : "k\(index): \(value)") + blank())
        }
        return (isList ? "[" : "{") + parts.joined(separator: ",") + (isList ? "]" : "}")
    }

    private mutating func blank() -> String { pick(["", " ", " ", "\n   ", " # c\n  "]) }

    private mutating func addBlock(column: Int, depth: Int) {
        let indent = String(repeating: " ", count: column)
        let isList = once(in: 2)
        for index in 0..<Int.random(in: 1...4, using: &random) {
            let further = column + Int.random(in: 1...3, using: &random)
            let isNested = depth > 0 && once(in: 3)
            if isList {
                let gap = String(repeating: " ", count: further - column)
                text += indent + "-" + gap
                if isNested {
                    text += "k: " + value() + ending() + indent + " " + gap + "l:" + ending()
                    addBlock(column: further + 2, depth: depth - 1)
                } else {
                    text += value() + ending()
                }
            } else {
                text += indent + pick(["k\(index)", "'k\(index)'", "\"k \(index)\"", "k"]) + ":"
                if isNested {
                    text += ending()
                    addBlock(column: once(in: 2) ? further : column, depth: depth - 1)
                } else {
                    text += once(in: 6) ? ending() : " " + value() + ending()
                }
            }
        }
    }
}
