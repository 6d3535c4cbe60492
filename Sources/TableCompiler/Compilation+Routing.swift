internal import Diagnostics
internal import SenderModel
internal import TenantConfig

/// Stage: who sends from what.
extension Compilation {
    func compileRouting() {
        compileOrganizationNumber()
        compileDefaults()
        table.users = config.users.map { .init(name: $0.name.value, sender: $0.sender.flatMap(entry)) }
        compileTeams()
        table.pools = config.pools.map { pool in
            .init(
                name: pool.name.value, senders: pool.senders.compactMap(entry).unique(),
                prefer: pool.prefer.map(\.value))
        }
    }

    /// A number that names nothing is `lint`'s to report; the evaluator finds `unknown_sender`.
    private func compileOrganizationNumber() {
        guard let number = config.organizationNumber else { return }
        switch senders.find(number.value) {
        case .entry(let index): table.organizationNumber = .sender(index)
        case .ambiguous: _ = entry(number)
        case .none: table.organizationNumber = .unknown(number.value)
        }
    }

    private func compileDefaults() {
        guard let defaults = config.defaults else { return }
        if let sender = defaults.sender {
            if sender.value == "none" {
                table.defaultSender = .none
            } else if let index = entry(sender) {
                table.defaultSender = .sender(index)
            }
        }
        table.countryDefaults = senders(byCountry: defaults.countries)
    }

    private func compileTeams() {
        let users = users
        table.teams = config.teams.map { team in
            var members: [Int] = []
            members.reserveCapacity(team.members.count)
            for member in team.members {
                if let user = users.position(of: member.value) {
                    members.append(user)
                    continue
                }
                guard !config.incomplete.contains(.users) else { continue }
                let near = near(member.value, among: users.names)
                report(
                    .unknownMember, "\(Wording.quote(member.value)) is not a user" + NearMiss.words(near),
                    at: member.range, help: "add `\(member.value): {}` to `users`, or correct the name",
                    fix: correction(near, for: member.value, at: member.range))
            }
            self.members.append(members)
            let sender = team.sender.flatMap(entry)
            let inbound = team.countries.compactMap { known($0.value) } + (sender.map { [$0] } ?? [])
            return .init(
                name: team.name.value, sender: sender, countries: senders(byCountry: team.countries),
                inbound: inbound.unique().sorted(), members: members.unique().map { users.names[$0] })
        }
    }
}
