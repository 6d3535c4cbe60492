/// An engine that a decision table can be written for, and what is special about its SQL. Everything else of a statement
/// is the same on all of them.
package enum SQLDialect: String, CaseIterable, Sendable {
    case duckdb
    case postgres
    case spark

    /// A name as an identifier, whatever it is made of.
    func name(_ text: String) -> String {
        let mark = self == .spark ? "`" : "\""
        return mark + text.replacing(mark, with: mark + mark) + mark
    }

    /// A text as a literal.
    func text(_ text: String) -> String {
        switch self {
        case .duckdb, .postgres: "'" + text.replacing("'", with: "''") + "'"
        case .spark: "'" + text.replacing("\\", with: "\\\\").replacing("'", with: "\\'") + "'"
        }
    }

    /// Whether names that differ only in their letters' case name the same column.
    var ignoresCaseOfNames: Bool { self != .postgres }

    var textType: String {
        switch self {
        case .duckdb: "VARCHAR"
        case .postgres: "TEXT"
        case .spark: "STRING"
        }
    }

    /// The words of a text that are separated by single spaces, a row each.
    func words(of column: String) -> String {
        switch self {
        case .duckdb: "unnest(string_split(\(column), ' '))"
        case .postgres: "unnest(string_to_array(\(column), ' '))"
        case .spark: "explode(split(\(column), ' '))"
        }
    }

    /// What ends a stage that names values the next one uses more than once. PostgreSQL's planner would write each value
    /// out wherever it is used; it doesn't look into a subquery with an offset.
    var stageEnd: String { self == .postgres ? "\n  OFFSET 0" : "" }

    /// The integer quotient of two that are not negative.
    func quotient(_ dividend: String, _ divisor: Int) -> String {
        switch self {
        case .duckdb: "\(dividend) // \(divisor)"
        case .postgres: "\(dividend) / \(divisor)"
        case .spark: "\(dividend) div \(divisor)"
        }
    }

    /// The item of a list of literals at an index that counts from 1.
    func item(of list: [String], at index: String) -> String {
        let items = list.joined(separator: ", ")
        return switch self {
        case .duckdb: "([\(items)])[\(index)]"
        case .postgres: "(ARRAY[\(items)])[\(index)]"
        // Not `element_at`: Spark 4.3 takes it for never NULL where the list has no NULL, and an index that is NULL then
        // yields an item.
        case .spark: "get(array(\(items)), CAST(\(index) - 1 AS INT))"
        }
    }

    /// The greatest of values of which some may be NULL.
    func greatest(_ values: [String]) -> String {
        values.count == 1 ? values[0] : "greatest(\(values.joined(separator: ", ")))"
    }
}
