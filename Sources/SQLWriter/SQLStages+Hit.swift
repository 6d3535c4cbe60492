internal import SenderModel

/// Which row decides, and what is said of the message.
extension SQLStages {
    /// An expression for each program; the engine asks only the tenant's.
    private func perProgram(_ expressions: [String], otherwise: String) -> String {
        let cases = expressions.enumerated().map { program, expression in
            "WHEN \(program) THEN \(expression.replacing("\n", with: "\n      "))"
        }
        return "CASE program\n      \(cases.joined(separator: "\n      "))\n      ELSE \(otherwise)\n    END"
    }

    func jumps(level: Int, from last: String) -> String {
        let added = (0..<reads.jumps[level]).map { position in
            let made = programs.map { program in
                let jumps = level < program.levels.count ? program.levels[level] : []
                return position < jumps.count ? jumps[position] : "FALSE"
            }
            return "coalesce(\(perProgram(made, otherwise: "FALSE")), FALSE) AS \(SQLJumps.column(level, position))"
        }
        return stage("jumped_\(level + 1)", added, from: last)
    }

    func decided(from last: String) -> String {
        let hit = perProgram(programs.map(\.text), otherwise: "NULL")
        return stage(
            "decided",
            [
                "problem IS NULL AND tenant IS NOT NULL AND NOT is_inbound AND is_possible AS is_outbound",
                "CASE WHEN problem IS NULL AND NOT is_inbound AND is_possible THEN \(hit) END AS hit",
            ], from: last)
    }

    /// What is said of a message.
    var answered: String {
        let stopped = dialect.quotient("(0 - hit)", SQLProgram.stopFactor)
        let sent = dialect.quotient("hit", SQLProgram.rowFactor)
        let details = SQLFailure.details.enumerated().map { bit, detail in
            "WHEN ((0 - hit) & \(1 << bit)) <> 0 THEN '\(detail.rawValue)'"
        }
        return """
            SELECT
              decided.id,
              CASE
                WHEN problem IS NOT NULL THEN 'error'
                WHEN is_outbound AND hit > 0 THEN 'send'
                WHEN is_inbound AND inbound_entry IS NOT NULL THEN 'route'
                ELSE 'reject'
              END AS outcome,
              sender.sender,
              rule.name AS rule,
              CASE
                WHEN problem IS NOT NULL THEN NULL
                WHEN decided.tenant IS NULL THEN 'unknown_tenant'
                WHEN is_inbound THEN CASE WHEN inbound_entry IS NULL THEN 'unknown_number' END
                WHEN NOT is_possible THEN 'invalid_recipient'
                WHEN hit IS NULL THEN 'no_sender'
                WHEN hit < 0 THEN CASE WHEN ((0 - hit) & \(SQLProgram.stopFactor - 1)) = 0 THEN 'rejected_by_rule' ELSE 'unusable' END
              END AS reason,
              CASE
                WHEN problem IS NOT NULL THEN problem
                WHEN hit < 0 THEN CASE
                  \(details.joined(separator: "\n      "))
                END
              END AS detail,
              CASE WHEN problem IS NULL AND decided.tenant IS NOT NULL AND is_possible THEN decided.country END AS country
            FROM decided
            LEFT JOIN sender ON hit > 0 AND sender.tenant = decided.tenant
              AND sender.entry = hit - \(sent) * \(SQLProgram.rowFactor)
            LEFT JOIN rule ON rule.tenant = decided.tenant
              AND rule.number = CASE WHEN hit > 0 THEN \(sent) ELSE \(stopped) END

            """
    }
}
