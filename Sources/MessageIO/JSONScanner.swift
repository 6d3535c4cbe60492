internal import Diagnostics
internal import SenderModel

/// Reads JSON (RFC 8259, strictly) from bytes in one pass, without making anything of what it reads: a text is a range.
///
/// "Libraries first" has its one measured exception here: `JSONDecoder` costs 2,600 ns a message, `JSONSerialization`
/// 1,450, against a budget of about 100. JSONTestSuite is what this scanner is held to.
///
/// Recursion is bounded by having none: `skipValue` keeps its open brackets as bits of one word.
struct JSONScanner {
    let bytes: UnsafeBufferPointer<UInt8>
    /// Of the next byte to read.
    private(set) var at = 0

    /// INVARIANT: `bytes` outlives the scanner; nobody keeps a scanner beyond the call that lent the bytes.
    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    /// A string of the input: the range between its quotes.
    struct Text {
        let start: Int
        let end: Int
        /// Whether escapes are to be decoded.
        var hasEscapes = false
        /// False where an escape is half a surrogate pair, which no text can hold.
        var isText = true
    }

    enum Number { case integer, fraction }

    /// The next byte; nil at the end.
    @inline(__always)
    var next: UInt8? { at < bytes.count ? bytes[unchecked: at] : nil }

    @inline(__always)
    mutating func skipSpace() {
        while at < bytes.count, bytes[unchecked: at] <= 0x20 {
            switch bytes[unchecked: at] {
            case 0x20, 0x0A, 0x0D, 0x09: at += 1
            default: return
            }
        }
    }

    /// Steps over `byte` if it comes next.
    @inline(__always)
    mutating func skip(_ byte: UInt8) -> Bool {
        guard at < bytes.count, bytes[unchecked: at] == byte else { return false }
        at += 1
        return true
    }

    /// The error that something else than what comes next was expected.
    func failure(_ kind: JSONError.Kind) -> JSONError {
        JSONError(kind: at < bytes.count ? kind : .endsEarly, offset: at)
    }

    /// Reads a string; its opening quote comes next.
    @inline(__always)
    mutating func string() throws(JSONError) -> Text {
        at += 1
        let start = at
        var text = Text(start: start, end: start)
        while true {
            try skipPlain()
            if bytes[unchecked: at] == UInt8(ascii: "\"") { break }
            text.hasEscapes = true
            if try skipEscape() == false { text.isText = false }
        }
        let end = at
        at += 1
        return Text(start: start, end: end, hasEscapes: text.hasEscapes, isText: text.isText)
    }

    /// Whether a word begins with a text of eight bytes at most.
    @inline(__always)
    static func begins(_ word: UInt64, _ text: StaticString) -> Bool {
        word & UInt64.max >> UInt64(64 - 8 * text.utf8CodeUnitCount) == Self.word(text)
    }

    /// The eight bytes after the quote that comes next; nil too near to the end for a key and a text.
    @inline(__always)
    var wordOfKey: UInt64? { at + 9 <= bytes.count ? bytes.load(at + 1) : nil }

    /// Whether the bytes from `offset` on are these eight at most, with room for eight.
    @inline(__always)
    func isThere(_ text: StaticString, after offset: Int) -> Bool {
        at + offset + 8 <= bytes.count && Self.begins(bytes.load(at + offset), text)
    }

    @inline(__always)
    mutating func step(over count: Int) { at += count }

    /// Reads a string of plain ASCII, its opening quote next; nil, and no step, for one with anything else in it.
    @inline(__always)
    mutating func plainText() -> Range<Int>? {
        let start = at + 1
        var end = start
        while end + 8 <= bytes.count {
            let word = bytes.load(end)
            let hits = ByteSearch.maskOfUnplain(in: word)
            if hits != 0 {
                end += hits.trailingZeroBitCount >> 3
                guard bytes[unchecked: end] == UInt8(ascii: "\"") else { return nil }
                at = end + 1
                return start..<end
            }
            end += 8
        }
        while end < bytes.count {
            let byte = bytes[unchecked: end]
            if byte == UInt8(ascii: "\"") {
                at = end + 1
                return start..<end
            }
            guard byte >= 0x20, byte < 0x80, byte != UInt8(ascii: "\\") else { return nil }
            end += 1
        }
        return nil
    }

    /// Up to eight letters as they are loaded.
    @inline(__always)
    private static func word(_ text: StaticString) -> UInt64 {
        var word: UInt64 = 0
        for index in 0..<text.utf8CodeUnitCount { word |= UInt64(text.utf8Start[index]) << UInt64(8 * index) }
        return word
    }

    /// Steps to the next quote or backslash of a string.
    @inline(__always)
    private mutating func skipPlain() throws(JSONError) {
        while true {
            while at + 8 <= bytes.count {
                let word = bytes.load(at)
                let hits = ByteSearch.maskOfEscaped(in: word) | word & ByteSearch.tops
                if hits != 0 {
                    at += hits.trailingZeroBitCount >> 3
                    break
                }
                at += 8
            }
            guard at < bytes.count else { throw JSONError(kind: .openString, offset: at) }
            switch bytes[unchecked: at] {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): return
            case 0..<0x20: throw failure(.controlCharacter)
            case 0x80...:
                let length = UTF8Check.length(bytes, at: at)
                guard length > 0 else { throw failure(.notUTF8) }
                at += length
            default: at += 1
            }
        }
    }

    /// Steps over an escape, both halves of a surrogate pair.
    ///
    /// - Returns: false for half a pair.
    private mutating func skipEscape() throws(JSONError) -> Bool {
        guard at + 1 < bytes.count else { throw JSONError(kind: .openString, offset: bytes.count) }
        switch bytes[at + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            at += 2
            return true
        case UInt8(ascii: "u"):
            guard let unit = JSONEscapes.unit(bytes, at: at) else { throw failure(.badEscape) }
            at += 6
            guard 0xD800...0xDFFF ~= unit else { return true }
            guard unit < 0xDC00, let low = JSONEscapes.unit(bytes, at: at), 0xDC00...0xDFFF ~= low else { return false }
            at += 6
            return true
        default: throw failure(.badEscape)
        }
    }

    /// What stands between a string's quotes.
    @inline(__always)
    func raw(_ text: Text) -> UnsafeBufferPointer<UInt8> { bytes.slice(text.start, text.end) }

    /// Reads a number; its first byte, a digit or `-`, comes next.
    mutating func number() throws(JSONError) -> Number {
        var kind = Number.integer
        _ = skip(UInt8(ascii: "-"))
        if !skip(UInt8(ascii: "0")) { try digits() }
        if skip(UInt8(ascii: ".")) {
            kind = .fraction
            try digits()
        }
        if let byte = next, byte | 0x20 == UInt8(ascii: "e") {
            kind = .fraction
            at += 1
            if !skip(UInt8(ascii: "+")) { _ = skip(UInt8(ascii: "-")) }
            try digits()
        }
        if let byte = next, 0x30...0x39 ~= byte { throw failure(.leadingZero) }
        return kind
    }

    private mutating func digits() throws(JSONError) {
        let start = at
        while let byte = next, 0x30...0x39 ~= byte { at += 1 }
        guard at > start else { throw failure(.expectedDigit) }
    }

    /// Steps over `true`, `false` or `null`.
    mutating func literal() throws(JSONError) {
        let word: StaticString
        switch next {
        case UInt8(ascii: "t"): word = "true"
        case UInt8(ascii: "f"): word = "false"
        case UInt8(ascii: "n"): word = "null"
        default: throw failure(.expectedValue)
        }
        guard bytes.count - at >= word.utf8CodeUnitCount else { throw JSONError(kind: .endsEarly, offset: bytes.count) }
        guard bytes.slice(at, at + word.utf8CodeUnitCount).isEqual(word) else { throw failure(.expectedValue) }
        at += word.utf8CodeUnitCount
    }

    /// Steps over one value, checking its syntax and nothing else.
    mutating func skipValue() throws(JSONError) {
        /// Open brackets, innermost in bit 0: 1 for an object.
        var open: UInt128 = 0
        var depth = 0
        while true {
            skipSpace()
            switch next {
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                guard depth < MessageLimits.depth else { throw failure(.tooDeep) }
                let isObject = bytes[at] == UInt8(ascii: "{")
                at += 1
                skipSpace()
                if skip(isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) { break }
                open = open << 1 | (isObject ? 1 : 0)
                depth += 1
                if isObject { try key(.expectedKeyOrBrace) }
                continue
            case UInt8(ascii: "\""): _ = try string()
            case .some(UInt8(ascii: "-")), .some(0x30...0x39): _ = try number()
            default: try literal()
            }
            // A value ends here; close what it ends, or step to its sibling.
            while true {
                if depth == 0 { return }
                skipSpace()
                let isObject = open & 1 == 1
                if skip(UInt8(ascii: ",")) {
                    skipSpace()
                    if isObject { try key(.expectedKey) }
                    break
                }
                guard skip(isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) else {
                    throw failure(isObject ? .expectedCommaOrBrace : .expectedCommaOrBracket)
                }
                open >>= 1
                depth -= 1
            }
        }
    }

    /// Steps over a key and its colon.
    private mutating func key(_ otherwise: JSONError.Kind) throws(JSONError) {
        guard next == UInt8(ascii: "\"") else { throw failure(otherwise) }
        _ = try string()
        try colon()
    }

    @inline(__always)
    mutating func colon() throws(JSONError) {
        skipSpace()
        guard skip(UInt8(ascii: ":")) else { throw failure(.expectedColon) }
    }
}
