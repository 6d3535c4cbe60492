internal import Diagnostics
internal import SenderModel
internal import TableCompiler
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
    static func unusableDefaults(_ config: TenantConfig, _ compiled: TableCompiler.Compiled) -> [SenderUse] {
        guard let defaults = config.defaults else { return [] }
        var uses: [SenderUse] = []
        if let sender = defaults.sender, sender.value != "none" {
            uses += use(sender, in: compiled, "the default sender", "defaults.sender")
        }
        for line in defaults.countries {
            uses += use(
                line.value, in: compiled, "the default sender of \(Wording.quote(line.key.value))",
                "defaults.countries.\(line.key.value)")
        }
        return uses
    }

    /// By the senders the table has for the teams, so that none is looked up again; `countries` line by line.
    static func unusableTeamSenders(_ config: TenantConfig, _ compiled: TableCompiler.Compiled) -> [SenderUse] {
        let table = compiled.table
        var uses: [SenderUse] = []
        for index in table.teams.indices {
            if let entry = table.teams[index].sender, let failure = table.failure(of: entry) {
                let team = config.teams[index]
                uses += use(
                    team.sender, entry, failure, "the sender of team \(Wording.quote(team.name.value))",
                    "team \(team.name.value)")
            }
            if config.teams[index].countries.isEmpty { continue }
            let team = config.teams[index]
            for line in team.countries {
                uses += use(
                    line.value, in: compiled,
                    "the sender of team \(Wording.quote(team.name.value)) for \(Wording.quote(line.key.value))",
                    "team \(team.name.value) \(line.key.value)")
            }
        }
        return uses
    }

    /// By the senders the table has for the users.
    static func unusableUserSenders(_ config: TenantConfig, _ table: DecisionTable) -> [SenderUse] {
        guard table.allowsUserNumbers else { return [] }
        var uses: [SenderUse] = []
        for index in table.users.indices {
            guard let entry = table.users[index].sender, let failure = table.failure(of: entry) else { continue }
            let user = config.users[index]
            uses += use(
                user.sender, entry, failure, "the number of user \(Wording.quote(user.name.value))",
                "user \(user.name.value)")
        }
        return uses
    }

    /// Worded only where there is something to say, which is seldom.
    private static func use(
        _ reference: Located<String>, in compiled: TableCompiler.Compiled, _ what: @autoclosure () -> String,
        _ subject: @autoclosure () -> String
    ) -> [SenderUse] {
        guard let entry = compiled.senders.entry(reference.value), let failure = compiled.table.failure(of: entry)
        else { return [] }
        return use(reference, entry, failure, what(), subject())
    }

    private static func use(
        _ reference: Located<String>?, _ entry: Int, _ failure: RowResult, _ what: String, _ subject: String
    ) -> [SenderUse] {
        reference.map { [SenderUse(reference: $0, what: what, subject: subject, entry: entry, failure: failure)] } ?? []
    }

    /// The organisation's number, where it is in the inventory and can't send.
    var unusableOrganizationNumber: SenderUse? {
        guard let number = config.organizationNumber, let entry = entry(number), let failure = failure(of: entry)
        else { return nil }
        return Self.use(number, entry, failure, "the organisation's number", "organization_number").first
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
