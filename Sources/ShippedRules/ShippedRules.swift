package import Diagnostics
package import SenderModel
package import TenantConfig
internal import YAMLSyntax

/// What is shipped with the program and can be read in `rules/`: country rules and presets of rule orders.
///
/// In: embedded YAML, read by the same schema reader as a tenant's. Out: typed values. That the files are sound is
/// tested (ShippedRulesTests), so their diagnostics are dropped here.
package enum ShippedRules {
    /// The built-in rule of each country a source speaks of, with information beside it.
    package static let countries: [Country: CountryFacts] = readCountries().facts

    /// The same without what is information only, and without countries of which nothing is known.
    ///
    /// Not read from the YAML: that would be half of an ordinary run. Tested to say the same.
    public static let countryRules: [Country: CountryRule] = CountryRuleText.rules(in: EmbeddedFile.countryRules)

    /// The presets' names in the order they are listed in.
    package static var presetNames: [String] { EmbeddedFile.presets.map(\.name) }

    /// What a preset says where the tenant's pool is to stand.
    package static let poolPlaceholder = "POOL"

    /// The order a preset stands for.
    package static func preset(_ name: String) -> TenantConfig.OrderConfig? {
        guard let embedded = EmbeddedFile.presets.first(where: { $0.name == name }) else { return nil }
        return readPreset(embedded.file).order
    }

    /// Everything wrong with the shipped files; empty in any program that passed its tests.
    package static func problems() -> [Diagnostic] {
        readCountries().problems + EmbeddedFile.presets.flatMap { readPreset($0.file).problems }
    }

    private static func readPreset(_ file: SourceFile) -> (order: TenantConfig.OrderConfig?, problems: [Diagnostic]) {
        let (document, problems) = YAMLReader.read(file)
        let reader = SchemaReader()
        var order: TenantConfig.OrderConfig?
        guard let root = document.root else { return (nil, problems) }
        reader.mapping(root, "a preset", keys: KeyTable(["order"], required: ["order"])) { _, value in
            var incomplete: Set<TenantConfig.Section> = []
            order = OrderReader(reader: reader).read(value, into: &incomplete)
        }
        return (order, problems + reader.diagnostics)
    }

    private static func readCountries() -> (facts: [Country: CountryFacts], problems: [Diagnostic]) {
        let (document, problems) = YAMLReader.read(EmbeddedFile.countries)
        let reader = SchemaReader()
        var facts: [Country: CountryFacts] = [:]
        guard let root = document.root else { return ([:], problems) }
        reader.mapping(root, "the country rules", keys: KeyTable(["sources", "countries"])) { key, value in
            guard key == "countries" else { return }
            reader.names(value, "`countries`") { name, node in
                guard let country = Country(name.value) else {
                    reader.report(.invalidValue, "\(Wording.quote(name.value)) is not a country code", at: node)
                    return
                }
                facts[country] = CountryFacts(node, with: reader)
            }
        }
        return (facts, problems + reader.diagnostics)
    }
}
