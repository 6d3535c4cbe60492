internal import Diagnostics
internal import SenderModel
internal import TableAnalysis
internal import TenantConfig

/// A sender only messages that name it are sent from.
enum NamedOnlySender: ProvedCheck {
    static let code = CheckCode.namedOnlySender
    static let statement = "only a message that itself names a sender can be sent from it"
    static let why = """
        No default, team, user, pool or rule leads to it: it is used in the threads it is already on, or by whoever \
        writes it into `from`. That may be meant, so it is a note.
        """
    static let bad = [
        Example(
            """
            inventory:
              - {sender: "+442079460101", id: support}
              - {sender: ⟪"+442079460102"⟫, id: campaign}
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
              - {sender: "+442079460102", id: campaign}
            defaults: {sender: support}
            order:
              rules:
                - conversation
                - explicit
                - {use: {sender: campaign}, when: {purpose: marketing}}
                - default
            """)
    ]

    static func run(
        _ tenant: LintedTenant, _ facts: ProvedFacts, known: [Diagnostic], _ findings: inout Findings
    ) {
        // That nothing at all can be sent is said once.
        if known.contains(where: { $0.code == .noSendableNumber }) { return }
        for (index, finding) in facts.senders.enumerated() {
            guard case .namedOnly = finding else { continue }
            findings.report(
                .namedOnly(tenant.name(index)), at: tenant.senderPlace(index), subject: tenant.subject(of: index))
        }
    }
}

extension FindingText {
    fileprivate static func namedOnly(_ name: String) -> FindingText {
        .init(
            "only messages that name \(name) are sent from it",
            help: "nothing to do if that is meant; else use it in a rule, a default, a team or a pool")
    }
}
