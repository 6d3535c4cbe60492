internal import Diagnostics
internal import TenantConfig
internal import SenderModel

/// Senders that are declared for something no rule reads.
enum DataWithoutRule: TenantCheck {
    static let code = CheckCode.dataWithoutRule
    static let statement = "a default, a user's number, a team or a pool is read by no rule"
    static let why = """
        Somebody declared it and expects messages to go out from it, but no rule of the order ever looks there.
        """
    static let bad = [
        Example(
            """
            ⟪teams⟫: {sales: {sender: support}}
            order:
              rules: [conversation, explicit]
            """),
        Example(
            """
            defaults:
              sender: ⟪support⟫
            order:
              rules: [conversation, explicit]
            """),
    ]
    static let good = [
        Example(
            """
            defaults: {sender: support}
            teams: {sales: {sender: support}}
            order:
              rules: [conversation, explicit, default, team]
            """)
    ]

    static func run(_ tenant: LintedTenant, _ findings: inout Findings) {
        let table = tenant.table
        if let sender = tenant.config.defaults?.sender, case .sender = table.defaultSender, !tenant.reads(.default) {
            findings.report(
                .unread("the default sender", "default"), at: tenant.place(sender.range), subject: "defaults.sender")
        }
        if let first = tenant.config.defaults?.countries.first, !tenant.reads(.countryDefault) {
            findings.report(
                .unread("what `defaults.countries` says", "country_default"), at: tenant.place(first.key.range),
                subject: "defaults.countries")
        }
        let owner = tenant.config.users.first { $0.sender != nil }
        if let sender = owner?.sender, table.allowsUserNumbers, !readsUserNumbers(table) {
            findings.report(
                .unread("a user's own number", "user"), at: tenant.place(sender.range), subject: "users")
        }
        if !table.teams.isEmpty, !tenant.reads(.team),
            !table.rows.contains(where: { $0.when?.teams != nil || $0.unless?.teams != nil })
        {
            findings.report(.unread("what `teams` says", "team"), at: tenant.key("teams"), subject: "teams")
        }
        for (index, pool) in tenant.config.pools.enumerated() where !tenant.reads(.pool(index)) {
            findings.report(
                .unreadPool(pool.name.value), at: tenant.place(pool.name.range), subject: "pool \(pool.name.value)")
        }
    }

    /// `best` and pools take a user's own number for that user only, and `owned` requires it: they read it too.
    private static func readsUserNumbers(_ table: DecisionTable) -> Bool {
        table.rows.contains { row in
            switch row.source {
            case .user, .best, .pool: true
            default: row.require.contains(.owned)
            }
        }
    }
}

extension FindingText {
    fileprivate static func unread(_ what: String, _ source: String) -> FindingText {
        let replies = source == "team" || source == "user" ? "; replies are routed by it all the same" : ""
        return .init(
            "\(what) is read by no rule", help: "add `\(source)` to the rules of `order`, or delete it\(replies)")
    }

    fileprivate static func unreadPool(_ pool: String) -> FindingText {
        .init(
            "pool \(Wording.quote(pool)) is used by no rule",
            help: "add `{use: {pool: \(pool)}}` to the rules of `order`, or delete it")
    }
}
