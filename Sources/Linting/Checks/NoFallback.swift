internal import Diagnostics
internal import SenderModel
internal import TableAnalysis
internal import TenantConfig

/// Messages that end without a sender although there is a usable one, where there is no default on purpose.
enum NoFallback: ProvedCheck {
    static let code = CheckCode.noFallback
    static let statement = "with no default on purpose, some messages get no sender although a usable one exists"
    static let why = """
        `defaults.sender: none` asks for it, so it is a note: which messages these are, and one as an example.
        """
    static let bad = [
        Example(
            """
            inventory: [{sender: "+442079460101", id: support}]
            defaults: {⟪sender⟫: none, countries: {GB: support}}
            order:
              rules: [conversation, explicit, country_default, default]
            """)
    ]
    static let good = [
        Example(
            """
            inventory: [{sender: "+442079460101", id: support}]
            defaults: {sender: none}
            order:
              rules: [conversation, explicit, default, {use: {sender: support}}]
            """)
    ]

    static func run(
        _ tenant: LintedTenant, _ facts: ProvedFacts, known: [Diagnostic], _ findings: inout Findings
    ) {
        guard let gap = facts.gap, tenant.table.defaultSender == .none, tenant.isGapNews(facts, known),
            let key = tenant.config.defaults?.senderKey
        else { return }
        findings.report(.noFallback(gap, tenant), at: tenant.place(key), subject: tenant.subject)
    }
}

extension FindingText {
    fileprivate static func noFallback(_ gap: TableAnalysis.Gap, _ tenant: LintedTenant) -> FindingText {
        .init(
            "without a default, some messages get no sender: \(MessageClassWords.text(gap.common, isLoose: true))",
            help: "nothing to do if that is meant; see `\(tenant.explain(gap.example))`")
    }
}
