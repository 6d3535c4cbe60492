extension DecisionTable {
    /// Why a table that was read from a file can't be run; nil for every table `TableCompiler` made.
    ///
    /// Checks the invariant of `DecisionTable`: positions and names exist, jumps go to later rows, names are unique.
    public func validate() -> String? {
        func repeated(_ names: [String], _ what: String) -> String? {
            var seen: Set<String> = []
            return names.first { !seen.insert($0).inserted }.map { "two \(what) are named `\($0)`" }
        }
        func missing(_ position: Int?, _ whose: String) -> String? {
            guard let position, !inventory.indices.contains(position) else { return nil }
            return "\(whose) is sender \(position), the inventory has \(inventory.count)"
        }
        func problems() -> [String?] {
            [
                repeated(attributes.map(\.name), "attributes"), repeated(users.map(\.name), "users"),
                repeated(teams.map(\.name), "teams"), repeated(pools.map(\.name), "pools"),
                repeated(rows.map(\.name), "rows"), repeated(inventory.compactMap(\.id), "senders"),
            ]
                + inventory.map { $0.sender.isEmpty ? "a sender is empty" : nil }
                + users.map { missing($0.sender, "user `\($0.name)`'s") }
                + teams.flatMap { team in
                    [missing(team.sender, "team `\(team.name)`'s")]
                        + (team.inbound + team.countries.values).map { missing($0, "team `\(team.name)`'s") }
                }
                + pools.flatMap { pool in
                    pool.senders.map { missing($0, "a member of pool `\(pool.name)`") } + [
                        pool.senders.isEmpty ? "pool `\(pool.name)` is empty" : nil,
                        pool.prefer.dropLast().contains(.hash)
                            ? "pool `\(pool.name)` prefers something after `hash`" : nil,
                    ]
                }
                + countryDefaults.values.map { missing($0, "a country's default") } + rowProblems()
        }
        if case .sender(let position) = defaultSender, let problem = missing(position, "the default") { return problem }
        if case .sender(let position) = organizationNumber, let problem = missing(position, "the organisation's number")
        {
            return problem
        }
        return problems().lazy.compactMap { $0 }.first
    }

    private func rowProblems() -> [String?] {
        let teams = Set(teams.map(\.name))
        let users = Set(users.map(\.name))
        return rows.enumerated().map { problem($0, $1, teams: teams, users: users) }
    }

    private func problem(_ index: Int, _ row: Row, teams: Set<String>, users: Set<String>) -> String? {
        switch row.source {
        case .pool(let pool) where !pools.indices.contains(pool):
            return "row `\(row.name)` uses pool \(pool), which isn't there"
        case .sender(let sender) where !inventory.indices.contains(sender):
            return "row `\(row.name)` uses sender \(sender), which isn't there"
        default: break
        }
        if case .row(let target) = row.ifUnusable, target <= index || target >= rows.count {
            return "row `\(row.name)` jumps to row \(target), which is not a later one"
        }
        for condition in [row.when, row.unless].compactMap({ $0 }) {
            if condition == Condition() { return "a condition of row `\(row.name)` is empty" }
            if let name = condition.teams?.first(where: { !teams.contains($0) }) {
                return "row `\(row.name)` names team `\(name)`"
            }
            if let name = condition.users?.first(where: { !users.contains($0) }) {
                return "row `\(row.name)` names user `\(name)`"
            }
            for wanted in condition.attributes {
                guard let attribute = attributes.first(where: { $0.name == wanted.name }),
                    Set(attribute.values).isSuperset(of: wanted.values)
                else { return "row `\(row.name)` names what attribute `\(wanted.name)` doesn't have" }
            }
        }
        return nil
    }
}
