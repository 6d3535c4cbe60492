/// The shapes of the tokens and keys that providers of text messages hand out, to know one wherever it was typed.
///
/// Only shapes that stand for nothing else a tenant's files hold: a shorter secret, such as Vonage's 16 characters, can't
/// be told from a name and is only known where credentials stand.
package enum SecretShapes {
    package struct Match: Sendable {
        package let range: Range<Int>
        /// "a Twilio auth token"
        package let what: String
    }

    /// Where something of such a shape stands in UTF-8 text.
    package static func matches(in bytes: [UInt8]) -> [Match] {
        var matches: [Match] = []
        bytes.withUnsafeBufferPointer { bytes in
            var at = 0
            // What is shorter than the start of a web token is none of them: looking at the last byte it would have tells
            // most of them off.
            while at + shortest <= bytes.count {
                guard isWord(bytes[at + shortest - 1]) else {
                    at += shortest
                    continue
                }
                var end = at + shortest
                var start = end - 1
                while start > at, isWord(bytes[start - 1]) { start -= 1 }
                at = start
                while end < bytes.count, isWord(bytes[end]) { end += 1 }
                guard end - at >= shortest else {
                    at = end
                    continue
                }
                let isWebToken =
                    bytes[at] == UInt8(ascii: "e") && bytes[at + 1] == UInt8(ascii: "y")
                    && bytes[at + 2] == UInt8(ascii: "J")
                if isWebToken {
                    // Three words with dots between, of an alphabet that has `-`.
                    while end < bytes.count, isWord(bytes[end]) || ".-=".utf8.contains(bytes[end]) { end += 1 }
                }
                if end - at >= 20, let what = shape(UnsafeBufferPointer(rebasing: bytes[at..<end])) {
                    matches.append(Match(range: at..<end, what: what))
                }
                at = end
            }
        }
        return matches
    }

    /// Bytes a web token's first word has at least; the other shapes are longer.
    private static let shortest = 10

    /// The text with a dot for each character of what may be a secret.
    package static func masked(_ text: String) -> String {
        guard text.utf8.count >= 20 else { return text }
        var bytes = Array(text.utf8)
        let matches = matches(in: bytes)
        guard !matches.isEmpty else { return text }
        for match in matches.reversed() {
            bytes.replaceSubrange(match.range, with: String(repeating: "•", count: match.range.count).utf8)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Letters, digits, `_`, `+` and `/`; a bit for each byte below 64, and from there on.
    private static func isWord(_ byte: UInt8) -> Bool {
        let bits: UInt64 = byte < 64 ? 0x03FF_8800_0000_0000 : byte < 128 ? 0x07FF_FFFE_87FF_FFFE : 0
        return bits >> UInt64(byte & 63) & 1 != 0
    }

    private static func shape(_ word: UnsafeBufferPointer<UInt8>) -> String? {
        var (digits, lower, upper, hex, other) = (0, 0, 0, 0, 0)
        for byte in word {
            switch byte {
            case 48...57: digits += 1
            case 97...122:
                lower += 1
                if byte <= 102 { hex += 1 }
            case 65...90: upper += 1
            default: other += 1
            }
        }
        let isMixed = digits > 0 && lower > 0 && upper > 0
        switch word.count {
        case 20 where other == 0 && lower == 0 && (word.starts(with: "AKIA".utf8) || word.starts(with: "ASIA".utf8)):
            return "an AWS access key"
        case 32 where other == 0 && upper == 0 && hex == lower && lower > 0 && digits > 0: return "a Twilio auth token"
        case 32 where other == 0 && isMixed: return "a Twilio API secret"
        case 40 where isMixed && !word.contains(UInt8(ascii: "_")): return "an AWS secret key or a Plivo auth token"
        case 41... where word.starts(with: "eyJ".utf8) && isMixed: return "a JSON web token"
        default: return nil
        }
    }
}
