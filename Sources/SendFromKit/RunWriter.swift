internal import Evaluation
internal import MessageIO
internal import SenderModel

/// How a run's decisions are written; positions of tenants are the decider's.
protocol RunWriter: AnyObject {
    func begin(_ output: inout OutputBuffer)
    func append(
        _ decision: Decision, for message: Message, tenant: Int?, trace: [DecisionStep]?, at place: MessagePlace,
        to output: inout OutputBuffer)
    func append(problem: String, at place: MessagePlace, to output: inout OutputBuffer)
    func end(_ summary: MessageRun.Summary, isEmpty: Bool, _ output: inout OutputBuffer)
    /// As `DecisionWriter`'s.
    var separatorSize: Int { get }
}

/// Decisions for programs: NDJSON, JSON, CSV. Threads may share one.
final class DataRunWriter: RunWriter, Sendable {
    private let writer: any DecisionWriter
    /// Of each table, then of none.
    private let texts: [TableText]
    /// The same; see `TenantDecider.unretained`.
    private let unretained: [Unmanaged<TableText>]
    private let names: [String]

    init(_ writer: any DecisionWriter, tables: [DecisionTable]) {
        texts = tables.map(writer.text) + [writer.textOfNoTable]
        unretained = texts.map { Unmanaged.passUnretained($0) }
        names = tables.map(\.tenant)
        self.writer = writer
    }

    func begin(_ output: inout OutputBuffer) { writer.begin(&output) }

    func append(
        _ decision: Decision, for message: Message, tenant: Int?, trace: [DecisionStep]?, at place: MessagePlace,
        to output: inout OutputBuffer
    ) {
        // A tenant that isn't loaded is named as the message names it; a single one isn't named at all.
        let name = names.count > 1 ? tenant.map { names[$0] } ?? message[.tenant] : nil
        unretained[tenant ?? names.count]._withUnsafeGuaranteedRef {
            writer.append(decision, for: message, table: $0, tenant: name, trace: trace, at: place, to: &output)
        }
    }

    func append(problem: String, at place: MessagePlace, to output: inout OutputBuffer) {
        writer.append(problem: problem, at: place, to: &output)
    }

    func end(_ summary: MessageRun.Summary, isEmpty: Bool, _ output: inout OutputBuffer) {
        writer.end(isEmpty: isEmpty, &output)
    }

    var separatorSize: Int { writer.separatorSize }
}
