internal import Diagnostics
package import SenderModel
internal import TenantConfig

/// What a country code or a group's name means, and mappings whose keys are such.
package struct CountryNames: Sendable {
    let groups: [String: CountrySet]
    /// False where the tenant's groups could not be read whole.
    let isComplete: Bool

    /// The countries a code or a group's name stands for.
    package func countries(of name: String) -> CountrySet? { Country(name).map { CountrySet([$0]) } ?? groups[name] }

    /// The countries a name stands for, or what is wrong with it; neither where it may be a group that could not be
    /// read.
    func countries(_ name: Located<String>, place: (SourceRange) -> Place) -> (CountrySet?, Diagnostic?) {
        if let country = Country(name.value) { return (CountrySet([country]), nil) }
        if let group = groups[name.value] { return (group, nil) }
        guard isComplete else { return (nil, nil) }
        return (
            nil,
            Diagnostic(
                .invalidValue, "\(Wording.quote(name.value)) is neither a country code nor a group",
                at: place(name.range),
                help: CountryWords.help(for: name.value, groups: groups.keys.sorted()),
                fix: CountryWords.near(name.value, groups: groups.keys.sorted()).map {
                    .write($0, at: place(name.range))
                })
        )
    }

    /// A mapping of countries and groups, by country: the exact country's whole value wins over a group's; two groups
    /// that share a country not given itself are a duplicate key.
    func byCountry<Value>(
        _ entries: [TenantConfig.ByCountry<Value>], place: (SourceRange) -> Place
    ) -> ([Country: Value], [Diagnostic]) {
        var result: [Country: Value] = [:]
        var diagnostics: [Diagnostic] = []
        for entry in entries {
            if let country = Country(entry.key.value) { result[country] = entry.value }
        }
        let exact = CountrySet(result.keys)
        var groupOf: [Country: Located<String>] = [:]
        for entry in entries where Country(entry.key.value) == nil {
            let (countries, problem) = countries(entry.key, place: place)
            if let problem { diagnostics.append(problem) }
            guard let countries else { continue }
            var clash: (first: Located<String>, countries: [Country])?
            for country in countries.sorted where !exact.contains(country) {
                if let first = groupOf[country] {
                    clash = (clash?.first ?? first, (clash?.countries ?? []) + [country])
                } else {
                    groupOf[country] = entry.key
                    result[country] = entry.value
                }
            }
            if let clash {
                let codes = Wording.list(clash.countries.map(\.code))
                diagnostics.append(
                    Diagnostic(
                        .duplicateKey,
                        "\(Wording.quote(entry.key.value)) and \(Wording.quote(clash.first.value)) both hold \(codes)",
                        at: place(entry.key.range),
                        help: "give \(codes) a line of its own, or use groups that share nothing",
                        related: [
                            .init("\(Wording.quote(clash.first.value)) stands here", at: place(clash.first.range))
                        ]))
            }
        }
        return (result, diagnostics)
    }
}

extension Compilation {
    /// The union of what the names stand for, each wrong one reported.
    func countries(_ names: [Located<String>]) -> CountrySet {
        var result = CountrySet()
        for name in names {
            let (countries, problem) = countryNames.countries(name, place: { config.place($0) })
            if let problem { report([problem]) }
            if let countries { result.formUnion(countries) }
        }
        return result
    }

    /// A mapping from countries and groups to senders.
    func senders(byCountry entries: [TenantConfig.ByCountry<Located<String>>]) -> [Country: Int] {
        guard !entries.isEmpty else { return [:] }
        // Every reference is looked up, also of a group whose countries are all given on lines of their own.
        let found = entries.map { TenantConfig.ByCountry(key: $0.key, value: entry($0.value)) }
        let (byCountry, problems) = countryNames.byCountry(found, place: { config.place($0) })
        report(problems)
        return byCountry.compactMapValues { $0 }
    }
}
