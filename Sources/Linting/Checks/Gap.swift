internal import Diagnostics
internal import SenderModel
internal import TableAnalysis
internal import TenantConfig

/// Messages that end without a sender although there is a usable one, where a default was not ruled out.
enum Gap: ProvedCheck {
    static let code = CheckCode.gap
    static let statement = "some messages get no sender although a usable one exists"
    static let why = """
        No rule covers them, and nobody said that there shall be no default: most often a `default` rule is missing, or \
        has a condition too many. What all these messages have in common is told, with one as an example. Where it is on \
        purpose, write `defaults: {sender: none}`.
        """
    static let bad = [
        Example(
            """
            inventory: [{sender: "+442079460101", id: support}]
            ⟪order⟫:
              rules:
                - {use: {sender: support}, when: {country: [GB, IE]}}
            """)
    ]
    static let good = [
        Example(
            """
            inventory: [{sender: "+442079460101", id: support}]
            order:
              rules:
                - {use: {sender: support}}
            """)
    ]

    static func run(
        _ tenant: LintedTenant, _ facts: ProvedFacts, known: [Diagnostic], _ findings: inout Findings
    ) {
        guard let gap = facts.gap, tenant.table.defaultSender != .none, tenant.isGapNews(facts, known) else { return }
        findings.report(.gap(gap, tenant), at: tenant.key("order"), subject: tenant.subject)
    }
}

extension LintedTenant {
    /// Whether a gap doesn't just follow from a finding that was reported.
    func isGapNews(_ facts: ProvedFacts, _ known: [Diagnostic]) -> Bool {
        facts.isGapItsOwn
            && !known.contains { [.sourceWithoutData, .multiNumberDisabled, .noSendableNumber].contains($0.code) }
    }

    /// The command that shows a message's decision.
    func explain(_ message: WitnessMessage) -> String {
        let path = config.files.first?.path ?? ""
        let end = path.lastIndex(of: "/")
        let folder = end == path.startIndex ? "/" : end.map { String(path[..<$0]) } ?? "."
        let flags = message.pairs.map { key, text in
            let isAttribute = table.attributes.contains { $0.name == key }
            let value = text.contains(" ") ? text.split(separator: " ").joined(separator: ",") : text
            return isAttribute
                ? "--attribute \(key)=\(text)" : "--\(key.split(separator: "_").joined(separator: "-")) \(value)"
        }
        return "sendfrom explain \(folder) \(flags.joined(separator: " "))"
    }
}

extension FindingText {
    static func gap(_ gap: TableAnalysis.Gap, _ tenant: LintedTenant) -> FindingText {
        .init(
            "some messages get no sender although a usable one exists: \(MessageClassWords.text(gap.common, isLoose: true))",
            help:
                "add a `default` or `best` rule at the end, or write `defaults: {sender: none}`; see `\(tenant.explain(gap.example))`"
        )
    }
}
