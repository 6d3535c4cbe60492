internal import NumberingPlan
internal import SenderModel

/// Recipients' countries that no table tells apart; nil is a number of no country.
struct RecipientClass {
    let countries: [Country?]
    /// 1000…1999, for countries of calling code 1 where a pool prefers area codes.
    let areaCodes: [Int32]
    /// References that mean another entry by country, and their kind here.
    let referencesByCountry: [(reference: Int32, kind: Int32)]

    var representative: Country? { countries[0] }

    /// All classes of recipients there are: a country without possible numbers is in none.
    static func all(
        _ vocabulary: Vocabulary, _ sides: [AnalysisSide], _ asked: [CountrySet],
        _ reader: inout ReferenceKindReader
    ) -> [RecipientClass] {
        let tables = vocabulary.tables
        let prefersAreaCode = tables.contains { $0.pools.contains { $0.prefer.contains(.areaCode) } }
        let hashes = tables.contains { $0.pools.contains { $0.prefer.contains(.hash) } }
        // Countries of which some entry, default or team speaks are classes of their own.
        var special = CountrySet(["US", "CA"].compactMap { Country($0) })
        for table in tables {
            for entry in table.inventory {
                if let country = entry.country { special.insert(country) }
                special.formUnion(entry.registeredIn)
            }
            for country in table.countryDefaults.keys { special.insert(country) }
            for team in table.teams { for country in team.countries.keys { special.insert(country) } }
        }
        let sets =
            tables.flatMap(\.rows).flatMap { [$0.when?.countries, $0.unless?.countries] }.compactMap { $0 } + asked
        var positions: [[Int]: Int] = [:]
        var groups: [[Country?]] = []
        for country in Country.all.map(Optional.some) + [nil] where NumberingPlan.hasRecipients(in: country) {
            var key = [country == nil ? 1 : 0]
            if let country {
                let isSpecial =
                    special.contains(country) || (prefersAreaCode && NumberingPlan.callingCode(of: country) == 1)
                    || (hashes && NumberingPlan.recipients(in: country).isComplete)
                key.append(isSpecial ? Int(country.index) : -1)
                if !isSpecial {
                    for table in tables {
                        let rule = table.rule(for: country)
                        key += CountryColumn.allCases.map { Int(rule[$0].ordinal) }
                    }
                    var word = 0
                    for (index, set) in sets.enumerated() {
                        word = word << 1 | (set.contains(country) ? 1 : 0)
                        if index % 60 == 59 {
                            key.append(word)
                            word = 0
                        }
                    }
                    key.append(word)
                }
            }
            if let known = positions[key] {
                groups[known].append(country)
            } else {
                positions[key] = groups.count
                groups.append([country])
            }
        }
        let byCountry = vocabulary.references.indices.filter { vocabulary.references[$0].dependsOnCountry }
        return groups.map { countries in
            let areaCodes =
                prefersAreaCode
                ? countries[0].map { NumberingPlan.callingCode(of: $0) == 1 ? NumberingPlan.areaCodes(of: $0) : [] }
                : nil
            return RecipientClass(
                countries: countries, areaCodes: (areaCodes ?? []).map { Int32($0) },
                referencesByCountry: byCountry.map { reference in
                    (Int32(reference), reader.kind(of: vocabulary.references[reference], in: countries[0]))
                })
        }
    }
}
