// In: bytes that anybody may have written. Out: nothing, or what the program did wrong with them. `make fuzz` runs the
// targets under libFuzzer (Tests/FuzzMain), FuzzTests runs them on the corpus (Tests/FuzzCorpus), where every input that
// ever found a fault stays.

/// One way into the program for bytes from outside, with what must hold whatever they are.
package enum FuzzTarget: String, CaseIterable, Sendable {
    /// YAML to nodes, to a tenant, to a table, and back.
    case yaml
    /// Messages as NDJSON, a JSON array or YAML, to decisions.
    case messages
    /// The reader of compiled tables.
    case table
    /// CSV: messages and contacts.
    case csv
    /// Numbers.
    case numbers
    /// `# sendfrom:allow` comments.
    case suppressions
    /// Fixes, and values set and taken away.
    case edits
    /// A provider's listing.
    case listing

    /// - Throws: `FuzzFinding`; a trap is a finding too.
    package func run(_ bytes: [UInt8]) throws {
        switch self {
        case .yaml: try YAMLTarget.run(bytes)
        case .messages: try MessagesTarget.run(bytes)
        case .table: try TableTarget.run(bytes)
        case .csv: try CSVTarget.run(bytes)
        case .numbers: try NumbersTarget.run(bytes)
        case .suppressions: try SuppressionsTarget.run(bytes)
        case .edits: try EditsTarget.run(bytes)
        case .listing: try ListingTarget.run(bytes)
        }
    }
}

/// What must hold and doesn't.
package struct FuzzFinding: Error, CustomStringConvertible {
    package let description: String
}

func require(_ condition: Bool, _ what: @autoclosure () -> String) throws {
    if !condition { throw FuzzFinding(description: what()) }
}
