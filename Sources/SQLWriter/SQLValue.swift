/// A literal of a row of data.
enum SQLValue {
    case integer(Int?)
    case text(String?)
    case flag(Bool)

    /// - Parameter isTyped: written so that a column of nothing but this has a type all the same.
    func written(_ dialect: SQLDialect, isTyped: Bool) -> String {
        switch self {
        case .integer(let value):
            let text = value.map(String.init) ?? "NULL"
            return isTyped ? "CAST(\(text) AS BIGINT)" : text
        case .text(let value):
            let text = value.map(dialect.text) ?? "NULL"
            return isTyped ? "CAST(\(text) AS \(dialect.textType))" : text
        case .flag(let value): return value ? "TRUE" : "FALSE"
        }
    }
}

/// Rows of data that a statement carries.
struct SQLRows {
    let name: String
    let columns: [String]
    /// Where a row says the same of several things, the column that lists them, words separated by spaces; a row each is
    /// made of them.
    var words: String?
    /// What a column of an empty table would hold.
    let like: [SQLValue]
    var rows: [[SQLValue]] = []

    /// The common table expression.
    func written(_ dialect: SQLDialect) -> String {
        func line(_ row: [SQLValue], isTyped: Bool) -> String {
            row.map { $0.written(dialect, isTyped: isTyped) }.joined(separator: ", ")
        }
        guard !rows.isEmpty else {
            let values = zip(columns, like).map { "\($1.written(dialect, isTyped: true)) AS \($0)" }
            return "\(name) AS (\n  SELECT \(values.joined(separator: ", ")) WHERE 1 = 0\n)"
        }
        let lines = rows.enumerated().map { "    (" + line($1, isTyped: $0 == 0) + ")" }.joined(separator: ",\n")
        guard let words else {
            return "\(name)(\(columns.joined(separator: ", "))) AS (\n  VALUES\n\(lines)\n)"
        }
        let kept = columns.map { $0 == words ? "\(dialect.words(of: $0)) AS \($0)" : $0 }.joined(separator: ", ")
        return """
            \(name) AS (
              SELECT \(kept) FROM (VALUES
            \(lines)
              ) AS v(\(columns.joined(separator: ", ")))
            )
            """
    }
}
