import NumberingPlan
import SenderModel
import Testing

struct CountryAndTypeTests {
    @Test(arguments: [
        ("US", 1), ("CA", 1), ("VI", 1), ("KZ", 7), ("GB", 44), ("GG", 44), ("VA", 39), ("DE", 49), ("AX", 358),
        ("TA", 290), ("AC", 247), ("XK", 383), ("ZW", 263), ("AD", 376),
    ])
    func countryHasItsCallingCode(code: String, callingCode: Int) throws {
        #expect(NumberingPlan.callingCode(of: try #require(Country(code))) == callingCode)
    }

    @Test func countriesWithoutACodeOfTheirOwnHaveNone() {
        let without = Country.all.filter { NumberingPlan.callingCode(of: $0) == nil }
        #expect(without.map(\.code) == ["AQ", "BV", "GS", "HM", "PN", "TF", "UM"])
    }

    @Test func callingCodeAloneYieldsItsMainCountry() {
        for country in Country.all {
            guard let code = NumberingPlan.callingCode(of: country) else { continue }
            let main = NumberingPlan.facts(of: "+\(code)").country
            #expect(main.map { NumberingPlan.callingCode(of: $0) } == code)
        }
        #expect(NumberingPlan.facts(of: "+1").country?.code == "US")
    }

    @Test func twentyFiveCountriesShareCallingCode1() {
        #expect(Country.all.count { NumberingPlan.callingCode(of: $0) == 1 } == 25)
    }

    @Test func typeNamesAreTheLibrarysInLowerCase() {
        let names = """
            fixed_line mobile fixed_line_or_mobile toll_free premium_rate shared_cost voip personal_number pager uan \
            voicemail unknown
            """
        #expect(LineType.allCases.map(\.name).joined(separator: " ") == names)
        #expect(LineType.allCases.map(\.rawValue) == Array(0...11))
    }

    @Test func versionIsTheMetadatasRelease() {
        #expect(NumberingPlan.version.split(separator: ".").compactMap { Int($0) }.count == 3)
    }
}
