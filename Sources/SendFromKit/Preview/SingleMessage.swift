internal import Evaluation
internal import MessageIO
package import SenderModel

/// One message as a JSON object, dry-run by itself: what a server is asked.
package struct SingleMessage: Sendable {
    private let json: [UInt8]
    private let decider: TenantDecider

    /// - Parameter json: read as a line of NDJSON is, but that it may have line breaks.
    package init(_ json: [UInt8], _ decider: TenantDecider) {
        self.json = json
        self.decider = decider
    }

    /// What `eval --format ndjson` answers.
    package struct Answer: Sendable {
        /// The decision's line, with its line feed.
        package let line: [UInt8]
        /// Whether it is an error and no decision.
        package let isError: Bool
        /// What `eval` would say beside it, on standard error.
        package let notes: [String]
    }

    package func answer(isTraced: Bool) -> Answer {
        let writer = DataRunWriter(
            NDJSONDecisionWriter(severalTenants: decider.hasSeveral, severalFiles: false),
            tables: decider.evaluators.map(\.table))
        var worker = MessageWorker(decider, writer, isTraced: isTraced, file: nil, counts: .line)
        json.withUnsafeBufferPointer { worker.decide($0) }
        let result = worker.take()
        var line: [UInt8] = []
        result.output.withBytes { line += $0 }
        var known = UnknownKeys()
        return Answer(line: line, isError: result.summary.errors > 0, notes: known.notes(of: result.unknownKeys))
    }

    /// The decision for people; nil where the message is an error, or its tenant isn't loaded.
    package func shown() -> (message: Message, tenant: Int, card: DecisionCard)? {
        var message = Message()
        guard json.withUnsafeBufferPointer({ MessageLine.parse($0, into: &message) }) == nil else { return nil }
        var scratch = decider.makeScratch()
        var trace: DecisionTrace? = DecisionTrace()
        let result = ReportedMessages.Item.Result(message, decider, &scratch, &trace)
        guard case .decided(let tenant, let card) = result else { return nil }
        return (message, tenant, card)
    }
}
