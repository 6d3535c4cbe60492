package import Evaluation
package import SenderModel

/// Decisions as one JSON array, an object a line. With no decision at all it is `[]`.
package struct JSONDecisionWriter: DecisionWriter {
    private let object: DecisionObject

    package init(severalTenants: Bool, severalFiles: Bool) {
        object = DecisionObject(severalTenants: severalTenants, severalFiles: severalFiles)
    }

    package func text(of table: DecisionTable) -> TableText { .json(table) }

    package func begin(_ output: inout OutputBuffer) { output.put(UInt8(ascii: "[")) }

    package func append(
        _ decision: Decision, for message: Message, table: TableText, tenant: String?, trace: [DecisionStep]?,
        at place: MessagePlace, to output: inout OutputBuffer
    ) {
        output.put(",\n")
        object.append(decision, for: message, table: table, tenant: tenant, trace: trace, end: "}", to: &output)
    }

    package func append(problem: String, at place: MessagePlace, to output: inout OutputBuffer) {
        output.put(",\n")
        object.append(problem: problem, at: place, to: &output)
    }

    package func end(isEmpty: Bool, _ output: inout OutputBuffer) { output.put(isEmpty ? "]\n" : "\n]\n") }

    /// The comma.
    package var separatorSize: Int { 1 }
}
