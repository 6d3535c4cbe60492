internal import Diagnostics
internal import SenderModel
internal import TableAnalysis
internal import TenantConfig

/// A sender from which no message can be sent, and that isn't released.
enum IdleSender: ProvedCheck {
    static let code = CheckCode.idleSender
    static let statement = "no message at all can be sent from a sender that is not released"
    static let why = """
        It is paid for and does nothing: it is suspended or unassigned, can't send texts, or no rule ever comes to it, \
        not even for a message that names it.
        """
    static let bad = [
        Example(
            """
            inventory:
              - {sender: "+442079460101", id: support}
              - {sender: ⟪"+442079460102"⟫, id: old, status: suspended}
            defaults: {sender: support}
            order:
              rules: [conversation, explicit, default]
            """)
    ]
    static let good = [
        Example(
            """
            inventory:
              - {sender: "+442079460101", id: support}
              - {sender: "+442079460102", id: old, status: released}
            defaults: {sender: support}
            order:
              rules: [conversation, explicit, default]
            """)
    ]

    static func run(
        _ tenant: LintedTenant, _ facts: ProvedFacts, known: [Diagnostic], _ findings: inout Findings
    ) {
        // That nothing at all can be sent is said once.
        if known.contains(where: { $0.code == .noSendableNumber }) { return }
        let blamed = tenant.blamedEntries(known)
        for (index, finding) in facts.senders.enumerated() {
            guard case .idle = finding, tenant.table.inventory[index].status != .released, !blamed.contains(index)
            else { continue }
            findings.report(
                .idle(tenant.name(index), tenant.failure(of: index), tenant.table.inventory[index]),
                at: tenant.senderPlace(index), subject: tenant.subject(of: index))
        }
    }
}

extension FindingText {
    fileprivate static func idle(_ name: String, _ failure: RowResult?, _ entry: InventoryEntry) -> FindingText {
        guard let failure else {
            return .init(
                "no message can be sent from \(name): no rule comes to it",
                help: "use it in a rule, a default or a team, or write `status: released`")
        }
        let (problem, help) = problem(failure, entry)
        return .init(
            "no message can be sent from \(name), which \(problem)", help: "\(help), or write `status: released`")
    }
}
