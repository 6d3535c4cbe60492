internal import SenderModel

/// A row with names as numbers of the vocabulary.
struct RowForm {
    /// Position among the rows of its table; -1 for one that no table has.
    let index: Int
    /// The same for rows of two tables that say the same; `RowLabels`.
    let label: Int32
    var source: DecisionTable.Source
    /// Bits of `Requirement`.
    let require: UInt8
    var ifUnusable: DecisionTable.OnUnusable
    let when: ConditionForm?
    let unless: ConditionForm?
}

/// A `when` or `unless` with names as numbers of the vocabulary.
final class ConditionForm {
    let countries: CountrySet?
    /// Ascending.
    let teams: [Int32]?
    /// Of `ValueConstraints`.
    let users: Int32?
    /// Bits; 0 where the key is not given.
    let origins: UInt8
    let purposes: UInt8
    let needs: UInt8
    let attributes: [(attribute: Int, values: UInt64)]

    init(
        _ condition: DecisionTable.Condition, teams: [String: Int32], users: [String: Int32],
        attributes: [Vocabulary.Attribute], constraints: ValueConstraints
    ) {
        countries = condition.countries
        self.teams = condition.teams.map { $0.compactMap { teams[$0] }.sorted() }
        self.users = condition.users.map { constraints.oneOf($0.compactMap { users[$0] }) }
        origins = condition.origins?.bits ?? 0
        purposes = condition.purposes?.bits ?? 0
        needs = condition.needs?.bits ?? 0
        self.attributes = condition.attributes.compactMap { wanted in
            guard let attribute = attributes.firstIndex(where: { $0.name == wanted.name }) else { return nil }
            var values: UInt64 = 0
            for (index, value) in attributes[attribute].values.enumerated() where wanted.values.contains(value) {
                values |= 1 << UInt64(index + 1)
            }
            return (attribute, values)
        }
    }

    /// Whether the country and the needs match; the rest is not asked.
    func matches(_ country: Country?, needs: UInt8) -> Bool {
        if let countries {
            guard let country, countries.contains(country) else { return false }
        }
        return self.needs == 0 || self.needs & needs != 0
    }

    /// Whether it asks for the country and the needs only.
    var isOfRecipientOnly: Bool {
        teams == nil && users == nil && origins == 0 && purposes == 0 && attributes.isEmpty
    }
}
