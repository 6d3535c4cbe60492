import SenderModel
import Testing

@Suite struct CountryTests {
    @Test func countriesAreTheIsoCodesAndThreeMore() {
        #expect(Country.all.count == Country.count)
        #expect(Country.all.map(\.code) == Country.all.map(\.code).sorted())
        for code in ["AC", "TA", "XK", "NO", "BQ", "ZW"] { #expect(Country(code)?.code == code) }
        for text in ["gb", "UK", "ZZ", "", "U", "USA", "é1"] { #expect(Country(text) == nil) }
    }

    @Test func aSetHoldsWhatWasPutIn() throws {
        let all = CountrySet(Country.all)
        #expect(all.count == Country.count && all.sorted == Country.all)
        let germany = try #require(Country("DE"))
        let one = CountrySet([germany])
        #expect(one.sorted == [germany] && !one.isEmpty)
        #expect(Country.all.filter(one.contains) == [germany])
    }

    @Test(arguments: [("eu", 27), ("eea", 30), ("nanp", 25), ("gcc", 6)])
    func builtInGroupsHaveTheirMembers(_ name: String, _ count: Int) {
        #expect(CountryGroups.builtIn[name]?.count == count)
    }
}
