public import SenderModel

#if canImport(FoundationEssentials)
    internal import FoundationEssentials
#else
    internal import Foundation
#endif

extension CompiledTable {
    /// A table from a file that `compile` wrote.
    ///
    /// What the file says must be all the table says: a key that means nothing to us could be a condition somebody
    /// damaged, and ignoring it would change decisions in silence.
    ///
    /// - Throws: `FileProblem` where the file is no compiled table, or not one that can be run.
    public static func read(_ path: String) throws -> DecisionTable { try read(try Files.read(path), from: path) }

    /// The same of bytes that are already in memory.
    ///
    /// - Parameter path: where they come from, as problems name it.
    package static func read(_ bytes: [UInt8], from path: String) throws -> DecisionTable {
        let data = Data(bytes)
        let table: DecisionTable
        do {
            table = try JSONDecoder().decode(DecisionTable.self, from: data)
        } catch let error as DecodingError {
            throw FileProblem(
                "\(path) is not a compiled decision table: \(describe(error)); "
                    + "make one with `sendfrom compile PATH -o FILE`")
        }
        if let problem = table.validate() {
            throw FileProblem("\(path) is not a table that can be run: \(problem)")
        }
        // What the digest says follows from the rest, and takes the analysis to know.
        let written = try JSONDecoder().decode(JSONValue.self, from: data).without("digest")
        let meant = try JSONDecoder().decode(JSONValue.self, from: Data(try json(table)))
        if let place = written.firstDifference(from: meant) {
            throw FileProblem(
                "\(path) says something at `\(place)` that no compiled table says; compile the tenant again")
        }
        return table
    }

    private static func describe(_ error: DecodingError) -> String {
        func at(_ path: [any CodingKey]) -> String {
            path.isEmpty
                ? "" : " in `\(path.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: "."))`"
        }
        switch error {
        case .keyNotFound(let key, let context): return "it has no `\(key.stringValue)`" + at(context.codingPath)
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            return "a value of another type was expected" + at(context.codingPath)
        case .dataCorrupted(let context):
            if context.codingPath.isEmpty { return "it is not JSON" }
            // The library's own words speak of Swift's types.
            let isOurs = context.debugDescription.contains("`") || !context.debugDescription.hasPrefix("Cannot")
            return (isOurs ? context.debugDescription : "a value is not in its closed list") + at(context.codingPath)
        @unknown default: return "it can't be decoded"
        }
    }
}
