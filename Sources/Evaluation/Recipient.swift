internal import NumberingPlan
internal import SenderModel

/// A recipient (or, inbound, a contact) as the numbering plan has it.
struct Recipient {
    /// The digits as an integer, and how many they are.
    let digits: UInt64
    let count: Int
    let label: NumberLabel

    /// Reads text that, without spaces, `-`, `.`, `(` and `)`, is `+` and ASCII digits of a possible number; nil for
    /// any other.
    @inline(__always)
    init?(_ text: UnsafeBufferPointer<UInt8>, _ plan: PreparedPlan) {
        guard let (value, count) = E164.scan(text) else { return nil }
        // Digits without punctuation are followed as they stand.
        // Digits without punctuation are followed as they stand.
        let label =
            count &+ 1 == text.count
            ? plan.label(of: UnsafeBufferPointer(rebasing: text.dropFirst()))
            : Self.label(of: value, plan)
        guard label.isPossible else { return nil }
        self.init(digits: value, count: count, label: label)
    }

    @inline(never)
    private static func label(of value: UInt64, _ plan: PreparedPlan) -> NumberLabel {
        var digits = String(value)
        return digits.withUTF8(plan.label(of:))
    }

    /// Stands for every recipient where only the country matters.
    static let anybody = Recipient(digits: 0, count: 0, label: .anybody)

    private init(digits: UInt64, count: Int, label: NumberLabel) {
        self.digits = digits
        self.count = count
        self.label = label
    }

    /// The country's position from 1, 0 for none.
    @inline(__always)
    var country: Int { Int(label.countryIndex &+ 1) }

    /// `1` and the area code, 1201 to 1999, of a number of calling code 1; -1 for any other.
    var areaCode: Int32 { Self.areaCode(digits, count: count) }

    static func areaCode(_ digits: UInt64, count: Int) -> Int32 {
        guard count >= 4 else { return -1 }
        var leading = digits
        for _ in 0..<(count - 4) { leading /= 10 }
        return leading / 1000 == 1 ? Int32(truncatingIfNeeded: leading) : -1
    }
}
