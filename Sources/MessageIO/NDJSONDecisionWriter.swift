package import Evaluation
package import SenderModel

/// Decisions as NDJSON: one object a line.
package struct NDJSONDecisionWriter: DecisionWriter {
    private let object: DecisionObject

    package init(severalTenants: Bool, severalFiles: Bool) {
        object = DecisionObject(severalTenants: severalTenants, severalFiles: severalFiles)
    }

    package func text(of table: DecisionTable) -> TableText { .json(table) }

    package func begin(_ output: inout OutputBuffer) {}

    package func append(
        _ decision: Decision, for message: Message, table: TableText, tenant: String?, trace: [DecisionStep]?,
        at place: MessagePlace, to output: inout OutputBuffer
    ) {
        object.append(decision, for: message, table: table, tenant: tenant, trace: trace, end: "}\n", to: &output)
    }

    package func append(problem: String, at place: MessagePlace, to output: inout OutputBuffer) {
        object.append(problem: problem, at: place, to: &output)
        output.put(10)
    }

    package func end(isEmpty: Bool, _ output: inout OutputBuffer) {}

    package var separatorSize: Int { 0 }
}
