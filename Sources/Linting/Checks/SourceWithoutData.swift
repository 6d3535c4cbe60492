internal import Diagnostics
internal import TenantConfig
internal import SenderModel

/// A rule whose source has nothing to take a sender from.
enum SourceWithoutData: TenantCheck {
    static let code = CheckCode.sourceWithoutData
    static let statement = "a rule takes its sender from something the tenant doesn't have"
    static let why = """
        `team` without a team that has a sender, `user` without a user who has a number, `country_default` without \
        country defaults: the rule never proposes anybody. `default` with `sender: none` is a decision and not reported, \
        nor are the rules of a preset, which nobody wrote.
        """
    static let bad = [
        Example(
            """
            defaults: {sender: support}
            order:
              rules:
                - conversation
                - default
                - ⟪team⟫
            """)
    ]
    static let good = [
        Example(
            """
            defaults: {sender: none}
            teams: {sales: {sender: support}}
            order:
              rules:
                - conversation
                - default
                - team
            """)
    ]

    static func run(_ tenant: LintedTenant, _ findings: inout Findings) {
        let (rules, rows) = (tenant.writtenRules, tenant.table.rows)
        for index in rules.indices {
            guard let text = missing(rows[index].source, tenant), let use = rules[index].use else { continue }
            findings.report(text, at: tenant.place(use.range), subject: "rule \(rows[index].name)")
        }
    }

    /// What the source would need and the tenant hasn't.
    private static func missing(_ source: DecisionTable.Source, _ tenant: LintedTenant) -> FindingText? {
        let table = tenant.table
        switch source {
        case .user where !table.allowsUserNumbers:
            return table.organizationNumber == nil && !tenant.hasNumbersSwitchedOff ? .noOrganizationNumber : nil
        case .user: return table.users.contains { $0.sender != nil } ? nil : .noUserNumber
        case .team:
            return table.teams.contains { $0.sender != nil || !$0.countries.isEmpty } ? nil : .noTeam
        case .countryDefault: return table.countryDefaults.isEmpty ? .noCountryDefault : nil
        case .default: return table.defaultSender == .absent ? .noDefault : nil
        // `best` of nothing is `no-sendable-number`'s.
        case .conversation, .explicit, .firstUsed, .lastUsed, .best, .pool, .sender, .reject: return nil
        }
    }
}

extension FindingText {
    private static func without(_ source: String, _ what: String, _ help: String) -> FindingText {
        .init("rule `\(source)` never finds a sender: \(what)", help: help + ", or delete the rule")
    }

    fileprivate static let noOrganizationNumber = without(
        "user", "with `multi_sms_numbers: false` it takes `organization_number`, and there is none",
        "add `organization_number: …` to the tenant")
    fileprivate static let noUserNumber = without(
        "user", "no user has a number", "give users a `sender`")
    fileprivate static let noTeam = without(
        "team", "no team has a sender", "add teams with a `sender`")
    fileprivate static let noCountryDefault = without(
        "country_default", "`defaults.countries` is empty", "add `defaults: {countries: …}`")
    fileprivate static let noDefault = without(
        "default", "there is no `defaults.sender`",
        "add it, with `none` where there shall be no default")
}
