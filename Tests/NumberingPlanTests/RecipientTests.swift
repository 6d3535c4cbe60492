import SenderModel
import Testing

@testable import NumberingPlan

@Suite struct RecipientTests {
    @Test func countriesWithoutNumbersHaveNoRecipients() throws {
        let without = Country.all.filter { !NumberingPlan.hasRecipients(in: $0) }.map(\.code)
        #expect(without.contains("AQ") && without.contains("BV") && without.count < 12)
        #expect(NumberingPlan.hasRecipients(in: nil))
    }

    @Test func everyRecipientIsPossibleAndOfItsCountry() {
        for country in Country.all.map(Optional.some) + [nil] where NumberingPlan.hasRecipients(in: country) {
            let numbers = NumberingPlan.recipients(in: country)
            #expect(numbers.count > 0)
            var seen: Set<String> = []
            for position in 0..<min(50, numbers.count) {
                let number = numbers.number(at: position)
                let facts = NumberingPlan.facts(of: number)
                #expect(facts.isPossible && facts.country == country, "\(number)")
                #expect(seen.insert(number).inserted, "\(number) twice")
            }
        }
    }

    /// Looking below a country's calling code finds what looking at the whole plan finds, in the same order.
    @Test func everyNumberOfACountryBeginsWithItsCallingCode() {
        for country in Country.all {
            let all = NumberingPlan.recipients(in: country, from: [], ranks: RecipientRank.allCases, limit: .max)
            let below = NumberingPlan.recipients(in: country)
            #expect(NumberingPlan.hasRecipients(in: country) == !all.ranges.isEmpty, "\(country.code)")
            #expect(Array(all.ranges.prefix(below.ranges.count)) == below.ranges, "\(country.code)")
            #expect(below.ranges.count == all.ranges.count || !below.isComplete, "\(country.code)")
        }
    }

    @Test(arguments: ["US", "GB", "DE", "BR", "IN"]) func examplesAreMobile(_ code: String) throws {
        let facts = NumberingPlan.facts(of: NumberingPlan.recipients(in: Country(code)).number(at: 0))
        #expect(facts.lineType == .mobile || facts.lineType == .fixedLineOrMobile)
    }

    @Test func areaCodesAreThoseThePlanGivesTheCountry() throws {
        let us = NumberingPlan.areaCodes(of: try #require(Country("US" as String)))
        let canada = NumberingPlan.areaCodes(of: try #require(Country("CA" as String)))
        #expect(us.contains(1415) && us.contains(1000) && !canada.contains(1415) && canada.contains(1416))
        #expect(NumberingPlan.areaCodes(of: try #require(Country("DE" as String))).isEmpty)
        for (country, code) in [("US", 1415), ("CA", 1416)] {
            let numbers = NumberingPlan.recipients(in: Country(country), areaCode: code)
            for position in 0..<20 {
                let number = numbers.number(at: position)
                #expect(number.hasPrefix("+\(code)") && NumberingPlan.facts(of: number).country?.code == country)
            }
        }
    }
}
