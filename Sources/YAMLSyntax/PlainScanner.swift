internal import Diagnostics

/// Finds the texts of YAML that has one meaning, for `YAMLReader.readPlainly`, and steps over what stands between them.
///
/// Offsets are bytes of the file. The last byte is a line's end, so within a line there is always a next byte.
struct PlainScanner {
    let buffer: UnsafeBufferPointer<UInt8>

    /// A text on one line.
    struct Scalar {
        // Small enough to be handed on in registers.
        private let start: UInt32
        private let end: UInt32
        let style: YAMLNode.Style
        /// Whether a colon follows, and behind that a space or the line's end.
        let isKey: Bool
        /// Whether it reads otherwise than it stands.
        let isEscaped: Bool

        /// Quotes included.
        var range: Range<Int> { Int(start)..<Int(end) }

        init(_ style: YAMLNode.Style, _ range: Range<Int>, isKey: Bool, isEscaped: Bool = false) {
            start = UInt32(range.lowerBound)
            end = UInt32(range.upperBound)
            self.style = style
            self.isKey = isKey
            self.isEscaped = isEscaped
        }
    }

    // MARK: - Texts

    /// The text that begins at an offset; nil where that is no plain or quoted text of one line.
    func scalar(at start: Int) -> Scalar? {
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
    func scalarInBrackets(at start: Int) -> Scalar? {
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
        return Scalar(.plain, range.lowerBound..<end, isKey: isKey)
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
        return Scalar(isDouble ? .doubleQuoted : .singleQuoted, start..<at, isKey: isKey, isEscaped: isEscaped)
    }

    /// libyaml knows no key of more than 1,024 characters.
    private static var longestKey: Int { 1000 }

    // MARK: - Between texts

    /// Ends a line behind its last node: a space stands before a comment.
    func endLine(_ at: inout Int) -> Bool {
        let start = at
        skipSpaces(&at)
        guard buffer[at] == Byte.lineEnd || (buffer[at] == Byte.comment && at > start) else { return false }
        skipLine(&at)
        return true
    }

    /// Steps over spaces, line ends and comments; false at the end of the file.
    func skipBetween(_ at: inout Int) -> Bool {
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

    func isEntry(_ at: Int) -> Bool { buffer[at] == Byte.dash && buffer[at + 1] == Byte.space }

    func isBracket(_ at: Int) -> Bool { buffer[at] == Byte.openBracket || buffer[at] == Byte.openBrace }

    private func isBlank(_ at: Int) -> Bool { buffer[at] == Byte.space || buffer[at] == Byte.lineEnd }

    /// Whether nothing but a comment is left of a line.
    func isLineEnd(_ at: Int) -> Bool { buffer[at] == Byte.lineEnd || buffer[at] == Byte.comment }

    func isDocumentStart(_ line: Int) -> Bool {
        line + 4 <= buffer.count && buffer[line..<line + 4].elementsEqual("---\n".utf8)
    }

    func skipSpaces(_ at: inout Int) { while buffer[at] == Byte.space { at += 1 } }

    func skipLine(_ at: inout Int) {
        at = (buffer.firstIndex(of: Byte.lineEnd, from: at) ?? buffer.count - 1) + 1
    }
}

/// The bytes that mean something. Computed, as a constant that is stored is asked for whether it is there.
enum Byte {
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
enum PlainCharacters {
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

    /// The highest bit of each byte that is one. Eight at a time: the vectors of the standard library took longer than
    /// all the rest of the reading.
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

    /// Whether there is a control character beyond ASCII, a byte-order mark or what is no character. `YAMLEncoding` has seen
    /// that the text is UTF-8, and that no line separator is in it.
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
        return false
    }
}
