import Diagnostics
import Foundation
import Testing

/// A diagnostic as people see it: the whole rendered text.
@Suite struct TextRendererTests {
    static func render(_ text: String, _ under: String, related: String? = nil) throws -> String {
        let source = SourceFile(path: "order.yaml", bytes: Array(text.utf8))
        func place(_ part: String) throws -> Place {
            let range = try #require(text.range(of: part))
            let start = text.utf8.distance(from: text.startIndex, to: range.lowerBound)
            return Place(source, start..<start + part.utf8.count)
        }
        let notes = try related.map { [Diagnostic.Related("first given here", at: try place($0))] } ?? []
        let diagnostic = Diagnostic(
            .unknownKey, "`countries` is not a condition", at: try place(under), help: "write `country`", related: notes
        )
        return TextRenderer(color: false).render(diagnostic)
    }

    @Test func theFirstLineStandsAloneAndCaretsCoverTheText() throws {
        #expect(
            try Self.render("order:\n  rules:\n    - when: {countries: [DE]}\n", "countries") == """
                order.yaml:3:14: error: `countries` is not a condition [unknown-key]
                   |
                 3 |     - when: {countries: [DE]}
                   |              ^^^^^^^^^
                   = help: write `country`

                """)
    }

    @Test func caretsStandUnderWideCharactersAndAfterTabs() throws {
        #expect(
            try Self.render("\t名: {e\u{301}: bad}\n", "bad") == """
                order.yaml:1:10: error: `countries` is not a condition [unknown-key]
                   |
                 1 |     名: {e\u{301}: bad}
                   |             ^^^
                   = help: write `country`

                """)
    }

    @Test func aSecondPlaceIsANoteWithItsOwnExcerpt() throws {
        let rendered = try Self.render("first: 1\n\n\n\n\n\n\n\n\nsecond: 2\n", "second", related: "first")
        #expect(
            rendered == """
                order.yaml:10:1: error: `countries` is not a condition [unknown-key]
                    |
                 10 | second: 2
                    | ^^^^^^
                    = help: write `country`
                order.yaml:1:1: note: first given here
                    |
                  1 | first: 1
                    | ^^^^^

                """)
    }

    @Test func aVeryLongLineIsCutAroundTheCarets() throws {
        let line = String(repeating: "a", count: 5000) + "BAD" + String(repeating: "b", count: 5000)
        let rendered = try Self.render(line, "BAD")
        #expect(rendered.utf8.count < 1000)
        #expect(rendered.contains("BAD"))
    }
}
