package import Evaluation
package import SenderModel

/// Turns decisions into bytes: begins, takes decisions and problems, ends. Remembers nothing, so that several threads may
/// write with one.
///
/// Bytes are appended to a buffer of the caller's, who hands it on and empties it as it pleases. The same input gives
/// the same bytes; UTF-8 text stays as it is.
package protocol DecisionWriter: Sendable {
    /// What a table's decisions are made of, in this writer's format; once for each table.
    func text(of table: DecisionTable) -> TableText

    /// What comes before the first decision.
    func begin(_ output: inout OutputBuffer)

    /// One decision.
    ///
    /// - Parameters:
    ///   - table: `text(of:)` of the table the decision was made by; `textOfNoTable` for `unknown_tenant`.
    ///   - tenant: the tenant's name, as the message gives it where it isn't loaded; left out unless the writer was
    ///     made for several tenants.
    ///   - trace: what was tried, where the trace is to be written; CSV has no place for it.
    func append(
        _ decision: Decision, for message: Message, table: TableText, tenant: String?, trace: [DecisionStep]?,
        at place: MessagePlace, to output: inout OutputBuffer)

    /// What stands in place of a decision where the message is an error.
    func append(problem: String, at place: MessagePlace, to output: inout OutputBuffer)

    /// What comes after the last decision.
    func end(isEmpty: Bool, _ output: inout OutputBuffer)

    /// How many bytes at the start of every decision and problem part it from the one before; the very first of a run
    /// goes without them.
    var separatorSize: Int { get }
}

extension DecisionWriter {
    /// For decisions that no table made.
    package var textOfNoTable: TableText { text(of: DecisionTable(tenant: "")) }
}
