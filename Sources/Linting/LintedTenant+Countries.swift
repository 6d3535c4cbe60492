internal import Diagnostics
internal import SenderModel
internal import TableCompiler
internal import TenantConfig

/// `defaults.countries` line by line, for the checks that hold a sender against its countries.
extension LintedTenant {
    struct CountryDefault {
        /// The country or group as written.
        let key: String
        let reference: Located<String>
        let entry: Int
        /// The countries the line decides for, by code: a group's without those that have a line of their own.
        let countries: [Country]
    }

    static func countryDefaults(_ config: TenantConfig, _ compiled: TableCompiler.Compiled) -> [CountryDefault] {
        guard let lines = config.defaults?.countries else { return [] }
        // Asked for by groups alone.
        lazy var exact = Set(lines.compactMap { Country($0.key.value) })
        return lines.compactMap { line in
            guard let entry = compiled.senders.entry(line.value.value) else { return nil }
            if let country = Country(line.key.value) {
                return CountryDefault(
                    key: line.key.value, reference: line.value, entry: entry, countries: [country])
            }
            guard let countries = compiled.countryNames.countries(of: line.key.value) else { return nil }
            return CountryDefault(
                key: line.key.value, reference: line.value, entry: entry,
                countries: countries.sorted.filter { !exact.contains($0) })
        }
    }

    /// Whether a number belongs to another country and doesn't count as the recipient's own either.
    func isForeign(_ entry: Int, to country: Country) -> Bool {
        guard let own = table.inventory[entry].country, own != country,
            !table.inventory[entry].registeredIn.contains(country)
        else { return false }
        // A US long code counts as domestic in Canada, toll-free numbers of the two as one country's.
        switch table.inventory[entry].kind {
        case .longCode: return !(own.code == "US" && country.code == "CA")
        case .tollFree: return !(["US", "CA"].contains(own.code) && ["US", "CA"].contains(country.code))
        default: return true
        }
    }

    /// `` `DE`, `AT` and 3 more ``
    static func list(_ countries: [Country]) -> String {
        let most = 6
        guard countries.count > most else { return Wording.list(countries.map(\.code)) }
        return countries.prefix(most).map { Wording.quote($0.code) }.joined(separator: ", ")
            + " and \(countries.count - most) more"
    }
}
