internal import SenderModel

/// A row with names as numbers of the vocabulary. A class, since every slice goes through all rows and a copy costs more
/// than what is looked at.
final class RowForm {
    /// Position among the rows of its table; -1 for one that no table has.
    let index: Int
    /// The same for rows of two tables that say the same; `RowLabels`.
    let label: Int32
    let source: DecisionTable.Source
    /// Bits of `Requirement`.
    let require: UInt8
    let ifUnusable: DecisionTable.OnUnusable
    let when: ConditionForm?
    let unless: ConditionForm?

    init(
        index: Int, label: Int32, source: DecisionTable.Source, require: UInt8, ifUnusable: DecisionTable.OnUnusable,
        when: ConditionForm?, unless: ConditionForm?
    ) {
        self.index = index
        self.label = label
        self.source = source
        self.require = require
        self.ifUnusable = ifUnusable
        self.when = when
        self.unless = unless
    }

    /// The same row but for what it proposes or does if that can't be used.
    func with(source: DecisionTable.Source? = nil, ifUnusable: DecisionTable.OnUnusable? = nil) -> RowForm {
        RowForm(
            index: index, label: label, source: source ?? self.source, require: require,
            ifUnusable: ifUnusable ?? self.ifUnusable, when: when, unless: unless)
    }
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
        _ condition: DecisionTable.Condition, _ vocabulary: Vocabulary, constraints: ValueConstraints
    ) {
        countries = condition.countries
        self.teams = condition.teams.map { $0.compactMap { vocabulary.teamNumbers.known($0) }.sorted() }
        self.users = condition.users.map { constraints.oneOf($0.compactMap { vocabulary.userNumbers.known($0) }) }
        origins = condition.origins?.bits ?? 0
        purposes = condition.purposes?.bits ?? 0
        needs = condition.needs?.bits ?? 0
        self.attributes = condition.attributes.compactMap { wanted in
            guard let attribute = vocabulary.attributes.firstIndex(where: { $0.name == wanted.name }) else {
                return nil
            }
            var values: UInt64 = 0
            for (index, value) in vocabulary.attributes[attribute].values.enumerated()
            where wanted.values.contains(value) {
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
