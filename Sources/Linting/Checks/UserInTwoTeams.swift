internal import Diagnostics
internal import SenderModel
internal import TenantConfig

/// A user who is a member of several teams.
enum UserInTwoTeams: TenantCheck {
    static let code = CheckCode.userInTwoTeams
    static let statement = "a user is a member of two teams"
    static let why = """
        A message that names the user and no team is then nobody's team's: which of the two was meant can't be known, \
        so the `team` rule finds nothing and conditions on the team don't hold.
        """
    static let bad = [
        Example(
            """
            users: {jane: {name: Jane}}
            teams:
              sales: {sender: support, members: [jane]}
              care: {sender: support, members: [⟪jane⟫]}
            """)
    ]
    static let good = [
        Example(
            """
            users: {jane: {name: Jane}}
            teams:
              sales: {sender: support, members: [jane]}
              care: {sender: support, members: []}
            """)
    ]

    static func run(_ tenant: LintedTenant, _ findings: inout Findings) {
        var first: [String: (team: String, range: SourceRange)] = [:]
        var reported: Set<String> = []
        for team in tenant.config.teams {
            for member in team.members {
                guard let other = first[member.value] else {
                    first[member.value] = (team.name.value, member.range)
                    continue
                }
                // The same team twice is harmless.
                guard other.team != team.name.value, reported.insert(member.value + " " + team.name.value).inserted
                else { continue }
                findings.report(
                    .both(member.value, other.team, team.name.value), at: tenant.place(member.range),
                    subject: "user \(member.value) team \(team.name.value)",
                    related: [
                        .init("a member of \(Wording.quote(other.team)) here", at: tenant.place(other.range))
                    ])
            }
        }
    }
}

extension FindingText {
    fileprivate static func both(_ user: String, _ first: String, _ second: String) -> FindingText {
        .init(
            "user \(Wording.quote(user)) is a member of \(Wording.list([first, second]))",
            help: "keep one, or make sure every message of this user names its team")
    }
}
