/// Diagnostics as people read them on a terminal: a line that stands alone, the source under it, what to do.
///
/// ```
/// order.yaml:8:15: error: `countries` is not a condition; did you mean `country`? [unknown-key]
///    |
///  8 |       when: {countries: [DE]}
///    |              ^^^^^^^^^
///    = help: `when` takes `brand`, `country`, `needs`
/// ```
public struct TextRenderer: Sendable {
    /// Whether to colour with ANSI escapes.
    public let color: Bool

    /// A renderer, with ANSI colours or without.
    public init(color: Bool) { self.color = color }

    /// Text for the terminal, with an excerpt for each place.
    public func render(_ diagnostics: [Diagnostic]) -> String {
        var text = ""
        for index in diagnostics.indices {
            if index > diagnostics.startIndex { text += "\n" }
            write(diagnostics[index], to: &text)
        }
        return text
    }

    /// Text for the terminal, with an excerpt for each place.
    public func render(_ diagnostic: Diagnostic) -> String {
        var text = ""
        write(diagnostic, to: &text)
        return text
    }

    private func write(_ diagnostic: Diagnostic, to text: inout String) {
        let paint: Paint = diagnostic.severity == .error ? .red : diagnostic.severity == .warning ? .yellow : .cyan
        text += location(diagnostic.place)
        text += ": "
        text += painted(diagnostic.severity.rawValue, paint)
        text += ": "
        text += painted(diagnostic.message, .bold)
        text += " ["
        text += diagnostic.code.rawValue
        text += "]\n"
        let places = [diagnostic.place] + diagnostic.related.map(\.place)
        let gutter = places.compactMap { $0.source == nil ? nil : String($0.start.line).count }.max() ?? 1
        text += excerpt(diagnostic.place, gutter: gutter, paint)
        if let help = diagnostic.help {
            text += String(repeating: " ", count: gutter + 2) + painted("= help:", .bold) + " \(help)\n"
        }
        for related in diagnostic.related {
            text += location(related.place) + ": " + painted("note", .cyan) + ": \(related.message)\n"
            text += excerpt(related.place, gutter: gutter, .cyan)
        }
    }

    private func location(_ place: Place) -> String {
        let path = Printable.line(place.path)
        guard place.source != nil else { return path }
        return "\(path):\(place.start.line):\(place.start.column)"
    }

    /// The line a place begins on, with carets under it; nothing for a whole file.
    private func excerpt(_ place: Place, gutter: Int, _ paint: Paint) -> String {
        guard let source = place.source else { return "" }
        let start = place.start
        // A line of a generated file may be a megabyte long: only what is near the place is looked at.
        let whole = source.lineRange(start.line)
        let line =
            max(
                whole.lowerBound, place.bytes.lowerBound - 2_000)..<max(
                place.bytes.lowerBound, min(whole.upperBound, place.bytes.lowerBound + 2_000))
        let from = min(max(place.bytes.lowerBound, line.lowerBound), line.upperBound)
        let to = min(max(place.bytes.upperBound, from), line.upperBound)
        var before = DisplayedText(source.shownText(in: line.lowerBound..<from))
        let marked = DisplayedText(source.shownText(in: from..<to), startingAt: before.width)
        let after = DisplayedText(source.shownText(in: to..<line.upperBound), startingAt: before.width + marked.width)
        var shown = before.text + marked.text + after.text
        // A line of a generated file may be a megabyte long: show the stretch around the carets.
        if shown.unicodeScalars.count > 240 {
            let tail = String(String.UnicodeScalarView(before.text.unicodeScalars.suffix(60)))
            shown =
                "…" + tail + marked.text.prefix(120) + String(after.text.prefix(40))
                + (after.text.count > 40 ? "…" : "")
            before = DisplayedText("…" + tail)
        }
        let blank = String(repeating: " ", count: gutter)
        let number = String(repeating: " ", count: gutter - String(start.line).count) + String(start.line)
        let carets = String(repeating: "^", count: min(max(marked.width, 1), 120))
        return """
             \(blank) |
             \(number) | \(shown)
             \(blank) | \(String(repeating: " ", count: before.width))\(painted(carets, paint))

            """
    }

    private enum Paint: String {
        case red = "31;1"
        case yellow = "33;1"
        case cyan = "36;1"
        case bold = "1"
    }

    private func painted(_ text: String, _ paint: Paint) -> String {
        color ? "\u{1B}[\(paint.rawValue)m\(text)\u{1B}[0m" : text
    }
}
