public import SenderModel

/// A decision table for people: its rows with positions turned into names.
public struct TableView: Sendable {
    /// What is shown.
    public let table: DecisionTable

    /// Shows a valid table.
    public init(_ table: DecisionTable) { self.table = table }

    /// A sender as people know it: `Support line (+14155550123)`.
    public func label(_ sender: Int) -> String {
        let entry = table.inventory[sender]
        // A short code is its digits and its country: two countries may have the same digits.
        let text = entry.kind == .shortCode ? "\(entry.sender) \(entry.country?.code ?? "")" : entry.sender
        return entry.name.map { "\($0) (\(text))" } ?? text
    }

    /// What a YAML reference to a sender would say: the id, or the sender itself.
    public func reference(_ sender: Int) -> String { table.inventory[sender].id ?? table.inventory[sender].sender }

    /// The header and one line a row: number, name, conditions, source, requirements, what follows, place.
    public func rows() -> TextTable {
        var text = TextTable(["#", "rule", "when", "unless", "use", "require", "if unusable", "at"])
        for (index, row) in table.rows.enumerated() {
            let cells = cells(row)
            text.add([
                String(index + 1), row.name, row.when.map(describe) ?? "", row.unless.map(describe) ?? "",
                cells.use, cells.require, cells.ifUnusable, row.at,
            ])
        }
        return text
    }

    /// What a row uses, what it requires of it, and what follows where that can't be used.
    func cells(_ row: DecisionTable.Row) -> (use: String, require: String, ifUnusable: String) {
        (describe(row.source), requirements(row), describe(row))
    }

    /// `country: AT DE; team: sales`.
    public func describe(_ condition: DecisionTable.Condition) -> String {
        parts(of: condition).map { "\($0.name): \($0.values.joined(separator: ", "))" }.joined(separator: "; ")
    }

    /// A condition's keys and values, in the order of the contract.
    public func parts(of condition: DecisionTable.Condition) -> [(name: String, values: [String])] {
        var parts: [(String, [String])] = []
        if let countries = condition.countries { parts.append(("country", names(of: countries))) }
        if let teams = condition.teams { parts.append(("team", teams)) }
        if let users = condition.users { parts.append(("user", users)) }
        if let origins = condition.origins { parts.append(("origin", origins.members.map(\.rawValue))) }
        if let purposes = condition.purposes { parts.append(("purpose", purposes.members.map(\.rawValue))) }
        if let needs = condition.needs { parts.append(("needs", needs.members.map(\.rawValue))) }
        return parts + condition.attributes.map { ($0.name, $0.values) }
    }

    /// The codes, or the built-in group the set is.
    private func names(of countries: CountrySet) -> [String] {
        let group = CountryGroups.builtIn.filter { $0.value == countries }.keys.min()
        return group.map { [$0] } ?? countries.sorted.map(\.code)
    }

    /// A source or a condition in the words of YAML.
    public func describe(_ source: DecisionTable.Source) -> String {
        switch source {
        case .pool(let pool): "pool \(table.pools[pool].name)"
        case .sender(let sender): label(sender)
        default: source.word
        }
    }

    private func requirements(_ row: DecisionTable.Row) -> String {
        // What rejects has no candidate to check.
        row.source == .reject ? "" : row.require.members.map(\.rawValue).joined(separator: " ")
    }

    private func describe(_ row: DecisionTable.Row) -> String {
        switch (row.source, row.ifUnusable) {
        // Only usable senders are proposed, or none at all.
        case (.best, _), (.pool, _), (.reject, _): ""
        case (_, .next): "next"
        case (_, .reject): "reject"
        case (_, .row(let target)): table.rows[target].name
        }
    }
}
