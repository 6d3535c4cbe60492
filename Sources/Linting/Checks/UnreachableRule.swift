internal import Diagnostics
internal import SenderModel
internal import TableAnalysis
internal import TenantConfig

/// A rule that decides no message there can be: proved over the union of all earlier rules.
enum UnreachableRule: ProvedCheck {
    static let code = CheckCode.unreachableRule
    static let statement = "a rule can never decide a message"
    static let why = """
        Somebody wrote it and expects it to do something. Earlier rules take every message it would, alone or together; \
        or its conditions contradict each other; or it never has a sender that can be used. The smallest set of rules \
        that takes its messages is named.
        """
    static let bad = [
        Example(
            """
            inventory:
              - {sender: "+442079460101", id: support}
              - {sender: "+442079460102", id: sales}
            order:
              rules:
                - {use: {sender: sales}, when: {country: eu}}
                - {use: {sender: support}}
                - ⟪{name: france, use: {sender: sales}, when: {country: FR}}⟫
            """),
        Example(
            """
            inventory:
              - {sender: "+442079460101", id: support}
              - {sender: "+442079460102", id: sales}
            order:
              rules:
                - ⟪{name: never, use: {sender: sales}, when: {country: FR}, unless: {country: eu}}⟫
                - {use: {sender: sales}, when: {country: FR}}
                - {use: {sender: support}}
            """),
    ]
    static let good = [
        Example(
            """
            inventory:
              - {sender: "+442079460101", id: support}
              - {sender: "+442079460102", id: sales}
            order:
              rules:
                - {name: france, use: {sender: sales}, when: {country: FR}}
                - {use: {sender: support}}
            """)
    ]

    static func run(
        _ tenant: LintedTenant, _ facts: ProvedFacts, known: [Diagnostic], _ findings: inout Findings
    ) {
        let rules = tenant.writtenRules
        // What a rule can't use, or takes from nowhere, was said already.
        let explained = Set(
            known.filter { [.sourceWithoutData, .ruleSenderUnusable].contains($0.code) }.map(\.subject))
        let rows = tenant.table.rows
        for index in rules.indices {
            let text: FindingText
            var related: [Diagnostic.Related] = []
            let name = rows[index].name
            switch facts.rows[index] {
            case .decides: continue
            case .contradictsItself: text = .contradiction(name)
            case .noCandidate, .candidateNeverUsable:
                if explained.contains("rule \(name)") || isExplained(rows[index].source, tenant, known) { continue }
                text = .nothingUsable(name, hasCandidate: facts.rows[index] == .candidateNeverUsable)
            case .masked(let masks, let isSmallest):
                text = .masked(name, by: masks.map { rows[$0].name }, isSmallest: isSmallest)
                related = masks.prefix(6).map {
                    .init(
                        "\(Wording.quote(rows[$0].name)) comes first", at: tenant.firstLine(rules[$0].range)
                    )
                }
            }
            findings.report(
                text, at: tenant.firstLine(rules[index].range), subject: "rule \(name)", related: related)
        }
    }

    /// Whether findings about what a source takes its senders from say why none is usable.
    private static func isExplained(
        _ source: DecisionTable.Source, _ tenant: LintedTenant, _ known: [Diagnostic]
    ) -> Bool {
        let codes: Set<CheckCode>
        switch source {
        case .default: codes = [.defaultNotAssigned, .defaultNotActive, .defaultNotCapable]
        case .countryDefault:
            codes = [
                .defaultNotAssigned, .defaultNotActive, .defaultNotCapable, .countryMismatch, .nonCompliantDefault,
            ]
        case .team: codes = [.teamSenderNotAssigned, .teamSenderNotActive, .teamSenderNotCapable, .teamWithoutSender]
        case .user:
            codes = [
                .userSenderNotAssigned, .userSenderNotActive, .userSenderNotCapable, .multiNumberDisabled,
                .organizationNumberNotUsable, .organizationNumberNotInInventory,
            ]
        case .pool: codes = [.ruleSenderUnusable]
        default: codes = []
        }
        // `defaults.sender: none` is a decision.
        if source == .default, tenant.table.defaultSender == .none { return true }
        return known.contains { codes.contains($0.code) } || known.contains { $0.code == .noSendableNumber }
    }
}

extension LintedTenant {
    /// A range up to the end of its first line.
    func firstLine(_ range: SourceRange) -> Place {
        let whole = place(range)
        guard let source = whole.source else { return whole }
        let line = source.lineRange(whole.start.line)
        return Place(
            source, whole.bytes.lowerBound..<max(whole.bytes.lowerBound, min(whole.bytes.upperBound, line.upperBound)))
    }
}

extension FindingText {
    fileprivate static func contradiction(_ rule: String) -> FindingText {
        .init(
            "rule \(Wording.quote(rule)) can never decide: its conditions hold for no message",
            help: "no message matches all of `when` and none of `unless`; correct them, or delete the rule")
    }

    fileprivate static func nothingUsable(_ rule: String, hasCandidate: Bool) -> FindingText {
        .init(
            "rule \(Wording.quote(rule)) can never decide: "
                + (hasCandidate
                    ? "no sender it takes can be used for a message it matches"
                    : "it finds no sender for any message it matches"),
            help: hasCandidate
                ? "name a sender that can be used there, widen `when`, or delete the rule"
                : "give its source something for these messages, widen `when`, or delete the rule")
    }

    fileprivate static func masked(_ rule: String, by names: [String], isSmallest: Bool) -> FindingText {
        let who = Wording.list(Array(names.prefix(6))) + (names.count > 6 ? " and \(names.count - 6) more" : "")
        let what = names.count == 1 ? "decides every message it would" : "together decide every message it would"
        return .init(
            "rule \(Wording.quote(rule)) can never decide: \(who) \(what)"
                + (isSmallest ? "" : " (none of them can be left out; a smaller set may do it too)"),
            help: "move it above \(names.first.map(Wording.quote) ?? "them"), or delete it")
    }
}
