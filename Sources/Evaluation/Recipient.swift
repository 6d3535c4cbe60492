internal import NumberingPlan
internal import SenderModel

/// A recipient (or, inbound, a contact) as the numbering plan has it.
struct Recipient {
    /// How many digits there are.
    let count: Int
    /// The bits of the label.
    private let bits: UInt16
    /// The text, where it is `+` and digits; lent as long as the message is.
    private let plain: UnsafePointer<UInt8>?
    /// The digits of any other.
    private let value: UInt64

    /// Reads text that, without spaces, `-`, `.`, `(` and `)`, is `+` and ASCII digits of a possible number; nil for
    /// any other.
    @inline(__always)
    init?(_ text: UnsafeBufferPointer<UInt8>, _ plan: PreparedPlan) {
        if let start = E164.plain(text) {
            // Digits without punctuation are followed as they stand.
            let bits = plan.label(start + 1, count: text.count &- 1).bits
            guard bits & Self.possible != 0 else { return nil }
            self.init(count: text.count &- 1, bits: bits, plain: start, value: 0)
        } else {
            guard let other = Self.punctuated(text, plan) else { return nil }
            self = other
        }
    }

    @inline(never)
    private static func punctuated(_ text: UnsafeBufferPointer<UInt8>, _ plan: PreparedPlan) -> Recipient? {
        guard let (value, count) = E164.scan(text) else { return nil }
        let bits = label(of: value, plan).bits
        guard bits & possible != 0 else { return nil }
        return Recipient(count: count, bits: bits, plain: nil, value: value)
    }

    @inline(never)
    private static func label(of value: UInt64, _ plan: PreparedPlan) -> NumberLabel {
        var digits = String(value)
        return digits.withUTF8(plan.label(of:))
    }

    /// What the numbering plan says.
    var label: NumberLabel { NumberLabel(bits: bits) }

    /// Stands for every recipient where only the country matters.
    static var anybody: Recipient { Recipient(count: 0, bits: 0, plain: nil, value: 0) }

    @inline(__always)
    private init(count: Int, bits: UInt16, plain: UnsafePointer<UInt8>?, value: UInt64) {
        self.count = count
        self.bits = bits
        self.plain = plain
        self.value = value
    }

    /// The digits as an integer; few decisions need them.
    var digits: UInt64 {
        guard let plain else { return value }
        return E164.value(plain: UnsafeBufferPointer(start: plain, count: count &+ 1))
    }

    /// As `E164.lowDigits`.
    @inline(__always)
    var lowDigits: UInt16 {
        guard let plain else { return E164.lowDigits(of: value) }
        return E164.lowDigits(plain: plain, count)
    }

    /// The country's position from 1, 0 for none.
    @inline(__always)
    var country: Int { Int(UInt8(truncatingIfNeeded: bits) &+ 1) }

    /// Bits of what the plan warns of. A sum of bits: what numbers are can't be foretold.
    @inline(__always)
    var warnings: UInt8 {
        Self.bit(ofZero: UInt16(truncatingIfNeeded: country), .unknownCountry)
            | Self.bit(ofZero: bits & Self.valid, .unrecognisedRange)
            | Self.bit(ofZero: bits & Self.lineType, .landline)
    }

    /// A warning's bit for 0; nothing for a number below 2^15.
    @inline(__always)
    private static func bit(ofZero number: UInt16, _ warning: DecisionWarning) -> UInt8 {
        UInt8(truncatingIfNeeded: (number &- 1) &>> 15) &* MemberSet<DecisionWarning>.bit(of: warning)
    }

    // What `NumberLabel` says of its bits; asked there, each would be a call. RecipientAndReferenceTests compare them.
    @inline(__always) private static var possible: UInt16 { 1 << 12 }
    @inline(__always) private static var valid: UInt16 { 1 << 13 }
    @inline(__always) private static var lineType: UInt16 { 15 << 8 }

    /// `1` and the area code, 1201 to 1999, of a number of calling code 1; -1 for any other.
    var areaCode: Int32 { Self.areaCode(digits, count: count) }

    static func areaCode(_ digits: UInt64, count: Int) -> Int32 {
        guard count >= 4 else { return -1 }
        var leading = digits
        for _ in 0..<(count - 4) { leading /= 10 }
        return leading / 1000 == 1 ? Int32(truncatingIfNeeded: leading) : -1
    }
}
