package import Diagnostics

extension TenantConfig {
    /// Everything that refers to a sender: defaults, teams, users, pools, rules and the organisation's number.
    package var senderReferences: [Located<String>] {
        var all: [Located<String>] = []
        func add(_ reference: Located<String>?) {
            if let reference { all.append(reference) }
        }
        add(organizationNumber)
        add(defaults?.sender)
        for line in defaults?.countries ?? [] { all.append(line.value) }
        for team in teams.indices {
            add(teams[team].sender)
            for line in teams[team].countries { all.append(line.value) }
        }
        for user in users.indices { add(users[user].sender) }
        for pool in pools { all += pool.senders }
        let rules = order?.rules ?? []
        for rule in rules.indices {
            if case .sender(let reference)? = rules[rule].use?.value { all.append(reference) }
        }
        return all
    }
}
