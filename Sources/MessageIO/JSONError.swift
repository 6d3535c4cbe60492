internal import Diagnostics

/// Why bytes are not JSON, and at which byte.
struct JSONError: Error {
    let kind: Kind
    let offset: Int

    enum Kind {
        case endsEarly, openString
        case controlCharacter, notUTF8, badEscape
        case leadingZero, expectedDigit
        case expectedValue, expectedKey, expectedKeyOrBrace, expectedColon
        case expectedCommaOrBrace, expectedCommaOrBracket
        case trailingText, tooDeep
    }

    /// Whether more input could have made it right.
    var isAboutEnd: Bool { kind == .endsEarly || kind == .openString }
}

extension JSONError {
    /// The problem in words, with the place counted from where `bytes` start.
    func text(in bytes: UnsafeBufferPointer<UInt8>, startingAt start: TextCursor) -> String {
        if kind == .tooDeep { return "a value is nested more than \(MessageLimits.depth) deep" }
        var place = start
        place.advance(over: bytes.slice(0, offset))
        return "not JSON at \(place): \(what(bytes))"
    }

    private func what(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        let found = found(bytes)
        return switch kind {
        case .endsEarly: "the text ends before the value does"
        case .openString: "a string is not closed"
        case .controlCharacter: "\(hex(bytes[offset])) in a string; write \(escape(bytes[offset]))"
        case .notUTF8: "byte \(hex(bytes[offset])) is not UTF-8 text"
        case .badEscape: "this is no escape; write `\\\\` for a backslash"
        case .leadingZero: "a number starts with 0"
        case .expectedDigit: "expected a digit, found \(found)"
        case .expectedValue: "expected a value, found \(found)"
        case .expectedKey: "expected a key in double quotes, found \(found)"
        case .expectedKeyOrBrace: "expected a key in double quotes or `}`, found \(found)"
        case .expectedColon: "expected `:`, found \(found)"
        case .expectedCommaOrBrace: "expected `,` or `}`, found \(found)"
        case .expectedCommaOrBracket: "expected `,` or `]`, found \(found)"
        case .trailingText: "expected nothing more, found \(found)"
        case .tooDeep: ""
        }
    }

    /// The character at the place, or its first byte where it is none.
    private func found(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        guard offset < bytes.count else { return "the end" }
        let length = bytes[offset] < 0x80 ? 1 : UTF8Check.length(bytes, at: offset)
        if length == 0 { return "byte \(hex(bytes[offset]))" }
        return Wording.quote(String(decoding: bytes.slice(offset, offset + length), as: UTF8.self))
    }

    private func hex(_ byte: UInt8) -> String { (byte < 16 ? "0x0" : "0x") + String(byte, radix: 16, uppercase: true) }

    private func escape(_ byte: UInt8) -> String {
        switch byte {
        case 0x08: "`\\b`"
        case 0x09: "`\\t`"
        case 0x0A: "`\\n`"
        case 0x0C: "`\\f`"
        case 0x0D: "`\\r`"
        default: "`\\u00\(hex(byte).dropFirst(2))`"
        }
    }
}
