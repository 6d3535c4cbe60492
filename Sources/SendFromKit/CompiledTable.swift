public import SenderModel

#if canImport(FoundationEssentials)
    internal import FoundationEssentials
#else
    internal import Foundation
#endif

/// The written form of a decision table.
public enum CompiledTable {
    /// The table as JSON: keys sorted, two spaces of indentation, a line break at the end. The same table gives the same
    /// bytes.
    public static func json(_ table: DecisionTable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(table)) + [UInt8(ascii: "\n")]
    }

    /// Writes a table's JSON as a whole or not at all.
    ///
    /// - Throws: `FileProblem`.
    public static func write(_ json: [UInt8], to path: String) throws { try Files.write(json, to: path) }
}
