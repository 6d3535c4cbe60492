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
        // By user: the team and the place in it that name it first.
        var first: [(team: Int, member: Int)?] = Array(repeating: nil, count: tenant.table.users.count)
        var reported: Set<String> = []
        let teams = tenant.config.teams
        for (team, members) in tenant.members.enumerated() {
            for (position, user) in members.enumerated() {
                guard let other = first[user] else {
                    first[user] = (team, position)
                    continue
                }
                // The same team twice is harmless.
                guard other.team != team else { continue }
                let (member, name) = (teams[team].members[position], teams[team].name.value)
                guard reported.insert(member.value + " " + name).inserted else { continue }
                let otherName = teams[other.team].name.value
                findings.report(
                    .both(member.value, otherName, name), at: tenant.place(member.range),
                    subject: "user \(member.value) team \(name)",
                    related: [
                        .init(
                            "a member of \(Wording.quote(otherName)) here",
                            at: tenant.place(teams[other.team].members[other.member].range))
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
