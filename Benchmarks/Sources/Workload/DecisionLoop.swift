import Evaluation
import Foundation
import SendFromKit
import SenderModel

/// Decisions and nothing else: the messages are in memory, as the evaluator takes them.
public struct DecisionLoop {
    public let evaluator: Evaluator
    private var messages: [Message]
    private var scratch = EvaluationScratch()

    /// Loads the tenant from YAML, as the command does, and draws its messages.
    public init(_ tenant: SelectionTenant, messages count: Int) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "sendfrom-bench-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try WorkloadFolder(folder.path).write(tenant.yaml(), to: "tenant.yaml")
        let loaded = try LoadedTenant.load(folder.path)
        precondition(loaded.diagnostics.allSatisfy { $0.severity != .error }, "\(loaded.diagnostics)")
        evaluator = Evaluator(loaded.table)
        var source = SelectionMessages(tenant)
        messages = (0..<count).map { _ in
            var message = Message()
            SelectionMessages.fill(&message, with: source.next())
            return message
        }
    }

    public var count: Int { messages.count }

    /// Decides every message once.
    ///
    /// In blocks of 1,000, each read through before the clock starts: a message that is decided was just read, so it is in
    /// the cache, but what the table holds for it may not be.
    /// - Returns: CPU seconds, and a sum over the decisions, so that none can be left out.
    public mutating func run(traced: Bool = false) -> (seconds: Double, sum: Int) {
        let (evaluator, count) = (evaluator, messages.count)
        var (seconds, sum) = (0.0, 0)
        var trace = DecisionTrace()
        var scratch = self.scratch
        // Mutable, and lent on as such: what could change meanwhile would be copied for every decision.
        messages.withUnsafeMutableBufferPointer { messages in
            for start in stride(from: 0, to: count, by: 1000) {
                let block = start..<min(count, start + 1000)
                for index in block {
                    messages[index].bytes.withUnsafeBufferPointer { for byte in $0 { sum &+= Int(byte) } }
                }
                let began = Self.threadTime()
                if traced {
                    for index in block {
                        trace.reset()
                        sum &+= Self.sender(evaluator, &messages[index], &scratch, &trace) &+ trace.steps.count
                    }
                } else {
                    for index in block {
                        sum &+= Self.sender(evaluator, &messages[index], &scratch)
                    }
                }
                seconds += Self.threadTime() - began
            }
        }
        self.scratch = scratch
        return (seconds, sum)
    }

    @inline(__always)
    private static func sender(
        _ evaluator: Evaluator, _ message: inout Message, _ scratch: inout EvaluationScratch
    ) -> Int {
        evaluator.decide(message, scratch: &scratch).sender ?? -1
    }

    @inline(__always)
    private static func sender(
        _ evaluator: Evaluator, _ message: inout Message, _ scratch: inout EvaluationScratch,
        _ trace: inout DecisionTrace
    ) -> Int {
        evaluator.decide(message, scratch: &scratch, trace: &trace).sender ?? -1
    }

    /// The sender of each message, a line each, empty where there is none.
    public mutating func senders() -> String {
        messages.map { message in
            let sender = evaluator.decide(message, scratch: &scratch).sender
            return (sender.map { evaluator.table.inventory[$0].sender } ?? "") + "\n"
        }.joined()
    }

    private static func threadTime() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}
