internal import Evaluation
internal import MessageIO
internal import SenderModel

/// How a run's decisions are written; positions of tenants are the decider's.
protocol RunWriter {
    mutating func begin(_ output: inout [UInt8])
    mutating func append(
        _ decision: Decision, for message: Message, tenant: Int?, trace: [DecisionStep]?, at place: MessagePlace,
        to output: inout [UInt8])
    mutating func append(problem: String, at place: MessagePlace, to output: inout [UInt8])
    mutating func end(_ summary: MessageRun.Summary, _ output: inout [UInt8])
}

/// Decisions for programs: NDJSON, JSON, CSV.
struct DataRunWriter: RunWriter {
    private var writer: any DecisionWriter
    private let texts: [TableText]
    private let names: [String]

    init(_ writer: any DecisionWriter, tables: [DecisionTable]) {
        texts = tables.map(writer.text)
        names = tables.map(\.tenant)
        self.writer = writer
    }

    mutating func begin(_ output: inout [UInt8]) { writer.begin(&output) }

    mutating func append(
        _ decision: Decision, for message: Message, tenant: Int?, trace: [DecisionStep]?, at place: MessagePlace,
        to output: inout [UInt8]
    ) {
        // A tenant that isn't loaded is named as the message names it.
        let name = tenant.map { names[$0] } ?? message[.tenant]
        writer.append(
            decision, for: message, table: tenant.map { texts[$0] }, tenant: name, trace: trace, at: place, to: &output)
    }

    mutating func append(problem: String, at place: MessagePlace, to output: inout [UInt8]) {
        writer.append(problem: problem, at: place, to: &output)
    }

    mutating func end(_ summary: MessageRun.Summary, _ output: inout [UInt8]) { writer.end(&output) }
}
