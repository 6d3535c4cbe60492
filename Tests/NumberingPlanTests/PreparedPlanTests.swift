import NumberingPlan
import Testing

/// The first digits are followed beforehand; that must not show.
@Suite struct PreparedPlanTests {
    /// Digits as an integer are followed one by one.
    @Test(arguments: 1...4)
    func whatTheFirstDigitsLeadToIsWhatFollowingThemLeadsTo(_ count: Int) {
        var limit: UInt64 = 1
        for _ in 0..<count { limit *= 10 }
        for value in 0..<limit {
            let text = String(value)
            let digits = Array((String(repeating: "0", count: count - text.utf8.count) + text).utf8)
            let prepared = digits.withUnsafeBufferPointer { NumberingPlan.facts(digits: $0) }
            let followed = NumberingPlan.facts(digits: value, count: count)
            // Most of the time would go into expecting.
            if prepared != followed { #expect(prepared == followed, "\(value) of \(count) digits") }
        }
    }

    @Test func theFirstDigitsLeadOnAlikeWhateverFollows() {
        for beginning in UInt64(100)...999 {
            for rest in [UInt64(20_123_456), 70_000_000, 99_999_999, 51_234_567] {
                let value = beginning * 100_000_000 + rest
                #expect(NumberingPlan.facts(of: "+\(value)") == NumberingPlan.facts(digits: value, count: 11))
            }
        }
    }
}
