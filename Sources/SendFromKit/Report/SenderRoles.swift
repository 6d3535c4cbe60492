internal import SenderModel

/// By what each sender of a table is named: defaults, teams, users, pools and rules.
struct SenderRoles {
    private var roles: [[String]]

    init(_ view: TableView) {
        let table = view.table
        roles = Array(repeating: [], count: table.inventory.count)
        func add(_ sender: Int?, _ role: String, to roles: inout [[String]]) {
            if let sender, roles.indices.contains(sender) { roles[sender].append(role) }
        }
        if case .sender(let sender) = table.defaultSender { add(sender, "default", to: &roles) }
        if case .sender(let sender) = table.organizationNumber { add(sender, "organisation", to: &roles) }
        for country in table.countryDefaults.keys.sorted() {
            add(table.countryDefaults[country], "default \(country.code)", to: &roles)
        }
        for team in table.teams {
            add(team.sender, "team \(team.name)", to: &roles)
            for country in team.countries.keys.sorted() {
                add(team.countries[country], "team \(team.name) \(country.code)", to: &roles)
            }
        }
        for user in table.users { add(user.sender, "user \(user.name)", to: &roles) }
        for pool in table.pools { for sender in pool.senders { add(sender, "pool \(pool.name)", to: &roles) } }
        for row in table.rows {
            if case .sender(let sender) = row.source { add(sender, "rule \(row.name)", to: &roles) }
        }
    }

    /// The roles of a sender, the first six written out.
    func text(_ sender: Int) -> String {
        let all = roles[sender]
        return all.prefix(6).joined(separator: ", ") + (all.count > 6 ? " and \(all.count - 6) more" : "")
    }
}
