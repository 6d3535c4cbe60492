internal import Evaluation
internal import SenderModel
internal import TableAnalysis

/// One decision that opens to its whole trace.
package struct DecisionCard: Sendable {
    let explanation: Explanation

    init(_ explanation: Explanation) { self.explanation = explanation }

    /// Decides an example.
    init(_ example: WitnessMessage, _ evaluator: Evaluator) {
        let message = example.message
        var scratch = EvaluationScratch()
        var trace = DecisionTrace()
        let decision = evaluator.decide(message, scratch: &scratch, trace: &trace)
        explanation = Explanation(evaluator, message, decision, trace.steps)
    }

    /// Sent, rejected or routed.
    package var kind: String {
        switch explanation.decision.outcome {
        case .send: "sent"
        case .reject: "rejected"
        case .route: "routed"
        }
    }

    /// - Parameter note: to be shown beside the title.
    func html(_ title: String, note: HTML = "", _ sourceLine: (String) -> String?) -> HTML {
        """
        <details class="card"><summary><span class="tag \(kind)">\(kind)</span> <b>\(title)</b> <span class="grow">\(explanation.facts.joined(separator: " · "))</span> \(note)<span class="out">\(result)</span></summary>
        \(trace(sourceLine))</details>
        """
    }

    /// What it came to, in as few words as there are.
    package var result: String {
        let decision = explanation.decision
        if let sender = decision.sender { return explanation.view.label(sender) }
        let table = explanation.view.table
        if let user = decision.user { return "to \(table.users[user].name)" }
        if let team = decision.team { return "to \(table.teams[team].name)" }
        if decision.outcome == .route { return "to the inbox" }
        return [decision.reason?.rawValue, decision.detail?.rawValue].compactMap { $0 }.joined(separator: ", ")
    }

    /// Every row that was tried, and the outcome.
    package func trace(_ sourceLine: (String) -> String?) -> HTML {
        let (decision, table) = (explanation.decision, explanation.view.table)
        let facts = explanation.facts.map { "<p>\($0)</p>\n" as HTML }
        let warnings = decision.warnings.members.map { warning in
            "<p><span class=\"tag warning\">warning</span> \(HTML.prose(explanation.words(warning)))</p>\n" as HTML
        }
        let steps = lines()
        let list: HTML = steps.isEmpty ? "" : "<ol class=\"steps\" aria-label=\"Rules tried\">\n\(steps)</ol>\n"
        var source: HTML = ""
        if let row = decision.row {
            let at = table.rows[row].at
            let line = sourceLine(at).map { " <code>\($0)</code>" as HTML } ?? ""
            source = "<p class=\"muted\">\(at)\(line)</p>\n"
        }
        return """
            <div class="trace">
            \(facts)\(warnings)\(list)<p class="outcome">\(HTML.prose(explanation.outcome))</p>
            \(source)</div>
            """
    }

    /// A line for each row that was tried; neighbours that don't apply are one where there are many, for what each asks
    /// stands in the table.
    private func lines() -> [HTML] {
        let (steps, table) = (explanation.steps, explanation.view.table)
        var lines: [HTML] = []
        var index = 0
        while index < steps.count {
            let step = steps[index]
            var end = index + 1
            while step.result == .notApplicable, end < steps.count, steps[end].result == .notApplicable,
                steps[end].row == steps[end - 1].row + 1
            {
                end += 1
            }
            if end - index > Self.mostAlike {
                lines.append(
                    "<li class=\"not_applicable\" value=\"\(step.row + 1)\"><b>to \(steps[end - 1].row + 1)</b> <span>do not apply: \(end - index) rules, by their conditions</span></li>\n"
                )
                index = end
                continue
            }
            lines.append(
                "<li class=\"\(step.result.rawValue)\" value=\"\(step.row + 1)\"><b>\(table.rows[step.row].name)</b> <span>\(HTML.prose(explanation.words(step)))</span></li>\n"
            )
            index += 1
        }
        return lines
    }

    /// How many neighbours that don't apply are each told.
    private static let mostAlike = 8
}
