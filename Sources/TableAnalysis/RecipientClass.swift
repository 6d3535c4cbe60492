internal import NumberingPlan
internal import SenderModel

/// Recipients' countries that no table tells apart; nil is a number of no country. A class, since every slice asks its
/// own for one list or another.
final class RecipientClass {
    let countries: [Country?]
    /// 1000…1999, for countries of calling code 1 where a pool prefers area codes.
    let areaCodes: [Int32]
    /// References that mean another entry by country, and their kind here.
    let referencesByCountry: [(reference: Int32, kind: Int32)]
    /// What entries fail here, see `EntryFailures.compliance`.
    let compliance: [[UInt8]]

    private init(
        countries: [Country?], areaCodes: [Int32], referencesByCountry: [(reference: Int32, kind: Int32)],
        compliance: [[UInt8]]
    ) {
        self.countries = countries
        self.areaCodes = areaCodes
        self.referencesByCountry = referencesByCountry
        self.compliance = compliance
    }

    var representative: Country? { countries[0] }

    private struct Key: Mixed {
        /// The country where it is a class of its own, else -1.
        let alone: Int
        let compliance: [[UInt8]]
        /// Which conditions name it.
        let named: [Bool]

        var mixed: UInt64 {
            var mix = Mix()
            mix.add(UInt64(bitPattern: Int64(alone)))
            for failures in compliance { for one in failures { mix.add(UInt64(one)) } }
            for one in named { mix.add(one ? 1 : 0) }
            return mix.value
        }
    }

    /// All classes of recipients there are: a country without possible numbers is in none.
    ///
    /// - Parameters:
    ///   - asked: what of entries, bits of `Requirement`.
    ///   - askedCountries: what is asked of messages besides the tables' rows.
    static func all(
        _ vocabulary: Vocabulary, _ sides: [AnalysisSide], _ profiles: [EntryProfile], _ asked: UInt8,
        _ askedCountries: [CountrySet], _ reader: inout ReferenceKindReader
    ) -> [RecipientClass] {
        let tables = vocabulary.tables
        // By position: a table taken out of the list is copied whole.
        let prefersAreaCode = tables.indices.contains { tables[$0].pools.contains { $0.prefer.contains(.areaCode) } }
        let hashes = tables.indices.contains { tables[$0].pools.contains { $0.prefer.contains(.hash) } }
        let ranks = sides.contains { $0.rows.contains { $0.source == .best } }
        let asksCompliance = asked & Require.compliant != 0
        let allCompliant = sides.map { _ in [UInt8](filled: 0, count: profiles.count) }
        var sets = Set(askedCountries)
        for side in sides {
            for row in side.rows {
                if let countries = row.when?.countries { sets.insert(countries) }
                if let countries = row.unless?.countries { sets.insert(countries) }
            }
        }
        var alone = countriesOfTheirOwn(vocabulary, sides)
        if prefersAreaCode || hashes {
            for country in withRecipients.sorted {
                if prefersAreaCode && NumberingPlan.callingCode(of: country) == 1
                    || hashes && NumberingPlan.hasFewRecipients(in: country)
                {
                    alone.insert(country)
                }
            }
        }
        // Countries that no entry is of or registered in, and that nothing else is said of, differ by their rules alone.
        var near = alone
        for profile in profiles where asksCompliance {
            if let country = profile.country { near.insert(country) }
            near.formUnion(profile.registeredIn)
        }
        for set in sets { near.formUnion(set) }
        var alike = [withRecipients.subtracting(near)]
        for table in tables.indices where asksCompliance { alike = split(alike, by: tables[table].packedRules) }

        func compliance(_ country: Country?) -> [[UInt8]] {
            asksCompliance ? EntryFailures.compliance(sides, profiles, country, ranks: ranks) : allCompliant
        }
        var keys = Interned<Key>()
        var groups: [(countries: CountrySet, compliance: [[UInt8]])] = []
        func add(_ countries: CountrySet) {
            guard let country = countries.first else { return }
            let isAlone = alone.contains(country)
            let compliance = compliance(country)
            let key = Key(
                alone: isAlone ? Int(country.index) : -1, compliance: compliance,
                named: isAlone ? [] : sets.map { $0.contains(country) })
            let place = Int(keys.position(of: key))
            if place == groups.count { groups.append((CountrySet(), compliance)) }
            groups[place].countries.formUnion(countries)
        }
        for countries in alike { add(countries) }
        for country in near.sorted where withRecipients.contains(country) { add(CountrySet(CollectionOfOne(country))) }

        let byCountry = vocabulary.references.indices.filter { vocabulary.references[$0].dependsOnCountry }
        func made(_ countries: [Country?], _ compliance: [[UInt8]]) -> RecipientClass {
            let areaCodes =
                prefersAreaCode
                ? countries[0].map { NumberingPlan.callingCode(of: $0) == 1 ? NumberingPlan.areaCodes(of: $0) : [] }
                : nil
            return RecipientClass(
                countries: countries, areaCodes: (areaCodes ?? []).map { Int32($0) },
                referencesByCountry: byCountry.map { reference in
                    (Int32(reference), reader.kind(of: vocabulary.references[reference], in: countries[0]))
                }, compliance: compliance)
        }
        var classes = groups.map { (countries: $0.countries.sorted, compliance: $0.compliance) }
            .sorted { $0.countries[0] < $1.countries[0] }
            .map { made($0.countries.map(Optional.some), $0.compliance) }
        if NumberingPlan.hasRecipients(in: nil) { classes.append(made([nil], compliance(nil))) }
        return classes
    }

    /// The countries numbers have.
    private static let withRecipients = CountrySet(Country.all.filter(NumberingPlan.hasRecipients))

    /// The parts of some sets whose members have the same rules.
    private static func split(_ sets: [CountrySet], by rules: [UInt8]) -> [CountrySet] {
        var parts: [CountrySet] = []
        for set in sets {
            var placeOfRule = [Int16](filled: -1, count: 256)
            for country in set.sorted {
                let rule = Int(rules[Int(country.index)])
                if placeOfRule[rule] < 0 {
                    placeOfRule[rule] = Int16(parts.count)
                    parts.append(CountrySet())
                }
                parts[Int(placeOfRule[rule])].insert(country)
            }
        }
        return parts
    }

    /// Countries where something has a meaning that it has in no other: a default, a team's sender, a reference, a
    /// pool that prefers senders of the country.
    private static func countriesOfTheirOwn(_ vocabulary: Vocabulary, _ sides: [AnalysisSide]) -> CountrySet {
        var special = CountrySet()
        let tables = vocabulary.tables
        for side in tables.indices {
            for country in tables[side].countryDefaults.keys { special.insert(country) }
            special.formUnion(sides[side].countriesOfTeams)
            for pool in tables[side].pools where pool.prefer.contains(.country) {
                for member in pool.senders {
                    if let country = tables[side].inventory[member].country { special.insert(country) }
                }
            }
        }
        for reference in vocabulary.references {
            for side in tables.indices {
                guard case .byCountry(let entries) = reference.targets[side] else { continue }
                for country in entries.compactMap(\.country) { special.insert(country) }
            }
        }
        return special
    }
}

/// What messages may need that no table tells apart, as `MemberSet<Need>` bits.
struct NeedsClass {
    let needs: [UInt8]

    var representative: UInt8 { needs[0] }
    /// Bit n stands for the set of needs whose bits are n.
    var mask: UInt8 { needs.reduce(0) { $0 | 1 << $1 } }

    /// - Parameters:
    ///   - asked: what of entries, bits of `Requirement`.
    ///   - askedNeeds: what is asked of messages besides the tables' rows, bits of `Need`.
    static func all(
        _ sides: [AnalysisSide], _ profiles: [EntryProfile], _ asked: UInt8, _ askedNeeds: [UInt8]
    ) -> [NeedsClass] {
        // Sets of needs as bits of a byte: there are eight.
        var conditions = askedNeeds.reduce(UInt8(0)) { $0 | 1 << $1 }
        for side in sides {
            for row in side.rows { conditions |= 1 << (row.when?.needs ?? 0) | 1 << (row.unless?.needs ?? 0) }
        }
        let met = asked & Require.capable == 0 ? 0 : profiles.reduce(UInt8(0)) { $0 | 1 << $1.meets }
        var keys: [UInt16] = []
        var groups: [[UInt8]] = []
        for needs in UInt8(1)...7 {
            var key: UInt16 = 0
            for other in UInt8(0)...7 {
                if conditions & 1 << other != 0, other & needs != 0 { key |= 1 << UInt16(other) }
                if met & 1 << other != 0, needs & ~other == 0 { key |= 1 << UInt16(other + 8) }
            }
            if let known = keys.firstIndex(of: key) {
                groups[known].append(needs)
            } else {
                keys.append(key)
                groups.append([needs])
            }
        }
        return groups.map(NeedsClass.init)
    }
}
