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
        if plain(bytes) != nil { return (value(plain: bytes), bytes.count &- 1) }
        return punctuated(bytes)
    }

    /// Where a text begins that is `+` and 9 to 16 digits, the first not 0, as nearly every number is written; nil says
    /// nothing of it.
    @inline(__always)
    static func plain(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafePointer<UInt8>? {
        let count = bytes.count &- 1
        guard count > 8, count <= 16, let start = bytes.baseAddress, start[0] == UInt8(ascii: "+"),
            start[1] != UInt8(ascii: "0"), areDigits(word(start + 1)), areDigits(word(start + (count &- 7)))
        else { return nil }
        return start
    }

    /// The number that such a text is.
    @inline(__always)
    static func value(plain bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
        let start = bytes.baseAddress.unsafelyUnwrapped
        let count = bytes.count &- 1
        // The last eight bytes hold the rest; of those before, which were counted, zeros are made.
        let rest = count &- 8
        let isRest = UInt64.max &<< UInt64(truncatingIfNeeded: 64 &- 8 &* rest)
        let tail = word(start + (count &- 7)) & isRest | 0x3030_3030_3030_3030 & ~isRest
        return eightDigits(word(start + 1)) &* powersOfTen[rest] &+ eightDigits(tail)
    }

    /// The last two digits of a number as they are written: enough to tell most numbers apart.
    static func lowDigits(of value: UInt64) -> UInt16 {
        UInt16(value / 10 % 10 + 0x30) | UInt16(value % 10 + 0x30) << 8
    }

    /// The same of a plain text of so many digits.
    @inline(__always)
    static func lowDigits(plain start: UnsafePointer<UInt8>, _ count: Int) -> UInt16 {
        UInt16(littleEndian: UnsafeRawPointer(start + (count &- 1)).loadUnaligned(as: UInt16.self))
    }

    private static let powersOfTen: [UInt64] = [
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000,
    ]

    /// Eight bytes as they lie in memory, the first one lowest.
    @inline(__always)
    private static func word(_ start: UnsafePointer<UInt8>) -> UInt64 {
        UInt64(littleEndian: UnsafeRawPointer(start).loadUnaligned(as: UInt64.self))
    }

    /// Whether eight bytes are ASCII digits.
    @inline(__always)
    private static func areDigits(_ word: UInt64) -> Bool {
        // Each byte is 0x30...0x39: the upper half is 3, and still is when 6 is added.
        word & (word &+ 0x0606_0606_0606_0606) & 0xF0F0_F0F0_F0F0_F0F0 == 0x3030_3030_3030_3030
    }

    /// The number that eight digits are.
    @inline(__always)
    private static func eightDigits(_ word: UInt64) -> UInt64 {
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
