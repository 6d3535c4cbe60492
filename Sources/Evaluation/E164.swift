internal import SenderModel

/// Numbers of `+` and digits as integers.
enum E164 {
    /// The most digits a possible number has in libphonenumber's sense (Indonesia, Japan); they fit 64 bits.
    static let maximumDigits = 19

    /// The digits of a text that is `+` and 1 to 19 digits, the first not 0; nil for any other.
    static func value(of text: String) -> UInt64? {
        var text = text
        return text.withUTF8 { bytes in
            bytes.contains(where: Reference.isPunctuation) ? nil : value(ofPunctuated: bytes)
        }
    }

    /// The same with spaces, `-`, `.`, `(` and `)` anywhere after the `+`.
    @inline(__always)
    static func value(ofPunctuated bytes: UnsafeBufferPointer<UInt8>) -> UInt64? {
        bytes.first == UInt8(ascii: "+") ? scan(bytes)?.value : nil
    }

    /// The digits of a text that, without that punctuation, is `+` and 1 to 19 digits, the first not 0, and how many they
    /// are; nil for any other.
    @inline(__always)
    static func scan(_ bytes: UnsafeBufferPointer<UInt8>) -> (value: UInt64, count: Int)? {
        plain(bytes) ?? punctuated(bytes)
    }

    /// `+` and digits, as nearly every number is written; nil says nothing.
    @inline(__always)
    private static func plain(_ bytes: UnsafeBufferPointer<UInt8>) -> (value: UInt64, count: Int)? {
        let count = bytes.count &- 1
        // What is shorter or longer is rare.
        guard count > 8, count <= 16, let start = bytes.baseAddress, start[0] == UInt8(ascii: "+"),
            start[1] != UInt8(ascii: "0"), let head = eightDigits(word(start + 1))
        else { return nil }
        // The last eight bytes hold the rest; of those before, which were counted, zeros are made.
        let rest = count &- 8
        let isRest = UInt64.max &<< UInt64(truncatingIfNeeded: 64 &- 8 &* rest)
        guard let tail = eightDigits(word(start + (count &- 7)) & isRest | 0x3030_3030_3030_3030 & ~isRest) else {
            return nil
        }
        return (head &* powersOfTen[rest] &+ tail, count)
    }

    private static let powersOfTen: [UInt64] = [
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000,
    ]

    /// Eight bytes as they lie in memory, the first one lowest.
    @inline(__always)
    private static func word(_ start: UnsafePointer<UInt8>) -> UInt64 {
        UInt64(littleEndian: UnsafeRawPointer(start).loadUnaligned(as: UInt64.self))
    }

    /// The number that eight digits are; nil for anything else among them.
    @inline(__always)
    private static func eightDigits(_ word: UInt64) -> UInt64? {
        // Each byte is 0x30...0x39: the upper half is 3, and still is when 6 is added.
        guard word & (word &+ 0x0606_0606_0606_0606) & 0xF0F0_F0F0_F0F0_F0F0 == 0x3030_3030_3030_3030 else {
            return nil
        }
        // Neighbours are joined: digits to pairs, pairs to fours, fours to eight.
        let pairs = (word &- 0x3030_3030_3030_3030) &* 10 &+ (word &- 0x3030_3030_3030_3030) >> 8
        let fours = (pairs & 0x00FF_00FF_00FF_00FF) &* 100 &+ (pairs >> 16) & 0x00FF_00FF_00FF_00FF
        return (fours & 0xFFFF) &* 10000 &+ (fours >> 32) & 0xFFFF
    }

    @inline(never)
    private static func punctuated(_ bytes: UnsafeBufferPointer<UInt8>) -> (value: UInt64, count: Int)? {
        var value: UInt64 = 0
        var count = 0
        var hasPlus = false
        for byte in bytes {
            let digit = byte &- UInt8(ascii: "0")
            if digit <= 9, hasPlus {
                if count == maximumDigits || (count == 0 && digit == 0) { return nil }
                value = value &* 10 &+ UInt64(digit)
                count &+= 1
            } else if byte == UInt8(ascii: "+"), !hasPlus {
                hasPlus = true
            } else if !Reference.isPunctuation(byte) {
                return nil
            }
        }
        return count == 0 ? nil : (value, count)
    }
}
