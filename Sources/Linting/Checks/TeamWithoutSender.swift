internal import Diagnostics
internal import TenantConfig
internal import SenderModel

/// A team from which a `team` rule gets nothing.
enum TeamWithoutSender: TenantCheck {
    static let code = CheckCode.teamWithoutSender
    static let statement = "a team has no sender, though a rule takes teams' senders"
    static let why = """
        Messages of this team pass the `team` rule by and go out from somewhere else, or not at all. A tenant whose \
        rules never use `team` may have teams without a sender: conditions can name them.
        """
    static let bad = [
        Example(
            """
            teams:
              sales: {sender: support}
              ⟪field⟫: {members: []}
            """)
    ]
    static let good = [
        Example(
            """
            teams:
              sales: {sender: support}
              field: {countries: {GB: support}}
            """)
    ]

    static func run(_ tenant: LintedTenant, _ findings: inout Findings) {
        // Where no team has a sender, `source-without-data` says so of the rule, unless nobody wrote it.
        let hasSender = tenant.config.teams.contains { $0.sender != nil || !$0.countries.isEmpty }
        guard tenant.reads(.team), hasSender || tenant.usesPreset else { return }
        for team in tenant.config.teams where team.sender == nil && team.countries.isEmpty {
            findings.report(
                .without(team.name.value), at: tenant.place(team.name.range), subject: "team \(team.name.value)")
        }
    }
}

extension FindingText {
    fileprivate static func without(_ team: String) -> FindingText {
        .init(
            "team \(Wording.quote(team)) has no sender, so the `team` rule finds nothing for it",
            help: "add `sender: …`, or `countries:` with a sender for each country")
    }
}
