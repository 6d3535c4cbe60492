public import Evaluation
internal import NumberingPlan
public import SenderModel

/// One decision in prose: what was given, what each rule said, what came out. What `explain` prints and a failed test
/// shows; made from the trace of the one evaluation there is.
public struct Explanation: Sendable {
    let evaluator: Evaluator
    let view: TableView
    let message: Message
    let decision: Decision
    let steps: [DecisionStep]

    /// Explains a decision that this evaluator made of this message, from the steps of its trace.
    public init(_ evaluator: Evaluator, _ message: Message, _ decision: Decision, _ steps: [DecisionStep]) {
        self.evaluator = evaluator
        view = TableView(evaluator.table)
        self.message = message
        self.decision = decision
        self.steps = steps
    }

    var table: DecisionTable { view.table }

    /// Lines of text, without a line break at the end of each.
    ///
    /// - Parameter sourceLine: the line of a file that a row's `at` names, if it can be had.
    public func lines(sourceLine: (String) -> String? = { _ in nil }) -> [String] {
        guard message.direction == .outbound else { return facts + [outcome] }
        var lines = facts
        lines += decision.warnings.members.map { "warning: \(words($0))" }
        if !steps.isEmpty { lines.append("") }
        lines += stepLines()
        lines += ["", outcome]
        if let row = decision.row {
            lines.append("  \(table.rows[row].at)")
            if let source = sourceLine(table.rows[row].at) { lines.append("    \(source)") }
        }
        return lines
    }

    /// A line for each row that was tried, with what it said.
    public func stepLines() -> [String] {
        var lines: [String] = []
        let width = steps.map { table.rows[$0.row].name.count }.max() ?? 0
        for step in steps {
            let name = table.rows[step.row].name
            let number = String(step.row + 1)
            lines.append(
                String(repeating: " ", count: max(0, 3 - number.count)) + number + ". " + name
                    + String(repeating: " ", count: width - name.count) + "  " + words(step))
        }
        return lines
    }

    // MARK: - What was given

    /// What was given, a line each.
    var facts: [String] {
        guard message.direction == .outbound else {
            return ["inbound on \(message[.to] ?? "")" + (message[.from].map { " from \($0)" } ?? "")]
        }
        return [recipient()] + [given()].compactMap { $0 }
    }

    private func recipient() -> String {
        let text = message[.to] ?? ""
        let digits = Reference.normalized(text)
        guard decision.reason != .invalidRecipient else {
            let hasPlus = text.utf8.contains(UInt8(ascii: "+"))
            return "to \(text): not a possible E.164 number"
                + (hasPlus ? "" : "; it must start with `+` and the calling code")
        }
        let facts = NumberingPlan.facts(of: digits)
        let country = facts.country?.code ?? "no country"
        return "to \(digits): \(country), \(facts.lineType.name)" + (facts.isValid ? "" : ", not in the numbering plan")
    }

    private func given() -> String? {
        var parts: [String] = []
        for key in Message.Key.allCases where ![.id, .tenant, .to].contains(key) {
            if let text = message[key] { parts.append("\(key.name) \(text)") }
        }
        if let origin = message.origin { parts.append("origin \(origin.rawValue)") }
        if let purpose = message.purpose { parts.append("purpose \(purpose.rawValue)") }
        if !message.needs.isEmpty {
            parts.append("needs \(message.needs.members.map(\.rawValue).joined(separator: " "))")
        }
        for other in message.others {
            let name = message.text(other.name)
            if case .text(let value) = other.value, table.attributes.contains(where: { $0.name == name }) {
                parts.append("\(name) \(message.text(value))")
            }
        }
        return parts.isEmpty ? nil : "given: " + parts.joined(separator: ", ")
    }

    // MARK: - What came out

    /// What came out, in a line.
    var outcome: String {
        if decision.outcome == .route { return inbound() }
        if let sender = decision.sender, let row = decision.row {
            return "sent from \(view.label(sender)), by rule `\(table.rows[row].name)`"
        }
        switch decision.reason {
        case .noSender, nil: return "rejected: no rule gives a sender (no_sender)"
        case .unusable:
            let name = decision.row.map { table.rows[$0].name } ?? ""
            return "rejected by rule `\(name)`: \(decision.detail?.rawValue ?? "") (unusable)"
        case .rejectedByRule:
            return "rejected by rule `\(decision.row.map { table.rows[$0].name } ?? "")` (rejected_by_rule)"
        case .invalidRecipient: return "rejected: the recipient can't be a phone number (invalid_recipient)"
        case .unknownTenant: return "rejected: the message's tenant is not loaded (unknown_tenant)"
        case .unknownNumber: return "rejected: `\(message[.to] ?? "")` is not in the inventory (unknown_number)"
        }
    }

    private func inbound() -> String {
        if let user = decision.user {
            return "goes to user `\(table.users[user].name)`, whose own number it is"
        }
        if let team = decision.team {
            return "goes to team `\(table.teams[team].name)`, which has the number"
        }
        let nobody =
            table.allowsUserNumbers ? "no user or team has the number" : "no team has the number, and users have none"
        return "goes to the tenant's inbox: \(nobody)"
    }
}
