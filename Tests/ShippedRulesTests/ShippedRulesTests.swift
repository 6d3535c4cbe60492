import Diagnostics
import Foundation
import SenderModel
import TenantConfig
import Testing

@testable import ShippedRules

@Suite struct ShippedRulesTests {
    @Test func theShippedFilesAreSound() {
        #expect(ShippedRules.problems().map { "\($0.place.path):\($0.place.start.line): \($0.message)" } == [])
    }

    @Test func thereIsARowForEveryCountryASourceSpeaksOf() throws {
        #expect(ShippedRules.countries.count == 235)
        let singapore = try #require(Country("SG").flatMap { ShippedRules.countries[$0] })
        #expect(singapore.name == "Singapore")
        #expect(singapore.rule.alphanumeric == .registration)
        // Norway's code is text, not a boolean.
        #expect(Country("NO").flatMap { ShippedRules.countries[$0] }?.name == "Norway")
        #expect(Country("AQ").flatMap { ShippedRules.countries[$0] } == nil)
    }

    /// With `SENDFROM_WRITE_COUNTRY_RULES`, a path, writes what is expected there: `make country-rules`.
    @Test func theShortCountryRulesAreThoseOfTheFile() throws {
        let expected = CountryRuleText.text(ShippedRules.countries.mapValues(\.rule))
        if let path = ProcessInfo.processInfo.environment["SENDFROM_WRITE_COUNTRY_RULES"] {
            try expected.write(toFile: path, atomically: true, encoding: .utf8)
            return
        }
        #expect(
            String(decoding: EmbeddedFile.countryRules, as: UTF8.self) == expected,
            "rules/countries.yaml has changed: run `make country-rules`")
        #expect(
            ShippedRules.countryRules == ShippedRules.countries.mapValues(\.rule).filter { $0.value != .unknown })
    }

    @Test(arguments: [
        ("thread-first", ["conversation", "explicit", "country_default", "default", "team"]),
        ("staff-first", ["explicit", "last_used", "user", "first_used", "country_default", "default"]),
        ("compliant-first", ["explicit", "country_default", "best"]),
        ("per-user", ["conversation", "user", "default"]),
        ("messaging-service", ["conversation", "explicit", "pool"]),
    ])
    func presetsHaveTheContractsRules(_ name: String, _ sources: [String]) throws {
        let order = try #require(ShippedRules.preset(name))
        let used = order.rules.map { rule in
            switch rule.use?.value {
            case .named(_, let name): return name
            case .pool: return "pool"
            default: return "?"
            }
        }
        #expect(used == sources)
    }
}
