/// How a file of messages is written.
package enum MessageFormat: String, CaseIterable, Sendable {
    /// One JSON object a line.
    case ndjson
    /// One JSON array of objects.
    case json
    /// A list of mappings.
    case yaml
    /// A header and one record a message.
    case csv

    /// The format a file's ending stands for; nil where it stands for none.
    package init?(path: String) {
        let name = path.utf8.suffix(from: path.utf8.lastIndex(of: UInt8(ascii: "/")) ?? path.utf8.startIndex)
        guard let dot = name.lastIndex(of: UInt8(ascii: ".")) else { return nil }
        switch path[path.utf8.index(after: dot)...].lowercased() {
        case "ndjson", "jsonl": self = .ndjson
        case "json": self = .json
        case "yaml", "yml": self = .yaml
        case "csv": self = .csv
        default: return nil
        }
    }

    /// What a message's position counts: physical lines, or items from 1.
    package var counts: MessagePlace.Count {
        switch self {
        case .ndjson, .csv: .line
        case .json, .yaml: .index
        }
    }
}
