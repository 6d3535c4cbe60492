internal import SenderModel

/// A `when` or `unless` with names as positions.
struct CompiledCondition: Sendable {
    private let countries: CountrySet?
    /// Sorted positions.
    private let teams: [Int32]?
    private let users: [Int32]?
    /// Bits; 0 where the key is not given.
    private let origins: UInt8
    private let purposes: UInt8
    private let needs: UInt8
    /// Attribute, and its sorted value positions.
    private let attributes: [(attribute: Int, values: [Int32])]

    /// - Parameters:
    ///   - attributes: the names of attributes, and of each one's values.
    init(
        _ condition: DecisionTable.Condition, users: NameTable, teams: NameTable, attributes: NameTable,
        values: [NameTable]
    ) {
        func positions(_ names: [String], in table: NameTable) -> [Int32] {
            names.map { Array($0.utf8).withUnsafeBufferPointer(table.find) }.sorted()
        }
        countries = condition.countries
        self.teams = condition.teams.map { positions($0, in: teams) }
        self.users = condition.users.map { positions($0, in: users) }
        origins = condition.origins?.bits ?? 0
        purposes = condition.purposes?.bits ?? 0
        needs = condition.needs?.bits ?? 0
        self.attributes = condition.attributes.map { wanted in
            let attribute = Int(positions([wanted.name], in: attributes)[0])
            return (attribute, positions(wanted.values, in: values[attribute]))
        }
    }

    /// Whether every key given matches; what the message does not give matches nothing.
    func holds(for inputs: Inputs, _ attributeValues: [Int32]) -> Bool {
        if let countries {
            guard let country = inputs.country, countries.contains(country) else { return false }
        }
        if origins != 0, origins & inputs.origin == 0 { return false }
        if purposes != 0, purposes & inputs.purpose == 0 { return false }
        if needs != 0, needs & inputs.needs == 0 { return false }
        if let teams, !Self.contains(teams, inputs.team) { return false }
        if let users, !Self.contains(users, inputs.user) { return false }
        for (attribute, values) in attributes where !Self.contains(values, attributeValues[attribute]) { return false }
        return true
    }

    private static func contains(_ sorted: [Int32], _ value: Int32) -> Bool {
        guard value >= 0 else { return false }
        if sorted.count <= 8 { return sorted.contains(value) }
        var low = 0
        var high = sorted.count
        while low < high {
            let middle = (low + high) / 2
            if sorted[middle] < value { low = middle + 1 } else { high = middle }
        }
        return low < sorted.count && sorted[low] == value
    }
}

/// A message looked up in a table: everything rows ask but the open references.
struct Inputs {
    var recipient: Recipient
    /// The recipient's.
    var country: Country?
    /// Position, -1 for none or none that is declared.
    var user: Int32 = -1
    /// The team as the `team` source finds it: the message's, else the one team the user is in.
    var team: Int32 = -1
    /// One bit of `Origin` and `Purpose`, or 0; bits of `Need`.
    var origin: UInt8 = 0
    var purpose: UInt8 = 0
    var needs: UInt8 = 0
}
