internal import Diagnostics
internal import SenderModel
internal import TenantConfig

/// A sender that a rule or a pool names and the rule can never use.
enum RuleSenderUnusable: TenantCheck {
    static let code = CheckCode.ruleSenderUnusable
    static let statement = "a sender that a rule or a pool names can't be used"
    static let why = """
        The rule requires something the sender isn't: assigned, active, or able to send what its messages need. The \
        rule then passes every message on, or rejects it; a pool does without that member.
        """
    static let bad = [
        Example(
            """
            inventory:
              - {sender: "+442079460101", id: support}
              - {sender: "+442079460102", id: sales, status: suspended}
            order:
              rules:
                - {use: {sender: ⟪sales⟫}, when: {purpose: marketing}}
                - {use: {sender: support}}
            """),
        Example(
            """
            inventory:
              - {sender: "+442079460101", id: uk-1}
              - {sender: "+442079460102", id: uk-2, status: pending}
            pools:
              uk: {senders: [uk-1, ⟪uk-2⟫]}
            order:
              rules: [{use: {pool: uk}}]
            """),
    ]
    static let good = [
        Example(
            """
            inventory:
              - {sender: "+442079460101", id: support}
            order:
              rules: [{use: {sender: support}}]
            """)
    ]

    static func run(_ tenant: LintedTenant, _ findings: inout Findings) {
        let (rules, written) = (tenant.table.rows, tenant.writtenRules)
        for index in written.indices {
            guard case .sender(let entry) = rules[index].source,
                case .sender(let reference)? = written[index].use?.value,
                let failure = failure(of: entry, in: rules[index], tenant)
            else { continue }
            let row = rules[index]
            findings.report(
                .rule(row.name, tenant.name(entry), failure, tenant.table.inventory[entry]),
                at: tenant.place(reference.range), subject: "rule \(row.name)",
                related: tenant.related(entry, failure))
        }
        for (index, pool) in tenant.config.pools.enumerated() {
            // A pool that no rule uses is `data-without-rule`'s.
            let rows = tenant.table.rows.filter { $0.source == .pool(index) }
            guard !rows.isEmpty else { continue }
            var seen: Set<Int> = []
            for member in pool.senders {
                guard let entry = tenant.entry(member), seen.insert(entry).inserted else { continue }
                let failures = rows.map { failure(of: entry, in: $0, tenant) }
                guard let failure = failures.first ?? nil, !failures.contains(nil) else { continue }
                findings.report(
                    .member(pool.name.value, tenant.name(entry), failure, tenant.table.inventory[entry]),
                    at: tenant.place(member.range), subject: "pool \(pool.name.value) \(tenant.subject(of: entry))",
                    related: tenant.related(entry, failure))
            }
        }
    }

    /// For a message that needs what the rule's condition asks for, else a text message.
    private static func failure(of entry: Int, in row: DecisionTable.Row, _ tenant: LintedTenant) -> RowResult? {
        var needs = row.when?.needs ?? [.sms]
        // What `unless` alone takes away leaves the rest.
        if let unless = row.unless?.needs, row.unless == Self.only(unless) {
            let all = row.when?.needs ?? MemberSet(Need.allCases)
            needs = MemberSet(all.members.filter { !unless.contains($0) && (unless.contains(.sms) || $0 == .sms) })
        }
        return needs.isEmpty ? nil : tenant.failure(of: entry, require: row.require, needs: needs)
    }

    private static func only(_ needs: MemberSet<Need>) -> DecisionTable.Condition {
        var condition = DecisionTable.Condition()
        condition.needs = needs
        return condition
    }
}

extension FindingText {
    fileprivate static func rule(
        _ rule: String, _ sender: String, _ failure: RowResult, _ entry: InventoryEntry
    ) -> FindingText {
        let (problem, help) = problem(failure, entry)
        return .init(
            "rule \(Wording.quote(rule)) can't use \(sender), which \(problem)", help: "name another sender, or \(help)"
        )
    }

    fileprivate static func member(
        _ pool: String, _ sender: String, _ failure: RowResult, _ entry: InventoryEntry
    ) -> FindingText {
        let (problem, help) = problem(failure, entry)
        return .init(
            "pool \(Wording.quote(pool)) can't use \(sender), which \(problem)",
            help: "take it out of the pool, or \(help)")
    }
}
