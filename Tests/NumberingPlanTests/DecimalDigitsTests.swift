import TestSupport
import Testing

@testable import NumberingPlan

struct DecimalDigitsTests {
    private static let powers: [UInt64] = (0...15).map { (0..<$0).reduce(1) { power, _ in power * 10 } }

    @Test func digitsAreThoseOfTheText() {
        var random = SplitMix64(state: 1)
        for count in 1...15 {
            let end = Self.powers[count]
            let chosen = (0..<5_000).map { _ in random.next() % end }
            for value in [0, 1, 2, end / 10, end / 10 - 1, end / 9, end / 3, end - 2, end - 1] + chosen {
                #expect(Self.digits(value, count) == Self.text(value, count))
            }
        }
    }

    @Test func multiplesOfPowersOfTenAndTheirNeighboursAreExact() {
        for count in 1...15 {
            for power in Self.powers.prefix(count) {
                for factor: UInt64 in 1...9 {
                    for value in [factor * power - 1, factor * power, factor * power + 1]
                    where value < Self.powers[count] {
                        #expect(Self.digits(value, count) == Self.text(value, count))
                    }
                }
            }
        }
    }

    @Test func valuesOfMoreDigitsAreRefused() {
        for count in 1...15 {
            #expect(DecimalDigits(Self.powers[count], count: count) == nil)
            #expect(DecimalDigits(Self.powers[count] + 1, count: count) == nil)
            #expect(DecimalDigits(.max, count: count) == nil)
        }
    }

    @Test func reciprocalsAreRoundedUp() {
        for count in 1...15 {
            let (value, shift) = DecimalDigits.reciprocals[count]
            let power = Self.powers[count]
            #expect(1 << shift <= power && power < 2 << shift)
            #expect(value == power.dividingFullWidth((1 << shift, 0)).quotient + 1)
        }
    }

    private static func digits(_ value: UInt64, _ count: Int) -> String? {
        guard var digits = DecimalDigits(value, count: count) else { return nil }
        return String(decoding: (0..<count).map { _ in digits.removeFirst() + UInt8(ascii: "0") }, as: UTF8.self)
    }

    private static func text(_ value: UInt64, _ count: Int) -> String {
        let text = String(value)
        return String(repeating: "0", count: count - text.count) + text
    }
}
