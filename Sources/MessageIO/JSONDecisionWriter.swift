package import Evaluation
package import SenderModel

/// Decisions as one JSON array, an object a line. With no decision at all it is `[]`.
package struct JSONDecisionWriter: DecisionWriter {
    private var object: DecisionObject
    private var isEmpty = true

    package init(severalTenants: Bool, severalFiles: Bool) {
        object = DecisionObject(severalTenants: severalTenants, severalFiles: severalFiles)
    }

    package func text(of table: DecisionTable) -> TableText { .json(table) }

    package func begin(_ output: inout OutputBuffer) { output.put(UInt8(ascii: "[")) }

    package mutating func append(
        _ decision: Decision, for message: Message, table: TableText?, tenant: String?, trace: [DecisionStep]?,
        at place: MessagePlace, to output: inout OutputBuffer
    ) {
        separate(&output)
        object.append(decision, for: message, table: table, tenant: tenant, trace: trace, end: "}", to: &output)
    }

    package mutating func append(problem: String, at place: MessagePlace, to output: inout OutputBuffer) {
        separate(&output)
        object.append(problem: problem, at: place, to: &output)
    }

    package func end(_ output: inout OutputBuffer) { output.put(isEmpty ? "]\n" : "\n]\n") }

    private mutating func separate(_ output: inout OutputBuffer) {
        output.put(isEmpty ? "\n" : ",\n")
        isEmpty = false
    }
}
