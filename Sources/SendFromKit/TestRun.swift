public import Diagnostics
internal import Evaluation
public import SenderModel
internal import TableAnalysis

/// Runs a tenant's cases through the evaluator.
public struct TestRun: Sendable {
    /// What came of one case.
    public struct Result: Sendable {
        /// The case's or invariant's name.
        public let name: String
        /// Where it stands.
        public let place: Place
        /// What differed, a line each; empty for a case that passed.
        public let differences: [String]
        /// The decision explained; empty for a case that passed.
        public let explanation: [String]
        /// What to know of one that passed.
        public var note: String?
        /// The row that decided the case's message.
        var row: Int?

        /// Whether nothing differed.
        public var passed: Bool { differences.isEmpty }
    }

    private let decider: TenantDecider
    private let view: TableView

    /// Runs cases against a valid table.
    public init(_ table: DecisionTable) {
        decider = TenantDecider([table])
        view = TableView(table)
    }

    /// Decides a case's message and compares what it expects.
    public func run(_ test: TestCase) -> Result {
        let tenant = decider.tenant(of: test.message)
        if let tenant, let problem = decider.evaluators[tenant].problem(with: test.message) {
            return Result(
                name: test.name, place: test.place, differences: ["the message is an error: \(problem)"],
                explanation: [])
        }
        var scratch = decider.makeScratch()
        var trace: DecisionTrace? = DecisionTrace()
        let decision = decider.decide(test.message, tenant: tenant, scratch: &scratch, trace: &trace)
        let differences = test.expected.compactMap { difference($0.key, $0.value.value, decision) }
        let explanation =
            differences.isEmpty
            ? [] : Explanation(decider.evaluators[0], test.message, decision, trace?.steps ?? []).lines()
        return Result(
            name: test.name, place: test.place, differences: differences, explanation: explanation, row: decision.row)
    }

    /// Proves an invariant, or shows a message that breaks it.
    func prove(_ test: InvariantCase, _ analysis: TableAnalysis) -> Result {
        var differences: [String] = []
        var explanation: [String] = []
        var note: String?
        do {
            for invariant in test.invariants {
                switch try analysis.prove(invariant) {
                case .proved: note = note ?? "proved"
                case .vacuous: note = "no message is spoken of"
                case .refuted(let witness):
                    differences.append("not so for \(witness.json)")
                    explanation += explained(witness.message)
                }
            }
        } catch {
            differences.append("not proved: " + AnalysisWords.failure(error).message)
        }
        return Result(
            name: test.name, place: test.place, differences: differences, explanation: explanation, note: note)
    }

    private func explained(_ message: Message) -> [String] {
        var scratch = decider.makeScratch()
        var trace: DecisionTrace? = DecisionTrace()
        let decision = decider.decide(message, tenant: 0, scratch: &scratch, trace: &trace)
        return Explanation(decider.evaluators[0], message, decision, trace?.steps ?? []).lines()
    }

    /// "sender: expected uk-main, got support (+1…)", or nil where they are equal.
    private func difference(_ key: TestCase.ExpectedKey, _ expected: [String], _ decision: Decision) -> String? {
        let table = view.table
        let row = decision.row.map { table.rows[$0].name }
        let got: String?
        switch key {
        case .sender:
            guard let sender = decision.sender else { return said(key, expected, nil) }
            if isReference(expected[0], to: sender) { return nil }
            return said(key, expected, view.label(sender))
        case .outcome: got = decision.outcome.rawValue
        case .senderID: got = decision.sender.flatMap { table.inventory[$0].id }
        case .rule: got = row
        case .reason: got = decision.reason?.rawValue
        case .detail: got = decision.detail?.rawValue
        case .country:
            switch decision.country {
            case .notGiven: got = nil
            case .none: got = "null"
            case .country(let country): got = country.code
            }
        case .user: got = decision.user.map { table.users[$0].name }
        case .team: got = decision.team.map { table.teams[$0].name }
        case .warnings:
            let warnings = decision.warnings.members.map(\.rawValue)
            return warnings == expected ? nil : said(key, expected, warnings.joined(separator: ", "))
        }
        return got == expected[0] ? nil : said(key, expected, got)
    }

    private func isReference(_ text: String, to sender: Int) -> Bool {
        let entry = view.table.inventory[sender]
        if entry.id == text { return true }
        // An id wins over a sender of the same text.
        if view.table.inventory.contains(where: { $0.id == text }) { return false }
        return Reference.normalized(text) == Reference.normalized(entry.sender)
    }

    private func said(_ key: TestCase.ExpectedKey, _ expected: [String], _ got: String?) -> String {
        let wanted = expected.isEmpty ? "none" : expected.joined(separator: ", ")
        return "\(key.rawValue): expected \(wanted), got \(got.map { $0.isEmpty ? "none" : $0 } ?? "none")"
    }
}
