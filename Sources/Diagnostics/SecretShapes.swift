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
    package static func matches(in bytes: [UInt8]) -> [Match] { bytes.withUnsafeBufferPointer(matches) }

    private static func matches(in bytes: UnsafeBufferPointer<UInt8>) -> [Match] {
        var matches: [Match] = []
        var at = 0
        // What has fewer bytes in a row that may be in one is none: looking at the last byte it would have tells most off.
        while at + shortest <= bytes.count {
            guard mayBeIn(bytes[at + shortest - 1]) else {
                at += shortest
                continue
            }
            var end = at + shortest
            var start = end - 1
            while start > at, mayBeIn(bytes[start - 1]) { start -= 1 }
            while end < bytes.count, mayBeIn(bytes[end]) { end += 1 }
            if end - start >= shortest { add(start..<end, bytes, to: &matches) }
            at = end
        }
        return matches
    }

    /// The matches in a stretch that nothing before or behind can belong to.
    private static func add(_ stretch: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>, to matches: inout [Match]) {
        var at = stretch.lowerBound
        while at < stretch.upperBound {
            guard isWord(bytes[at]) else {
                at += 1
                continue
            }
            var end = at + 1
            while end < stretch.upperBound, isWord(bytes[end]) { end += 1 }
            // Three words with dots between, of an alphabet that has `-`.
            if end - at >= firstOfWebToken, bytes[at..<end].starts(with: "eyJ".utf8) { end = stretch.upperBound }
            if end - at >= shortest, let what = shape(UnsafeBufferPointer(rebasing: bytes[at..<end])) {
                matches.append(Match(range: at..<end, what: what))
            }
            at = end
        }
    }

    /// Bytes a match has at least, and a web token's first word.
    private static let shortest = 20
    private static let firstOfWebToken = 10

    /// The text with a dot for each character of what may be a secret.
    package static func masked(_ text: String) -> String {
        var text = text
        let matches = text.withUTF8(matches)
        guard !matches.isEmpty else { return text }
        var bytes = Array(text.utf8)
        for match in matches.reversed() {
            bytes.replaceSubrange(match.range, with: String(repeating: "•", count: match.range.count).utf8)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Letters, digits, `_`, `+` and `/`.
    private static func isWord(_ byte: UInt8) -> Bool { contains(byte, low: 0x03FF_8800_0000_0000) }

    /// The same with `-`, `.` and `=`, which web tokens have too.
    private static func mayBeIn(_ byte: UInt8) -> Bool { contains(byte, low: 0x23FF_E800_0000_0000) }

    /// - Parameter low: a bit for each byte below 64; above there are letters and `_`.
    @inline(__always)
    private static func contains(_ byte: UInt8, low: UInt64) -> Bool {
        let bits = byte < 64 ? low : byte < 128 ? 0x07FF_FFFE_87FF_FFFE : 0
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
