internal import MessageIO

/// A JSON document to be written, its keys in the order they are given.
package indirect enum JSONTree: Sendable {
    case null
    case boolean(Bool)
    case number(Int)
    case text(String)
    case list([JSONTree])
    case object([(String, JSONTree)])

    /// On one line, without blanks.
    package var compact: String {
        switch self {
        case .null: "null"
        case .boolean(let value): value ? "true" : "false"
        case .number(let value): "\(value)"
        case .text(let value): JSONString.quoted(value)
        case .list(let items): "[" + items.map(\.compact).joined(separator: ",") + "]"
        case .object(let pairs):
            "{" + pairs.map { "\(JSONString.quoted($0)):\($1.compact)" }.joined(separator: ",") + "}"
        }
    }

    /// For people: two blanks a level, lists of plain values on one line.
    package func indented(_ level: Int = 0) -> String {
        let lead = String(repeating: "  ", count: level + 1)
        let end = "\n" + String(repeating: "  ", count: level)
        switch self {
        case .list(let items) where items.contains { $0.isCollection }:
            return "[\n" + items.map { lead + $0.indented(level + 1) }.joined(separator: ",\n") + end + "]"
        case .list(let items): return "[" + items.map(\.compact).joined(separator: ", ") + "]"
        case .object(let pairs) where !pairs.isEmpty:
            let lines = pairs.map { "\(lead)\(JSONString.quoted($0)): \($1.indented(level + 1))" }
            return "{\n" + lines.joined(separator: ",\n") + end + "}"
        default: return compact
        }
    }

    private var isCollection: Bool {
        switch self {
        case .list, .object: true
        default: false
        }
    }

    /// A list of texts.
    package static func texts(_ texts: some Sequence<String>) -> JSONTree { .list(texts.map { .text($0) }) }
}
