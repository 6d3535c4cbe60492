internal import NumberingPlan
internal import SenderModel

/// A recipient (or, inbound, a contact) as the numbering plan has it.
struct Recipient {
    /// The digits as an integer, and how many they are.
    let digits: UInt64
    let count: Int
    let facts: NumberFacts

    /// Reads text that, without spaces, `-`, `.`, `(` and `)`, is `+` and ASCII digits of a possible number; nil for
    /// any other.
    init?(_ text: UnsafeBufferPointer<UInt8>) {
        var value: UInt64 = 0
        var count = 0
        var hasPlus = false
        for byte in text {
            let digit = byte &- UInt8(ascii: "0")
            if digit <= 9, hasPlus {
                if count == E164.maximumDigits || (count == 0 && digit == 0) { return nil }
                value = value &* 10 &+ UInt64(digit)
                count &+= 1
            } else if byte == UInt8(ascii: "+"), !hasPlus {
                hasPlus = true
            } else if !Reference.isPunctuation(byte) {
                return nil
            }
        }
        guard count > 0 else { return nil }
        let facts =
            count <= 15 ? NumberingPlan.facts(digits: value, count: count) : NumberingPlan.facts(of: String(value))
        guard facts.isPossible else { return nil }
        self.digits = value
        self.count = count
        self.facts = facts
    }

    /// `1` and the area code, 1201 to 1999, of a number of calling code 1; -1 for any other.
    var areaCode: Int32 { Self.areaCode(digits, count: count) }

    static func areaCode(_ digits: UInt64, count: Int) -> Int32 {
        guard count >= 4 else { return -1 }
        var leading = digits
        for _ in 0..<(count - 4) { leading /= 10 }
        return leading / 1000 == 1 ? Int32(truncatingIfNeeded: leading) : -1
    }
}
