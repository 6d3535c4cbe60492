import Evaluation
import Foundation
import SendFromKit
import SenderModel

/// Decisions and nothing else: the messages are in memory, as the evaluator takes them.
public struct DecisionLoop {
    /// How many messages are read before the clock starts.
    static let blockSize = 1000

    public let evaluator: Evaluator
    /// All messages' texts, one after the other, and which keys they are of: what a file of messages would be. As
    /// messages they would take 80 MB, and reading them would drive the table out of the cache.
    private var texts: [UInt8] = []
    private var parts: [(key: Message.Key, count: Int)] = []
    /// Where each message's texts and parts start, and those after the last one.
    private var starts: [(text: Int, part: Int)] = []
    /// The messages that were read.
    private var block: [Message]
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
        for _ in 0..<count {
            starts.append((texts.count, parts.count))
            for (key, text) in source.next() {
                parts.append((key, text.utf8.count))
                texts += text.utf8
            }
        }
        starts.append((texts.count, parts.count))
        block = (0..<min(count, Self.blockSize)).map { _ in Message() }
        read(0)
    }

    public var count: Int { starts.count - 1 }

    /// Decides every message once.
    ///
    /// In blocks of 1,000, each read before the clock starts: a message that is decided was just read, so it is in the
    /// cache, but what the table holds for it may not be.
    /// - Parameter decides: false for everything else: what must be taken off where the clock is not what counts.
    /// - Returns: CPU seconds, and a sum over the decisions, so that none can be left out.
    public mutating func run(traced: Bool = false, decides: Bool = true) -> (seconds: Double, sum: Int) {
        var (seconds, sum) = (0.0, 0)
        for start in stride(from: 0, to: count, by: Self.blockSize) {
            read(start)
            let began = Self.threadTime()
            if decides { sum &+= decideBlock(min(count - start, Self.blockSize), traced: traced) }
            seconds += Self.threadTime() - began
        }
        return (seconds, sum)
    }

    /// How many messages ahead of the one that is decided a large table is told of.
    private static let ahead = 4

    /// Decides the first messages of those that were read last.
    public mutating func decideBlock(_ count: Int, traced: Bool = false) -> Int {
        let evaluator = evaluator
        var sum = 0
        var trace = DecisionTrace()
        // Beside `self` while they last, not copied.
        var scratch = EvaluationScratch()
        swap(&scratch, &self.scratch)
        // Mutable, and lent on as such: what could change meanwhile would be copied for every decision.
        block.withUnsafeMutableBufferPointer { messages in
            if traced {
                for index in 0..<count {
                    trace.reset()
                    sum &+= Self.sender(evaluator, &messages[index], &scratch, &trace) &+ trace.steps.count
                }
            } else {
                let fetchesAhead = evaluator.isLarge
                for index in 0..<count {
                    if fetchesAhead, index + Self.ahead < count {
                        Self.prefetch(evaluator, &messages[index + Self.ahead])
                    }
                    sum &+= Self.sender(evaluator, &messages[index], &scratch)
                }
            }
        }
        swap(&scratch, &self.scratch)
        return sum
    }

    /// Reads up to 1,000 messages from a position on.
    private mutating func read(_ first: Int) {
        texts.withUnsafeBufferPointer { texts in
            for index in first..<min(count, first + Self.blockSize) {
                var text = starts[index].text
                block[index - first].reset()
                for part in parts[starts[index].part..<starts[index + 1].part] {
                    block[index - first].set(part.key, UnsafeBufferPointer(rebasing: texts[text..<text + part.count]))
                    text += part.count
                }
            }
        }
    }

    @inline(__always)
    private static func prefetch(_ evaluator: Evaluator, _ message: inout Message) { evaluator.prefetch(message) }

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
        var text = ""
        for index in 0..<count {
            if index % Self.blockSize == 0 { read(index) }
            let sender = evaluator.decide(block[index % Self.blockSize], scratch: &scratch).sender
            text += (sender.map { evaluator.table.inventory[$0].sender } ?? "") + "\n"
        }
        return text
    }

    private static func threadTime() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}
