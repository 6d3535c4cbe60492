internal import Diagnostics

/// libyaml's report of a syntax error, and its translation into what a person did and what to type.
struct YAMLProblem {
    /// libyaml's words.
    let text: String
    /// Byte offset the problem was noticed at.
    let offset: Int
    /// libyaml's words for what it was reading, and where that began.
    let context: String
    let contextOffset: Int?
    /// Where the document's first key or item begins.
    let documentStart: Int?
    /// Where the innermost bracket or brace that is open begins.
    let openBracket: Int?

    func diagnostic(in source: SourceFile) -> Diagnostic {
        let bytes = source.bytes
        let at = min(offset, bytes.count)
        let found: UInt8? = at < bytes.count ? bytes[at] : nil
        func make(_ message: String, at place: Int? = nil, help: String, related: [Diagnostic.Related] = [])
            -> Diagnostic
        {
            let start = min(place ?? at, bytes.count)
            return Diagnostic(
                .yamlSyntax, message, at: Place(source, start..<Self.end(of: start, bytes)), help: help,
                related: related)
        }
        func opened(_ what: String) -> [Diagnostic.Related] {
            contextOffset.map { [.init(what, at: Place(source, $0..<Self.end(of: $0, bytes)))] } ?? []
        }
        // A tab is most often seen as indentation; libyaml notices it somewhere on its line.
        if let tab = Self.indentingTab(near: at, bytes) {
            return make("a tab can't indent YAML", at: tab, help: "use spaces")
        }
        switch text {
        case "found character that cannot start any token":
            let character = Self.character(at: at, bytes)
            return make(
                "a value can't start with \(Wording.quote(character))", help: "put the value in quotes")
        case "mapping values are not allowed in this context":
            if let item = Self.outdentedItem(above: at, in: source) {
                let here = Place(source, at..<Self.end(of: at, bytes))
                return make(
                    "a list item is indented less than the items below it", at: item,
                    help: "start all items of the list in the same column",
                    related: [.init("which made this line a part of it", at: here)])
            }
            return make(
                "a `: ` stands where no key can be",
                help: "quote a text that holds `: `, or check that this line is indented like its neighbours")
        case "did not find expected key":
            return make(
                "this line does not fit the mapping around it",
                help: "indent it exactly like the mapping's other keys, and write it as `key: value`",
                related: opened("the mapping starts here"))
        case "could not find expected ':'":
            return make(
                "a `:` is missing after a key", at: contextOffset ?? at,
                help: "write `key: value`, or `- item` in a list; a text over several lines needs `|` or quotes")
        case "did not find expected '-' indicator":
            return make(
                "this line does not fit the list around it",
                help: "start it with `- `, indented exactly like the list's other items",
                related: opened("the list starts here"))
        case "did not find expected node content":
            guard found != nil else {
                return make(
                    "a bracket or brace is not closed", at: openBracket ?? contextOffset ?? at,
                    help: "end a list with `]` and a mapping with `}`" + commentHint(bytes))
            }
            return make(
                "a value is missing before \(Wording.quote(Self.character(at: at, bytes)))",
                help: "write a value, or delete a `,` too many; quote a text that starts with such a character")
        case "did not find expected ',' or ']'", "did not find expected ',' or '}'":
            // What follows on a deeper level than the line with the bracket is an item without its comma; what doesn't,
            // is where the bracket should have been closed before.
            if found != nil, isDeeper(at, than: openBracket ?? contextOffset ?? at, in: source) {
                let isList = text.hasSuffix("']'")
                return make(
                    "a `,` is missing before this",
                    help: "separate \(isList ? "items" : "pairs") with `,`" + commentHint(bytes),
                    related: opened("the \(isList ? "list" : "mapping") starts here"))
            }
            guard text.hasSuffix("']'") else { return unclosedMapping(make, bytes) }
            return make(
                "a list in brackets is not closed here", at: contextOffset ?? at,
                help: "separate items with `,` and end the list with `]`" + commentHint(bytes))
        case "found unexpected end of stream" where context.contains("quoted scalar"):
            return make("a quoted text is never closed", at: contextOffset ?? at, help: "add the closing quote")
        case "found unknown escape character":
            return make(
                "a backslash in double quotes must start an escape such as `\\n`",
                help: "write `\\\\` for a backslash, or use single quotes")
        case "block sequence entries are not allowed in this context":
            return make(
                "a list item can't start here",
                help: "put the list on lines of its own under the key, each item as `- item`")
        case "did not find expected <document start>":
            // The document ends where a line is indented less than its first one.
            let first = documentStart.map {
                Diagnostic.Related("the first line is here", at: Place(source, $0..<Self.end(of: $0, bytes)))
            }
            // A tenant's keys start in the first column, so the line that doesn't is the odd one.
            if let start = documentStart, source.position(of: start).column > 1, source.position(of: at).column == 1 {
                let here = Place(source, at..<Self.end(of: at, bytes))
                return make(
                    "this line is indented, and a line below that belongs beside it is not", at: start,
                    help: "start both in the first column", related: [.init("that line is here", at: here)])
            }
            return make(
                "this line is indented less than the first one, or doesn't belong to it",
                help: "start both in the same column", related: first.map { [$0] } ?? [])
        case "control characters are not allowed":
            return make("a control character can't stand in YAML", help: "delete it")
        case "found a tab character that violates indentation",
            "found a tab character where an indentation space is expected":
            return make("a tab can't indent YAML", help: "use spaces")
        default:
            let word = found == nil ? " at the end of the file" : ""
            return make(text + word, help: "check the quotes, brackets and indentation here")
        }
    }

    private func unclosedMapping(
        _ make: (String, Int?, String, [Diagnostic.Related]) -> Diagnostic, _ bytes: [UInt8]
    ) -> Diagnostic {
        make(
            "a mapping in braces is not closed here", contextOffset ?? offset,
            "separate its pairs with `,` and end it with `}`" + commentHint(bytes), [])
    }

    /// Whether the line of an offset is indented more than that of another, or is the same.
    private func isDeeper(_ offset: Int, than other: Int, in source: SourceFile) -> Bool {
        let (line, otherLine) = (source.position(of: offset).line, source.position(of: other).line)
        func indent(_ line: Int) -> Int { source.text(in: source.lineRange(line)).prefix { $0 == " " }.count }
        return line == otherLine || indent(line) > indent(otherLine)
    }

    /// A `#` on the line of an open bracket makes a comment of what was meant as text.
    private func commentHint(_ bytes: [UInt8]) -> String {
        var at = openBracket ?? contextOffset ?? offset
        while at + 1 < bytes.count, bytes[at] != 10, bytes[at] != 13 {
            if bytes[at] == 32, bytes[at + 1] == UInt8(ascii: "#") {
                return "; ` #` starts a comment, so quote a text that starts with `#`"
            }
            at += 1
        }
        return ""
    }

    /// Where the list item begins that swallowed the more indented items below it, up to the line at `offset`: YAML takes
    /// `- a` with a deeper `- b` under it for the one text `a - b`.
    private static func outdentedItem(above offset: Int, in source: SourceFile) -> Int? {
        func content(_ line: Int) -> (indent: Int, text: String) {
            let text = source.text(in: source.lineRange(line))
            let indent = text.prefix { $0 == " " }.count
            return (indent, String(text.dropFirst(indent)))
        }
        let number = source.position(of: offset).line
        let own = content(number)
        guard own.text.hasPrefix("- ") else { return nil }
        for line in stride(from: number - 1, through: max(1, number - 200), by: -1) {
            let above = content(line)
            if above.text.isEmpty || above.text.hasPrefix("#") || above.indent >= own.indent { continue }
            guard above.text.hasPrefix("- "), !above.text.contains(":") else { return nil }
            return source.lineRange(line).lowerBound + above.indent
        }
        return nil
    }

    /// The end of the word at `start`, so that carets cover what is wrong and no more.
    private static func end(of start: Int, _ bytes: [UInt8]) -> Int {
        // A lone tab is what is wrong, so it is covered too.
        var end = start < bytes.count && bytes[start] == 9 ? start + 1 : start
        while end < bytes.count, ![9, 10, 13, 32].contains(bytes[end]), end - start < 40 { end += 1 }
        return end
    }

    private static func character(at offset: Int, _ bytes: [UInt8]) -> String {
        String(String(decoding: bytes[offset..<min(offset + 4, bytes.count)], as: UTF8.self).prefix(1))
    }

    /// Offset of a tab in the indentation of the line at `offset` or, where that line is blank up to it, before it.
    private static func indentingTab(near offset: Int, _ bytes: [UInt8]) -> Int? {
        var start = min(offset, bytes.count)
        while start > 0, bytes[start - 1] != 10, bytes[start - 1] != 13 { start -= 1 }
        var at = start
        while at < bytes.count, bytes[at] == 32 || bytes[at] == 9 {
            if bytes[at] == 9 { return at }
            at += 1
        }
        return nil
    }
}
