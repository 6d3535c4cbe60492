// In: tables, message files, a format. Out: bytes with exactly one decision (or error) a message, in input order. This
// is all of `eval` but its flags.
package import Diagnostics
internal import Evaluation
package import MessageIO
internal import SenderModel

/// A dry run of messages: reads, decides and writes, one message at a time.
package struct MessageRun {
    /// Where messages come from.
    package struct Input {
        /// As the user named it; nil for standard input.
        package let path: String?
        let format: MessageFormat

        /// - Parameters:
        ///   - path: a file of messages, or `-` for standard input.
        ///   - format: how they are written; by the path's ending, standard input as NDJSON, where it isn't given.
        /// - Throws: `FileProblem` where there is no such file, or its ending says no format.
        package init(_ path: String, format: MessageFormat? = nil) throws {
            guard path != "-" else {
                self.path = nil
                self.format = format ?? .ndjson
                return
            }
            try Files.checkReadable(path)
            guard let format = format ?? MessageFormat(path: path) else {
                throw FileProblem(
                    "\(path): the ending says no format; use .ndjson, .jsonl, .json, .yaml or .csv, or --input FORMAT")
            }
            self.path = path
            self.format = format
        }
    }

    /// What came of a run.
    package struct Summary: Sendable, Equatable {
        package var sent = 0
        package var rejected = 0
        package var routed = 0
        package var errors = 0

        package var messages: Int { sent + rejected + routed + errors }

        mutating func count(_ outcome: Outcome) {
            switch outcome {
            case .send: sent += 1
            case .reject: rejected += 1
            case .route: routed += 1
            }
        }

        mutating func add(_ other: Summary) {
            sent += other.sent
            rejected += other.rejected
            routed += other.routed
            errors += other.errors
        }
    }

    private let decider: TenantDecider
    private let isTraced: Bool
    /// Whether places name their file.
    private let severalFiles: Bool
    private let jobs: Int
    private let writer: any RunWriter
    private let spares = Spares<OutputBuffer>()
    private var unknownKeys = UnknownKeys()
    private var isMissingTenantNoted = false
    /// Whether no decision was handed on yet.
    private var isEmpty = true
    package private(set) var summary = Summary()

    /// - Parameters:
    ///   - severalFiles: whether places name their file.
    ///   - jobs: how many threads decide lines of NDJSON; the bytes are the same for any number.
    package init(
        _ decider: TenantDecider, format: DecisionFormat, isTraced: Bool, severalFiles: Bool, jobs: Int = 1
    ) {
        self.decider = decider
        self.isTraced = isTraced
        self.severalFiles = severalFiles
        self.jobs = jobs
        writer = DataRunWriter(
            format.writer(severalTenants: decider.hasSeveral, severalFiles: severalFiles),
            tables: decider.evaluators.map(\.table))
    }

    /// A run whose decisions are written as text for people, whose columns depend on what came before.
    package init(textFor decider: TenantDecider, isTraced: Bool, severalFiles: Bool) {
        self.decider = decider
        self.isTraced = isTraced
        self.severalFiles = severalFiles
        jobs = 1
        writer = TextRunWriter(decider.evaluators, severalFiles: severalFiles)
    }

    /// What a run tells beside its decisions.
    package enum Remark {
        /// A note for people, once each.
        case note(String)
        /// What is wrong with a file of YAML messages.
        case diagnostics([Diagnostic])
    }

    private typealias Write = (UnsafeBufferPointer<UInt8>) throws -> Void
    private typealias Tell = (Remark) throws -> Void

    /// Decides every message of the inputs. A file that as a whole can't be read is one error in its place.
    ///
    /// - Parameters:
    ///   - write: takes whole lines; called whenever some have gathered.
    /// - Throws: `FileProblem`, `ReadError`, and what `write` throws.
    package mutating func run(
        _ inputs: [Input], write: (UnsafeBufferPointer<UInt8>) throws -> Void, tell: (Remark) throws -> Void
    ) throws {
        var frame = OutputBuffer()
        writer.begin(&frame)
        try frame.withBytes(write)
        frame.removeAll()
        do {
            for input in inputs { try run(input, write, tell) }
        } catch {
            // What was decided is written all the same, in a form that can be read.
            writer.end(summary, isEmpty: isEmpty, &frame)
            try frame.withBytes(write)
            throw error
        }
        writer.end(summary, isEmpty: isEmpty, &frame)
        try frame.withBytes(write)
    }

    private mutating func run(_ input: Input, _ write: Write, _ tell: Tell) throws {
        guard let path = input.path else {
            return try run(input, FileDescriptorSource(0), "standard input", file: "-", write, tell)
        }
        try Files.withOpen(path) { descriptor in
            try run(input, FileDescriptorSource(descriptor), path, file: path, write, tell)
        }
    }

    private mutating func run(
        _ input: Input, _ source: FileDescriptorSource, _ path: String, file: String, _ write: Write, _ tell: Tell
    ) throws {
        let (decider, writer, isTraced, spares) = (decider, writer, isTraced, spares)
        let file = severalFiles ? file : nil
        func worker() -> MessageWorker {
            MessageWorker(decider, writer, isTraced: isTraced, file: file, counts: input.format.counts, spares: spares)
        }
        do {
            if input.format == .ndjson {
                var chunks = LineChunks(source, path: path)
                try OrderedWork.run(jobs: jobs, next: { try chunks.next() }) {
                    var worker = worker()
                    return { lines in
                        worker.decide(lines)
                        return worker.take()
                    }
                } emit: {
                    try add(&$0, write, tell)
                }
            } else {
                var worker = worker()
                var reader = MessageReader(format: input.format, source: source, path: path)
                do {
                    while try worker.decideNext(of: &reader) {
                        if worker.result.output.count >= 1 << 16 { try add(from: &worker, write, tell) }
                    }
                } catch {
                    try add(from: &worker, write, tell)
                    throw error
                }
                try add(from: &worker, write, tell)
            }
        } catch let error as MessageFileError {
            var worker = worker()
            worker.fail(error.message, 1)
            try add(from: &worker, write, tell)
            if !error.diagnostics.isEmpty { try tell(.diagnostics(error.diagnostics)) }
        }
    }

    /// Writes what came of the messages so far.
    private mutating func add(from worker: inout MessageWorker, _ write: Write, _ tell: Tell) throws {
        var result = worker.take()
        try add(&result, write, tell)
    }

    /// Writes what came of some messages and tells what is to be told of them.
    private mutating func add(_ result: inout MessageWorker.Result, _ write: Write, _ tell: Tell) throws {
        defer { result.giveBack(to: spares) }
        summary.add(result.summary)
        if !result.output.isEmpty {
            try result.output.withBytes(from: isEmpty ? writer.separatorSize : 0, write)
            isEmpty = false
        }
        for text in unknownKeys.notes(of: result.unknownKeys) { try tell(.note(text)) }
        guard result.hasMissingTenant, !isMissingTenantNoted else { return }
        isMissingTenantNoted = true
        try tell(
            .note(
                "\(decider.evaluators.count) tenants are loaded, so a message must name its `tenant`; one without is rejected"
            ))
    }
}
