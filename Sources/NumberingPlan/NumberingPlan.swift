// In: the digits of a number after its `+`. Out: `NumberFacts`. The answers are libphonenumber's, compiled by
// scripts/numbering-plan into an automaton (`PlanData`) that is walked digit by digit. How: docs/numbering-plan.md.
public import SenderModel

/// The world's numbering plan: whether a number is possible and valid, its country, its kind of line.
///
/// Digits count as they stand: no national prefix is removed, and a zero after the calling code is part of the number.
/// The calling code alone is no number, but yields the code's main country.
public enum NumberingPlan {
    /// What the plan says about ASCII digits, any number of them, calling code first, without the `+`.
    ///
    /// Any other byte makes the number neither possible nor valid, without a country.
    public static func facts(digits: UnsafeBufferPointer<UInt8>) -> NumberFacts {
        (digits.areASCIIDigits ? PreparedPlan.shared.label(of: digits) : .none).facts
    }

    /// What the plan says about the number of `count` digits, 1...15, calling code first, that `value` is.
    ///
    /// A value of more digits than `count`, or another count, is no possible number and has no country.
    public static func facts(digits value: UInt64, count: Int) -> NumberFacts {
        guard var digits = DecimalDigits(value, count: count) else { return NumberLabel.none.facts }
        let firstLeaf = PlanData.firstLeaf
        var node: PlanData.Node = 0
        var remaining = count
        while remaining > 0, node < firstLeaf {
            node = PlanData.next(node, digits.removeFirst())
            remaining &-= 1
        }
        return PlanData.label(node, remaining: remaining).facts
    }

    /// What the plan says about digits with or without a `+` before them; spaces and punctuation are not removed.
    public static func facts(of text: String) -> NumberFacts {
        var text = text
        return text.withUTF8 { bytes in
            let digits = bytes.first == UInt8(ascii: "+") ? bytes.dropFirst() : bytes[...]
            return facts(digits: UnsafeBufferPointer(rebasing: digits))
        }
    }

    /// The calling code of a country, 1...999; nil for the few that have none of their own.
    public static func callingCode(of country: Country) -> Int? {
        let code = PlanData.word(at: PlanData.countryOffset(Int(country.index)) + 2)
        return code == 0 ? nil : Int(code)
    }

    /// The release of the metadata, `"9.0.43"`.
    public static var version: String {
        let field = UnsafeRawBufferPointer(start: PlanData.start + 32, count: 32)
        return String(decoding: field.prefix { $0 != 0 }, as: UTF8.self)
    }
}
