internal import Evaluation
internal import SenderModel
internal import TableAnalysis
internal import YAMLSyntax

/// Which rows of a table test cases hit, of those that can decide a message at all.
public struct Coverage: Sendable {
    struct Row: Sendable {
        /// In the table's rows.
        let position: Int
        let name: String
        let at: String
        let isHit: Bool
        /// A message that the row decides.
        let example: WitnessMessage
    }

    /// The reachable rows, in order.
    let rows: [Row]
    private let table: DecisionTable

    /// Rows that a case reaches.
    public var hit: Int { rows.count(where: \.isHit) }
    /// Rows that can decide a message at all.
    public var reachable: Int { rows.count }

    /// - Throws: `AnalysisFailure`.
    init(_ table: DecisionTable, hit: Set<Int>) throws(AnalysisFailure) {
        self.table = table
        rows = try TableAnalysis(table).decidedMessages().enumerated().compactMap { index, example in
            example.map {
                Row(
                    position: index, name: table.rows[index].name, at: table.rows[index].at,
                    isHit: hit.contains(index), example: $0)
            }
        }
    }

    /// A ready test case, as YAML, for each row that no case hits; empty where there is none.
    public func cases() -> String {
        let missing = rows.filter { !$0.isHit }
        guard !missing.isEmpty else { return "" }
        let evaluator = Evaluator(table)
        var scratch = EvaluationScratch()
        var text = "tests:\n"
        for row in missing {
            let decision = evaluator.decide(row.example.message, scratch: &scratch)
            var expected: [(String, String)] = []
            if let sender = decision.sender {
                let entry = table.inventory[sender]
                expected.append(("sender", YAMLText.scalar(entry.id ?? entry.sender)))
            } else {
                expected.append(("outcome", decision.outcome.rawValue))
                if let reason = decision.reason { expected.append(("reason", reason.rawValue)) }
                if let detail = decision.detail { expected.append(("detail", detail.rawValue)) }
            }
            expected.append(("rule", YAMLText.scalar(row.name)))
            text += "  - name: \(YAMLText.scalar("rule \(row.name) decides"))\n"
            text += "    message: \(row.example.yaml)\n"
            text += "    expect: {\(expected.map { "\($0): \($1)" }.joined(separator: ", "))}\n"
        }
        return text
    }
}
