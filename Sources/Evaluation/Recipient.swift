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
        guard let (value, count) = E164.scan(text) else { return nil }
        // Digits without punctuation are followed as they stand.
        let facts =
            count + 1 == text.count
            ? NumberingPlan.facts(digits: UnsafeBufferPointer(rebasing: text.dropFirst()))
            : count <= 15 ? NumberingPlan.facts(digits: value, count: count) : NumberingPlan.facts(of: String(value))
        guard facts.isPossible else { return nil }
        self.digits = value
        self.count = count
        self.facts = facts
    }

    /// Stands for every recipient where only the country matters.
    static let anybody = Recipient(
        digits: 0, count: 0,
        facts: NumberFacts(isPossible: true, isValid: true, country: nil, lineType: .unknown))

    private init(digits: UInt64, count: Int, facts: NumberFacts) {
        self.digits = digits
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
