internal import Diagnostics

/// A file read without libyaml, where every line of it is as tenants' files nearly always are.
///
/// Of YAML this knows: blocks of `key: value` and `- item` by indentation, lists and mappings in brackets, plain text and
/// quoted text that begins and ends on one line, comments, and a `---` that begins the file. All of that has one meaning.
/// At anything else (an anchor, a tag, a text over several lines, a tab, whatever is or may be a mistake) it gives up and
/// what it read is forgotten: libyaml then reads the file from its beginning and says what is to be said. So this never
/// judges a file: it gives the records that libyaml's events give, or none.
///
/// Our own beside a library since libyaml took most of the time in which a large tenant was checked: 10 MB in 150 ms, and
/// in a fifth of that here. `PlainTests` and the fuzzers hold the two against each other.
extension YAMLReader {
    /// Where the reading is.
    private struct Walk {
        /// Behind the last byte that was read.
        var at = 0
        /// The collections of lines that are open, innermost last.
        var blocks: [Block] = []
        /// Behind the colon of a key whose value is still to come; -1 for none.
        var keyEnd = -1
        /// Whether a `---` was read.
        var isMarked = false
    }

    /// A collection of lines.
    private struct Block {
        let column: Int
        let isSequence: Bool
        /// A list that stands no further in than the key it belongs to.
        var isIndentless = false
    }

    /// A text on one line.
    private struct Scalar {
        let style: YAMLNode.Style
        /// Quotes included.
        let range: Range<Int>
        /// Whether a colon follows, and behind that a space or the line's end.
        let isKey: Bool
        /// Whether it reads otherwise than it stands.
        var isEscaped = false
    }

    /// Reads a file whose encoding was checked.
    ///
    /// - Returns: false where libyaml must read the file; nothing is kept then.
    mutating func readPlainly() -> Bool {
        guard found.all.isEmpty, PlainCharacters.areAll(of: buffer, isASCII: source.isASCII) else { return false }
        if readLines() { return true }
        records.removeAll(keepingCapacity: true)
        texts.removeAll()
        around = []
        top = Frame(index: -1)
        rootIndex = nil
        found = BoundedDiagnostics()
        return false
    }

    // MARK: - Lines

    private mutating func readLines() -> Bool {
        var walk = Walk()
        // The last byte is a line's end, so within a line there is always a next byte.
        while walk.at < buffer.count {
            let line = walk.at
            skipSpaces(&walk.at)
            if isLineEnd(walk.at) {
                skipLine(&walk.at)
            } else if records.isEmpty, !walk.isMarked, isDocumentStart(line) {
                walk.isMarked = true
                skipLine(&walk.at)
            } else {
                guard readLine(line, &walk) else { return false }
            }
        }
        if walk.keyEnd >= 0, !add(emptyAt: walk.keyEnd) { return false }
        for _ in walk.blocks { closeBlock() }
        return rootIndex != nil && !found.isFull
    }

    /// Reads a line's nodes.
    private mutating func readLine(_ line: Int, _ walk: inout Walk) -> Bool {
        var column = walk.at - line
        var isEntry = isEntry(walk.at)
        guard var isNew = beginsBlock(column: column, isEntry: isEntry, &walk) else { return false }
        var isItem = false
        while isEntry {
            if isNew {
                let isIndentless = walk.blocks.last.map { $0.column == column } ?? false
                guard open(.sequence, .block, at: walk.at) else { return false }
                walk.blocks.append(Block(column: column, isSequence: true, isIndentless: isIndentless))
            }
            walk.at += 1
            skipSpaces(&walk.at)
            column = walk.at - line
            isEntry = self.isEntry(walk.at)
            isNew = true
            isItem = true
        }
        if isItem, isBracket(walk.at) { return readBrackets(&walk.at) && endLine(&walk.at) }
        guard let first = scalar(at: walk.at) else { return false }
        walk.at = first.range.upperBound
        guard first.isKey else { return isItem && add(first) && endLine(&walk.at) }
        if isNew {
            guard open(.mapping, .block, at: first.range.lowerBound) else { return false }
            walk.blocks.append(Block(column: column, isSequence: false))
        }
        guard add(first) else { return false }
        walk.at += 1
        let keyEnd = walk.at
        skipSpaces(&walk.at)
        if isLineEnd(walk.at) {
            walk.keyEnd = keyEnd
            skipLine(&walk.at)
            return true
        }
        if isBracket(walk.at) { return readBrackets(&walk.at) && endLine(&walk.at) }
        guard let value = scalar(at: walk.at), !value.isKey else { return false }
        walk.at = value.range.upperBound
        return add(value) && endLine(&walk.at)
    }

    /// Ends the collections that a line is no part of.
    ///
    /// - Returns: whether the line begins one; nil where the line goes on with none of them.
    private mutating func beginsBlock(column: Int, isEntry: Bool, _ walk: inout Walk) -> Bool? {
        guard let inner = walk.blocks.last else { return rootIndex == nil ? true : nil }
        if walk.keyEnd >= 0 {
            let keyEnd = walk.keyEnd
            walk.keyEnd = -1
            if column > inner.column || (isEntry && column == inner.column) { return true }
            guard add(emptyAt: keyEnd) else { return nil }
        }
        while let block = walk.blocks.last,
            block.column > column || (block.isIndentless && block.column == column && !isEntry)
        {
            closeBlock()
            walk.blocks.removeLast()
        }
        guard let block = walk.blocks.last, block.column == column, block.isSequence == isEntry else { return nil }
        return false
    }

    /// Ends a line behind its last node: a space stands before a comment.
    private func endLine(_ at: inout Int) -> Bool {
        let start = at
        skipSpaces(&at)
        guard buffer[at] == Byte.lineEnd || (buffer[at] == Byte.comment && at > start) else { return false }
        skipLine(&at)
        return true
    }

    // MARK: - Brackets

    /// Reads a list or mapping in brackets, which may go over several lines.
    private mutating func readBrackets(_ at: inout Int) -> Bool {
        let isMapping = buffer[at] == Byte.openBrace
        let end = isMapping ? Byte.closeBrace : Byte.closeBracket
        guard open(isMapping ? .mapping : .sequence, .flow, at: at) else { return false }
        at += 1
        while skipBetween(&at) {
            if buffer[at] == end {
                at += 1
                let end = UInt32(at)
                close { _, _ in end }
                return true
            }
            if isMapping {
                guard let key = scalarInBrackets(at: at), key.isKey, add(key) else { return false }
                at = key.range.upperBound + 1
                guard skipBetween(&at) else { return false }
            }
            if isBracket(at) {
                guard readBrackets(&at) else { return false }
            } else {
                guard let value = scalarInBrackets(at: at), !value.isKey, add(value) else { return false }
                at = value.range.upperBound
            }
            guard skipBetween(&at) else { return false }
            if buffer[at] == Byte.comma {
                at += 1
            } else if buffer[at] != end {
                return false
            }
        }
        return false
    }

    /// Steps over spaces, line ends and comments; false at the end of the file.
    private func skipBetween(_ at: inout Int) -> Bool {
        let start = at
        while at < buffer.count {
            if buffer[at] == Byte.space || buffer[at] == Byte.lineEnd {
                at += 1
            } else if buffer[at] == Byte.comment {
                // One that follows a text without a space is none.
                guard at > start else { return false }
                skipLine(&at)
            } else {
                return true
            }
        }
        return false
    }

    // MARK: - Texts

    /// The text that begins at an offset; nil where that is no plain or quoted text of one line.
    private func scalar(at start: Int) -> Scalar? {
        if let quote = quote(at: start) { return quoted(quote, at: start) }
        guard Byte.beginsPlain(buffer[start]) else { return nil }
        // What ends a document looks like a text there.
        if buffer[start] == Byte.dot, start == 0 || buffer[start - 1] == Byte.lineEnd { return nil }
        var at = start + 1
        while true {
            let byte = buffer[at]
            if byte == Byte.lineEnd { return plain(start..<at, isKey: false) }
            if byte == Byte.colon, isBlank(at + 1) { return plain(start..<at, isKey: true) }
            if byte == Byte.comment, buffer[at - 1] == Byte.space { return plain(start..<at, isKey: false) }
            at += 1
        }
    }

    /// The same in brackets, where more ends a plain text and not all are known here.
    private func scalarInBrackets(at start: Int) -> Scalar? {
        if let quote = quote(at: start) { return quoted(quote, at: start) }
        guard Byte.beginsPlain(buffer[start]), buffer[start] != Byte.dot else { return nil }
        var at = start + 1
        while true {
            switch buffer[at] {
            case Byte.lineEnd, Byte.comma, Byte.closeBracket, Byte.closeBrace: return plain(start..<at, isKey: false)
            case Byte.colon where isBlank(at + 1): return plain(start..<at, isKey: true)
            case Byte.colon where Byte.isIndicatorInBrackets(buffer[at + 1]): return nil
            case Byte.comment where buffer[at - 1] == Byte.space: return plain(start..<at, isKey: false)
            case Byte.openBracket, Byte.openBrace, Byte.question: return nil
            default: at += 1
            }
        }
    }

    /// A plain text without the spaces at its end.
    private func plain(_ range: Range<Int>, isKey: Bool) -> Scalar? {
        var end = range.upperBound
        while buffer[end - 1] == Byte.space { end -= 1 }
        // The colon follows at once, as it does in all but curious files.
        guard !isKey || (end == range.upperBound && range.count <= Self.longestKey) else { return nil }
        return Scalar(style: .plain, range: range.lowerBound..<end, isKey: isKey)
    }

    private func quote(at start: Int) -> UInt8? {
        let byte = buffer[start]
        return byte == Byte.doubleQuote || byte == Byte.singleQuote ? byte : nil
    }

    private func quoted(_ quote: UInt8, at start: Int) -> Scalar? {
        let isDouble = quote == Byte.doubleQuote
        var at = start + 1
        var isEscaped = false
        while true {
            let byte = buffer[at]
            if byte == Byte.lineEnd { return nil }
            if byte == quote {
                // Twice, a single quote is one of the text.
                guard !isDouble, buffer[at + 1] == quote else { break }
                isEscaped = true
                at += 2
            } else if byte == Byte.backslash, isDouble {
                guard buffer[at + 1] != Byte.lineEnd else { return nil }
                isEscaped = true
                at += 2
            } else {
                at += 1
            }
        }
        at += 1
        let isKey = buffer[at] == Byte.colon && isBlank(at + 1)
        guard !isKey || at - start <= Self.longestKey else { return nil }
        return Scalar(
            style: isDouble ? .doubleQuoted : .singleQuoted, range: start..<at, isKey: isKey, isEscaped: isEscaped)
    }

    /// Puts a quoted text among `texts`, as it reads; false where an escape is none of the usual ones.
    private mutating func addText(_ range: Range<Int>) -> Bool {
        let escape = buffer[range.lowerBound] == Byte.doubleQuote ? Byte.backslash : Byte.singleQuote
        var at = range.lowerBound + 1
        let end = range.upperBound - 1
        while at < end {
            let next = buffer[at..<end].firstIndex(of: escape) ?? end
            texts += buffer[at..<next]
            guard next < end else { break }
            at = next + 2
            switch buffer[next + 1] {
            case UInt8(ascii: "n") where escape == Byte.backslash: texts.append(10)
            case UInt8(ascii: "t") where escape == Byte.backslash: texts.append(9)
            case UInt8(ascii: "x"): guard addCharacter(2, &at, end) else { return false }
            case UInt8(ascii: "u"): guard addCharacter(4, &at, end) else { return false }
            case Byte.singleQuote where escape == Byte.singleQuote, Byte.doubleQuote, Byte.backslash, Byte.slash:
                texts.append(buffer[next + 1])
            default: return false
            }
        }
        return true
    }

    /// The character whose number stands in so many hexadecimal digits.
    private mutating func addCharacter(_ digits: Int, _ at: inout Int, _ end: Int) -> Bool {
        guard at + digits <= end, buffer[at..<at + digits].allSatisfy(Byte.isHexadecimal),
            let number = UInt32(String(decoding: buffer[at..<at + digits], as: UTF8.self), radix: 16),
            let character = Unicode.Scalar(number)
        else { return false }
        texts += Array(String(character).utf8)
        at += digits
        return true
    }

    /// libyaml knows no key of more than 1,024 characters.
    private static var longestKey: Int { 1000 }

    // MARK: - Nodes

    private mutating func add(_ scalar: Scalar) -> Bool {
        let quotes = scalar.style == .plain ? 0 : 1
        var record = YAMLDocument.Record(
            kind: .scalar, style: scalar.style, start: UInt32(scalar.range.lowerBound),
            end: UInt32(scalar.range.upperBound))
        if scalar.isEscaped {
            record.first = Int32(truncatingIfNeeded: texts.count)
            guard addText(scalar.range) else { return false }
            record.count = UInt32(texts.count - Int(record.first))
        } else {
            record.isVerbatim = true
            record.first = Int32(truncatingIfNeeded: scalar.range.lowerBound + quotes)
            record.count = UInt32(scalar.range.count - 2 * quotes)
        }
        return append(record)
    }

    /// Adds what a key has that nothing follows.
    private mutating func add(emptyAt at: Int) -> Bool { add(Scalar(style: .plain, range: at..<at, isKey: false)) }

    private mutating func open(_ kind: YAMLDocument.Kind, _ style: YAMLNode.Style, at start: Int) -> Bool {
        append(YAMLDocument.Record(kind: kind, style: style, start: UInt32(start), end: UInt32(start)))
    }

    private mutating func closeBlock() { close { record, lastChild in lastChild?.end ?? record.end } }

    // MARK: - Bytes

    private func isEntry(_ at: Int) -> Bool { buffer[at] == Byte.dash && buffer[at + 1] == Byte.space }

    private func isBracket(_ at: Int) -> Bool { buffer[at] == Byte.openBracket || buffer[at] == Byte.openBrace }

    private func isBlank(_ at: Int) -> Bool { buffer[at] == Byte.space || buffer[at] == Byte.lineEnd }

    /// Whether nothing but a comment is left of a line.
    private func isLineEnd(_ at: Int) -> Bool { buffer[at] == Byte.lineEnd || buffer[at] == Byte.comment }

    private func isDocumentStart(_ line: Int) -> Bool {
        line + 4 <= buffer.count && buffer[line..<line + 4].elementsEqual("---\n".utf8)
    }

    private func skipSpaces(_ at: inout Int) { while buffer[at] == Byte.space { at += 1 } }

    private func skipLine(_ at: inout Int) {
        at = (buffer.firstIndex(of: Byte.lineEnd, from: at) ?? buffer.count - 1) + 1
    }
}

/// The bytes that mean something. Computed, as a constant that is stored is asked for whether it is there.
private enum Byte {
    static var space: UInt8 { UInt8(ascii: " ") }
    static var lineEnd: UInt8 { UInt8(ascii: "\n") }
    static var comment: UInt8 { UInt8(ascii: "#") }
    static var colon: UInt8 { UInt8(ascii: ":") }
    static var comma: UInt8 { UInt8(ascii: ",") }
    static var dash: UInt8 { UInt8(ascii: "-") }
    static var dot: UInt8 { UInt8(ascii: ".") }
    static var question: UInt8 { UInt8(ascii: "?") }
    static var slash: UInt8 { UInt8(ascii: "/") }
    static var backslash: UInt8 { UInt8(ascii: "\\") }
    static var doubleQuote: UInt8 { UInt8(ascii: "\"") }
    static var singleQuote: UInt8 { UInt8(ascii: "'") }
    static var openBracket: UInt8 { UInt8(ascii: "[") }
    static var closeBracket: UInt8 { UInt8(ascii: "]") }
    static var openBrace: UInt8 { UInt8(ascii: "{") }
    static var closeBrace: UInt8 { UInt8(ascii: "}") }

    static func isHexadecimal(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...70).contains(byte) || (97...102).contains(byte)
    }

    /// Whether it may not follow a colon in brackets without a space.
    static func isIndicatorInBrackets(_ byte: UInt8) -> Bool {
        byte == comma || byte == question || byte == openBracket || byte == closeBracket || byte == openBrace
            || byte == closeBrace
    }

    /// Whether a plain text may begin with it, whatever follows.
    static func beginsPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ":"), UInt8(ascii: ","), UInt8(ascii: "["),
            UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "#"), UInt8(ascii: "&"),
            UInt8(ascii: "*"), UInt8(ascii: "!"), UInt8(ascii: "|"), UInt8(ascii: ">"), UInt8(ascii: "'"),
            UInt8(ascii: "\""), UInt8(ascii: "%"), UInt8(ascii: "@"), UInt8(ascii: "`"):
            false
        default: byte > 32
        }
    }
}

/// Whether a file holds nothing but characters that stand for themselves: lines that end in a line feed, the last one
/// too, and none that libyaml doesn't let pass.
private enum PlainCharacters {
    static func areAll(of bytes: UnsafeBufferPointer<UInt8>, isASCII: Bool) -> Bool {
        guard bytes.last == Byte.lineEnd, !holdsControl(bytes) else { return false }
        return isASCII || !holdsUnprintable(bytes)
    }

    /// Whether there is a control character of ASCII other than a line feed.
    private static func holdsControl(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let raw = UnsafeRawBufferPointer(bytes)
        var (found, at): (UInt64, Int) = (0, 0)
        while at + 8 <= raw.count {
            found |= control(raw.loadUnaligned(fromByteOffset: at, as: UInt64.self))
            at += 8
        }
        return found != 0 || bytes[at...].contains { control(UInt64($0) | everyByte(32) << 8) != 0 }
    }

    /// The highest bit of each byte that is one. Eight at a time: the vectors of the standard library take four times as
    /// long as all the rest of the reading.
    @inline(__always)
    private static func control(_ word: UInt64) -> UInt64 {
        let isASCII = ~word & everyByte(0x80)
        // None of the sums reaches into the next byte.
        let isFromSpaceOn = (word | everyByte(0x80)) &- everyByte(32)
        let isNotLineEnd = ((word ^ everyByte(10)) & everyByte(0x7F)) &+ everyByte(0x7F)
        let isNotDelete = ((word ^ everyByte(127)) & everyByte(0x7F)) &+ everyByte(0x7F)
        return isASCII & (~isFromSpaceOn & isNotLineEnd | ~isNotDelete)
    }

    @inline(__always)
    private static func everyByte(_ byte: UInt64) -> UInt64 { byte &* 0x0101_0101_0101_0101 }

    /// Whether there is a control character beyond ASCII, a byte-order mark or none at all; the text is known to be UTF-8.
    private static func holdsUnprintable(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var at = 0
        while let start = bytes.firstIndex(of: 0xC2, from: at) {
            if bytes[start + 1] < 0xA0 { return true }
            at = start + 2
        }
        at = 0
        while let start = bytes.firstIndex(of: 0xEF, from: at) {
            if bytes[start + 1] == 0xBB && bytes[start + 2] == 0xBF { return true }
            if bytes[start + 1] == 0xBF && bytes[start + 2] >= 0xBE { return true }
            at = start + 3
        }
        at = 0
        while let start = bytes.firstIndex(of: 0xE2, from: at) {
            if bytes[start + 1] == 0x80 && (0xA8...0xA9).contains(bytes[start + 2]) { return true }
            at = start + 3
        }
        return false
    }
}
