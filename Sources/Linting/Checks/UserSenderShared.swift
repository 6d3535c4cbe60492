internal import Diagnostics
internal import SenderModel
internal import TenantConfig

/// Two users with the same own number.
enum UserSenderShared: TenantCheck {
    static let code = CheckCode.userSenderShared
    static let statement = "two users have the same number as their own"
    static let why = """
        What comes in on the number goes to the first of them, and customers of the second get answers from somebody \
        they never wrote to. A number several people send from is a team's.
        """
    static let bad = [
        Example(
            """
            users:
              jane: {sender: support}
              joe: {sender: ⟪support⟫}
            """, preset: "staff-first")
    ]
    static let good = [
        Example(
            """
            users:
              jane: {sender: support}
              joe: {name: Joe}
            """, preset: "staff-first")
    ]

    static func run(_ tenant: LintedTenant, _ findings: inout Findings) {
        // With one number for everybody nobody owns any, which `multi-number-disabled` says.
        guard tenant.table.allowsUserNumbers else { return }
        // By entry: its first user.
        var first: [Int?] = Array(repeating: nil, count: tenant.table.inventory.count)
        for index in tenant.table.users.indices {
            guard let entry = tenant.table.users[index].sender else { continue }
            guard let earlier = first[entry] else {
                first[entry] = index
                continue
            }
            let (user, other) = (tenant.config.users[index], tenant.config.users[earlier])
            guard let sender = user.sender, let others = other.sender else { continue }
            findings.report(
                .shared(tenant.name(entry), user.name.value, other.name.value), at: tenant.place(sender.range),
                subject: "user \(user.name.value)",
                related: [
                    .init("the number of \(Wording.quote(other.name.value)) here", at: tenant.place(others.range))
                ])
        }
    }
}

extension FindingText {
    fileprivate static func shared(_ name: String, _ user: String, _ other: String) -> FindingText {
        .init(
            "\(name) is the own number of \(Wording.quote(other)) and of \(Wording.quote(user))",
            help: "give each a number, or give this one to a team that both are members of")
    }
}
