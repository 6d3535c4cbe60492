internal import SenderModel

/// Numbers for rows that two tables share: the same source under the same conditions has the same number in both.
enum RowLabels {
    private struct Content: Hashable {
        let source: String
        let when: DecisionTable.Condition?
        let unless: DecisionTable.Condition?
        /// The how manieth such row it is.
        var repetition = 0
    }

    /// By table and row.
    static func labels(_ tables: [DecisionTable]) -> [[Int32]] {
        // No two rows of one table have the same.
        if tables.count == 1 { return [Array(0..<Int32(tables[0].rows.count))] }
        var numbers: [Content: Int32] = [:]
        return tables.map { table in
            var used: Set<Content> = []
            return table.rows.map { row in
                var content = Content(source: text(row.source, table), when: row.when, unless: row.unless)
                while !used.insert(content).inserted { content.repetition += 1 }
                if let known = numbers[content] { return known }
                numbers[content] = Int32(numbers.count)
                return Int32(numbers.count - 1)
            }
        }
    }

    private static func text(_ source: DecisionTable.Source, _ table: DecisionTable) -> String {
        switch source {
        case .pool(let pool): "pool \(table.pools[pool].name)"
        case .sender(let entry): "sender \(table.inventory[entry].sender) \(table.inventory[entry].country?.code ?? "")"
        case .conversation: "conversation"
        case .explicit: "explicit"
        case .user: "user"
        case .firstUsed: "first_used"
        case .lastUsed: "last_used"
        case .countryDefault: "country_default"
        case .default: "default"
        case .team: "team"
        case .best: "best"
        case .reject: "reject"
        }
    }
}
