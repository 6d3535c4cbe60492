internal import Diagnostics
internal import TenantConfig
internal import YAMLSyntax

/// What may stand at the cursor, also in a text that is being typed and can't be parsed.
///
/// The word under the cursor is replaced by a mark no text has, once as a value and once as a key, and the result is
/// parsed: where the mark then stands tells what it would be. Where that fails, less and less of the text is tried: what
/// comes before the cursor, with its brackets closed; of that the last top-level key; of that only the lines the cursor's
/// line is indented under.
struct CursorContext {
    /// What the mark was, as a key and as a value; at most one of each.
    private(set) var visits: [ShapeWalk.Visit] = []
    /// The word under the cursor, without its quotes.
    let word: Range<Int>
    /// Whether the word is quoted.
    let isQuoted: Bool
    /// Whether a colon follows, as after a key that is there.
    let hasColon: Bool
    private let source: SourceFile

    /// A private-use character that is no part of the text.
    private let mark: String

    init(_ source: SourceFile, at offset: Int, _ shape: Shape) {
        self.source = source
        let line = source.lineRange(source.position(of: offset).line)
        (word, isQuoted) = Self.word(source.bytes, at: offset, in: line)
        var after = word.upperBound
        if isQuoted, after < line.upperBound { after += 1 }
        while after < line.upperBound, source.bytes[after] == 32 { after += 1 }
        hasColon = after < line.upperBound && source.bytes[after] == UInt8(ascii: ":")
        mark = Self.mark(for: source)
        for asKey in [true, false] {
            if let visit = visit(asKey: asKey, line, shape) { visits.append(visit) }
        }
    }

    /// What the text of the word says.
    var typed: String { source.text(in: word) }

    private func visit(asKey: Bool, _ line: Range<Int>, _ shape: Shape) -> ShapeWalk.Visit? {
        let quote = isQuoted ? source.text(in: word.lowerBound - 1..<word.lowerBound) : ""
        let isClosed =
            isQuoted && word.upperBound < line.upperBound && source.bytes[word.upperBound] == quote.utf8.first
        let marked = mark + quote + (asKey && !hasColon ? ": " : "")
        let before = source.text(in: 0..<word.lowerBound)
        let after = source.text(in: word.upperBound + (isClosed ? 1 : 0)..<source.bytes.count)
        if let found = find(before + marked + after, asKey, shape) { return found }
        let colon = asKey && hasColon ? ":" : ""
        let section = before[Self.sectionStart(before)...]
        for head in [before[...], section, Self.ancestors(of: section)[...]] {
            if let found = find(head + marked + colon + Self.closers(head), asKey, shape) { return found }
        }
        return nil
    }

    /// Parses a text and looks for the mark.
    private func find(_ text: String, _ asKey: Bool, _ shape: Shape) -> ShapeWalk.Visit? {
        let root = YAMLReader.read(SourceFile(path: "", bytes: Array(text.utf8))).0.root
        guard let root else { return nil }
        var found: ShapeWalk.Visit?
        ShapeWalk.walk(root, shape) { visit in
            guard found == nil, visit.node.text == mark else { return }
            if case .value = visit.role, asKey { return }
            found = visit
        }
        return found
    }

    /// The first private-use character of 256 that the text doesn't have.
    private static func mark(for source: SourceFile) -> String {
        // In UTF-8 these begin with one byte.
        guard source.bytes.contains(0xEE) else { return "\u{E000}" }
        let used = Set(source.text(in: 0..<source.bytes.count).unicodeScalars.filter { $0.value >= 0xE000 })
        let free = (0xE000...0xE0FF).compactMap { Unicode.Scalar(UInt32($0)) }.first { !used.contains($0) }
        return String(free ?? "\u{E100}")
    }

    // MARK: - Text

    /// The word a place belongs to, up to blanks, brackets, commas and quotes.
    private static func word(_ bytes: [UInt8], at offset: Int, in line: Range<Int>) -> (Range<Int>, Bool) {
        let offset = min(max(offset, line.lowerBound), line.upperBound)
        var quote: (byte: UInt8, at: Int)?
        var index = line.lowerBound
        while index < offset {
            let byte = bytes[index]
            if let open = quote {
                if byte == UInt8(ascii: "\\"), open.byte == UInt8(ascii: "\"") { index += 1 }
                if byte == open.byte { quote = nil }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'"),
                index == line.lowerBound || delimiters.contains(bytes[index - 1])
            {
                quote = (byte, index)
            }
            index += 1
        }
        if let quote, quote.at < offset {
            let end = bytes[offset..<line.upperBound].firstIndex(of: quote.byte) ?? line.upperBound
            return (quote.at + 1..<end, true)
        }
        var start = offset
        while start > line.lowerBound, !delimiters.contains(bytes[start - 1]) { start -= 1 }
        var end = offset
        while end < line.upperBound, !delimiters.contains(bytes[end]) {
            let next = end + 1 < line.upperBound ? bytes[end + 1] : 32
            if bytes[end] == UInt8(ascii: ":"), delimiters.contains(next) { break }
            end += 1
        }
        return (start..<end, false)
    }

    private static let delimiters: Set<UInt8> = Set(" \t[]{},\"'".utf8)

    /// Where the last line begins that starts in the first column with more than a comment.
    private static func sectionStart(_ text: String) -> String.Index {
        var start = text.startIndex
        var isLineStart = true
        for index in text.utf8.indices {
            let byte = text.utf8[index]
            if isLineStart, byte != 32, byte != 35, byte != 45, byte != 10, byte != 13 { start = index }
            isLineStart = byte == 10
        }
        return start
    }

    /// The lines the last one is indented under, and itself.
    private static func ancestors(of text: Substring) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard let last = lines.last else { return "" }
        func indent(_ line: Substring) -> Int { line.prefix { $0 == " " }.count }
        /// Where a line's first key begins, dashes stepped over.
        func content(_ line: Substring) -> Int { line.prefix { $0 == " " || $0 == "-" }.count }
        var limit = indent(last)
        var kept = [last]
        for line in lines.dropLast().reversed() {
            let bare = line.drop { $0 == " " }
            guard !bare.isEmpty, !bare.hasPrefix("#") else { continue }
            if indent(line) < limit {
                kept.append(line)
                limit = indent(line)
            } else if bare.hasPrefix("-"), indent(line) == limit, content(line) > limit, kept.count == 1 {
                continue
            }
        }
        // A parent keeps its key; what stands after it on its line may be what is broken.
        return kept.reversed().map(String.init).joined(separator: "\n")
    }

    /// What closes the brackets that are open at the end of a text.
    private static func closers(_ text: Substring) -> String {
        var open: [UInt8] = []
        var quote: UInt8?
        var previous: UInt8 = 10
        var isComment = false
        for byte in text.utf8 {
            defer { previous = byte }
            if isComment {
                isComment = byte != 10
            } else if let inside = quote {
                if byte == inside { quote = nil }
            } else {
                switch byte {
                case UInt8(ascii: "#") where [32, 9, 10].contains(previous): isComment = true
                case UInt8(ascii: "\""), UInt8(ascii: "'"):
                    if delimiters.contains(previous) || previous == 10 { quote = byte }
                case UInt8(ascii: "[") where open.count > 0 || delimiters.contains(previous) || previous == 10:
                    open.append(UInt8(ascii: "]"))
                case UInt8(ascii: "{") where open.count > 0 || delimiters.contains(previous) || previous == 10:
                    open.append(UInt8(ascii: "}"))
                case UInt8(ascii: "]"), UInt8(ascii: "}"): if open.last == byte { open.removeLast() }
                default: break
                }
            }
        }
        return String(decoding: open.reversed(), as: UTF8.self)
    }
}
