package import Diagnostics

extension TenantConfig {
    /// Everything that refers to a sender: defaults, teams, users, pools, rules and the organisation's number.
    package var senderReferences: [Located<String>] {
        var all: [Located<String>?] = [organizationNumber, defaults?.sender]
        all += (defaults?.countries ?? []).map(\.value)
        for team in teams { all += [team.sender] + team.countries.map(\.value) }
        all += users.map(\.sender) + pools.flatMap(\.senders)
        for rule in order?.rules ?? [] {
            if case .sender(let reference)? = rule.use?.value { all.append(reference) }
        }
        return all.compactMap { $0 }
    }
}
