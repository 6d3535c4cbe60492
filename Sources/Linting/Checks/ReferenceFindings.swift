internal import Diagnostics
internal import SenderModel
internal import TenantConfig

/// References to senders with what is wrong with the entry they name: the one look-up behind the checks of defaults,
/// teams, users, rules and the organisation's number. For one reference only the first failure counts, in the order
/// the evaluator checks.
struct SenderUse {
    let reference: Located<String>
    /// What refers, as in "the default sender".
    let what: String
    let subject: String
    let entry: Int
    let failure: RowResult
}

extension LintedTenant {
    /// `defaults.sender` and every value of `defaults.countries` that can't send.
    var unusableDefaults: [SenderUse] {
        guard let defaults = config.defaults else { return [] }
        var uses: [SenderUse?] = []
        if let sender = defaults.sender, sender.value != "none" {
            uses.append(use(sender, "the default sender", "defaults.sender"))
        }
        for line in defaults.countries {
            uses.append(
                use(
                    line.value, "the default sender of \(Wording.quote(line.key.value))",
                    "defaults.countries.\(line.key.value)"))
        }
        return uses.compactMap { $0 }
    }

    /// Teams' senders that can't send.
    var unusableTeamSenders: [SenderUse] {
        config.teams.flatMap { team -> [SenderUse] in
            func name() -> String { Wording.quote(team.name.value) }
            let sender = team.sender.flatMap { use($0, "the sender of team \(name())", "team \(team.name.value)") }
            let countries = team.countries.compactMap { line in
                use(
                    line.value, "the sender of team \(name()) for \(Wording.quote(line.key.value))",
                    "team \(team.name.value) \(line.key.value)")
            }
            return [sender].compactMap { $0 } + countries
        }
    }

    /// Users' own numbers that can't send.
    var unusableUserSenders: [SenderUse] {
        guard table.allowsUserNumbers else { return [] }
        return config.users.compactMap { user in
            user.sender.flatMap {
                use($0, "the number of user \(Wording.quote(user.name.value))", "user \(user.name.value)")
            }
        }
    }

    /// The organisation's number, where it is in the inventory and can't send.
    var unusableOrganizationNumber: SenderUse? {
        config.organizationNumber.flatMap { use($0, "the organisation's number", "organization_number") }
    }

    /// Worded only where there is something to say, which is seldom.
    private func use(
        _ reference: Located<String>, _ what: @autoclosure () -> String, _ subject: @autoclosure () -> String
    ) -> SenderUse? {
        guard let entry = entry(reference), let failure = failure(of: entry) else { return nil }
        return SenderUse(reference: reference, what: what(), subject: subject(), entry: entry, failure: failure)
    }
}

extension Findings {
    /// A finding for each use that fails so.
    mutating func report(_ uses: [SenderUse], failing failure: RowResult, in tenant: LintedTenant) {
        for use in uses where use.failure == failure {
            report(
                .unusable(use, tenant), at: tenant.place(use.reference.range),
                subject: use.subject + ", " + tenant.subject(of: use.entry),
                related: tenant.related(use.entry, failure))
        }
    }
}

extension FindingText {
    static func unusable(_ use: SenderUse, _ tenant: LintedTenant) -> FindingText {
        let name = tenant.name(use.entry)
        let (problem, help) = problem(use.failure, tenant.table.inventory[use.entry])
        return .init("\(use.what), \(name), \(problem)", help: "name another sender, or \(help)")
    }

    /// What is wrong with an entry, and what would mend it there.
    static func problem(_ failure: RowResult, _ entry: InventoryEntry) -> (String, help: String) {
        switch failure {
        case .notAssigned: ("is not assigned", "write `assigned: true` at its entry")
        case .notActive: ("is \(entry.status.rawValue)", "write `status: active` at its entry once it is")
        default: ("can't send text messages", "add `sms` to its `capabilities` if it can")
        }
    }
}
