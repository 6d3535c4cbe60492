internal import Evaluation
internal import MessageIO
internal import SenderModel

/// What one thread of a dry run works with: decides messages and keeps what came of them until it is taken.
struct MessageWorker {
    /// What came of some messages.
    struct Result {
        var output = OutputBuffer()
        var summary = MessageRun.Summary()
        /// Keys nobody knows, each once, in the order met.
        var unknownKeys = UnknownKeys()
        /// Whether a message named no tenant though there are several.
        var hasMissingTenant = false

        /// What was written may be used for other messages.
        mutating func giveBack(to spares: Spares<OutputBuffer>) {
            var buffer = OutputBuffer()
            swap(&buffer, &output)
            buffer.removeAll()
            spares.give(buffer)
        }
    }

    /// A message that was read and not decided, or what stands in its place.
    private struct Waiting {
        var message = Message()
        var item = MessageReader.Item.message(position: 0)
    }

    private let decider: TenantDecider
    private let writer: any RunWriter
    /// Of the last message; its file as places name it, nil where they don't.
    private var place: MessagePlace
    private var message = Message()
    /// The messages that are read before the first of them is decided; none where that gains nothing.
    private var block: [Waiting]
    private var lineScratch = MessageScratch()
    private var scratch: [EvaluationScratch]
    private var trace: DecisionTrace?
    private(set) var result = Result()
    private let spares: Spares<OutputBuffer>

    /// - Parameter spares: output of other messages that was written.
    init(
        _ decider: TenantDecider, _ writer: any RunWriter, isTraced: Bool, file: String?, counts: MessagePlace.Count,
        spares: Spares<OutputBuffer> = Spares()
    ) {
        self.decider = decider
        self.writer = writer
        self.spares = spares
        place = MessagePlace(file: file, position: 0, counts: counts)
        scratch = decider.makeScratch()
        block = (0..<(decider.isLarge ? 16 : 0)).map { _ in Waiting() }
        trace = isTraced ? DecisionTrace() : nil
    }

    /// Decides all messages of some lines.
    mutating func decide(_ lines: consuming LineChunk) {
        var lines = lines
        while !block.isEmpty, decideBlock(of: &lines) {}
        // Beside `self` while they last: asking with a part of what changes would copy it for every question.
        var message = Message()
        swap(&message, &self.message)
        defer { swap(&message, &self.message) }
        while let item = lines.next(into: &message, scratch: &lineScratch) { decide(item, &message) }
        lines.giveBack()
    }

    /// Reads as many messages as there is room for, then decides them: meanwhile memory brings what each will ask for.
    ///
    /// - Returns: false at the lines' end.
    private mutating func decideBlock(of lines: inout LineChunk) -> Bool {
        // Beside `self`, as there.
        var block: [Waiting] = []
        swap(&block, &self.block)
        defer { swap(&block, &self.block) }
        var count = 0
        while count < block.count, let item = lines.next(into: &block[count].message, scratch: &lineScratch) {
            block[count].item = item
            if case .message = item { Self.prefetch(decider, &block[count].message) }
            count += 1
        }
        for index in 0..<count { decide(block[index].item, &block[index].message) }
        return count == block.count
    }

    /// Decides the next message of a reader.
    ///
    /// - Returns: false at the end.
    mutating func decideNext(of reader: inout MessageReader) throws -> Bool {
        var message = Message()
        swap(&message, &self.message)
        defer { swap(&message, &self.message) }
        guard let item = try reader.next(into: &message) else { return false }
        decide(item, &message)
        return true
    }

    /// Decides one message, a JSON object that may have line breaks.
    mutating func decide(_ object: UnsafeBufferPointer<UInt8>) {
        if let problem = MessageLine.parse(object, into: &message, scratch: &lineScratch) { return fail(problem, 1) }
        decide(message, at: 1)
    }

    /// Hands over what came of the messages so far, and begins anew.
    mutating func take() -> Result {
        let taken = result
        result = Result()
        // The next messages are probably like these.
        result.output = spares.take() ?? OutputBuffer(capacity: taken.output.count + taken.output.count / 8)
        return taken
    }

    // What is lent as mutable is not copied first.
    @inline(__always)
    private static func prefetch(_ decider: TenantDecider, _ message: inout Message) { decider.prefetch(message) }

    @inline(__always)
    private mutating func decide(_ item: MessageReader.Item, _ message: inout Message) {
        switch item {
        case .problem(let position, let text): fail(text, position)
        case .message(let position): decide(message, at: position)
        }
    }

    private mutating func decide(_ message: Message, at position: Int) {
        let tenant = decider.tenant(of: message)
        if !message.others.isEmpty {
            if let tenant, let problem = decider.evaluators[tenant].problem(with: message) {
                return fail(problem, position)
            }
            noteUnknownKeys(of: message, tenant)
        }
        if decider.hasSeveral, !message.slice(of: .tenant).isGiven { result.hasMissingTenant = true }
        trace?.reset()
        let decision = decider.decide(message, tenant: tenant, scratch: &scratch, trace: &trace)
        result.summary.count(decision.outcome)
        place.position = position
        writer.append(decision, for: message, tenant: tenant, trace: trace?.steps, at: place, to: &result.output)
    }

    /// An error in a message's place.
    mutating func fail(_ problem: String, _ position: Int) {
        result.summary.errors += 1
        place.position = position
        writer.append(problem: problem, at: place, to: &result.output)
    }

    private mutating func noteUnknownKeys(of message: Message, _ tenant: Int?) {
        guard let tenant else { return }
        let evaluator = decider.evaluators[tenant]
        for other in message.others where !evaluator.isAttribute(other, of: message) {
            result.unknownKeys.meet(message, other, known: evaluator.table.attributes)
        }
    }
}
