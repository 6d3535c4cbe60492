public import SenderModel
internal import TableAnalysis

#if canImport(FoundationEssentials)
    internal import FoundationEssentials
#else
    internal import Foundation
#endif

/// The written form of a decision table.
public enum CompiledTable {
    /// The table as JSON: keys sorted, two spaces of indentation, a line break at the end. The same table gives the same
    /// bytes.
    ///
    /// - Parameters:
    ///   - table: valid.
    ///   - digest: of the table's meaning (`digest(_:)`); left out where it isn't given.
    /// - Throws: what the encoder throws; nothing that a valid table could cause.
    public static func json(_ table: DecisionTable, digest: String? = nil) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(Document(table: table, digest: digest))) + [UInt8(ascii: "\n")]
    }

    /// What two tables share exactly if they decide every message alike.
    ///
    /// - Throws: `AnalysisFailure` where the table is too hard to analyse.
    public static func digest(_ table: DecisionTable) throws -> String { try TableAnalysis(table).digest() }

    /// The table's keys, and `digest` among them.
    private struct Document: Encodable {
        let table: DecisionTable
        let digest: String?

        enum Key: String, CodingKey { case digest }

        func encode(to encoder: any Encoder) throws {
            try table.encode(to: encoder)
            var container = encoder.container(keyedBy: Key.self)
            try container.encodeIfPresent(digest, forKey: .digest)
        }
    }

    /// Writes a table's JSON as a whole or not at all.
    ///
    /// - Throws: `FileProblem`.
    public static func write(_ json: [UInt8], to path: String) throws { try Files.write(json, to: path) }
}
