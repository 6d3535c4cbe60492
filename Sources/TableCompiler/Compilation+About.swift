internal import Diagnostics
internal import SenderModel
internal import ShippedRules
internal import TenantConfig

/// Stages: the tenant as a whole, its groups, its country rules.
extension Compilation {
    func compileAbout() {
        table.displayName = config.name?.value
        table.allowsUserNumbers = config.features?.multiSMSNumbers?.value ?? true
        table.attributes = config.attributes.map { attribute in
            .init(name: attribute.name.value, values: attribute.values.map(\.value).unique())
        }
    }

    func compileGroups() {
        var groups = CountryGroups.builtIn
        let builtIn = CountryNames(groups: CountryGroups.builtIn, isComplete: true)
        let own = Set(config.groups.map(\.name.value))
        for group in config.groups {
            var members = CountrySet()
            for name in group.members {
                if own.contains(name.value) {
                    report(
                        .invalidValue, "\(Wording.quote(name.value)) is a group of this tenant", at: name.range,
                        help:
                            "write its countries out; only \(Wording.list(CountryGroups.builtIn.keys.sorted())) may stand in a group"
                    )
                    continue
                }
                let (countries, problem) = builtIn.countries(name, place: { config.place($0) })
                if let problem { report([problem]) }
                if let countries { members.formUnion(countries) }
            }
            groups[group.name.value] = members
        }
        countryNames = CountryNames(groups: groups, isComplete: !config.incomplete.contains(.groups))
    }

    /// Column by column the tenant wins over `sendfrom.yaml`, that over the built-in row.
    func compileCountryRules() {
        var own: [Country: [CountryColumn: CountryAnswer]] = [:]
        if !config.countries.isEmpty {
            let (found, problems) = countryNames.byCountry(config.countries, place: { config.place($0) })
            own = found
            report(problems)
        }
        table.countryRules = ShippedRules.countryRules
        for layer in [projectOverrides, own] {
            for (country, columns) in layer {
                var rule = table.countryRules[country] ?? .unknown
                for (column, answer) in columns { rule[column] = answer }
                table.countryRules[country] = rule == .unknown ? nil : rule
            }
        }
    }
}
