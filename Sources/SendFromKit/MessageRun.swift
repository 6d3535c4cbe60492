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
    }

    private let decider: TenantDecider
    private let isTraced: Bool
    /// Whether places name their file.
    private let severalFiles: Bool
    private var writer: any RunWriter
    private var unknownKeys = UnknownKeys()
    private var isMissingTenantNoted = false
    private var output = OutputBuffer()
    package private(set) var summary = Summary()

    /// - Parameter severalFiles: whether places name their file.
    package init(_ decider: TenantDecider, format: DecisionFormat, isTraced: Bool, severalFiles: Bool) {
        self.decider = decider
        self.isTraced = isTraced
        self.severalFiles = severalFiles
        writer = DataRunWriter(
            format.writer(severalTenants: decider.hasSeveral, severalFiles: severalFiles),
            tables: decider.evaluators.map(\.table))
    }

    /// A run whose decisions are written as text for people.
    package init(textFor decider: TenantDecider, isTraced: Bool, severalFiles: Bool) {
        self.decider = decider
        self.isTraced = isTraced
        self.severalFiles = severalFiles
        writer = TextRunWriter(decider.evaluators, severalFiles: severalFiles)
    }

    /// What a run tells beside its decisions.
    package enum Remark {
        /// A note for people, once each.
        case note(String)
        /// What is wrong with a file of YAML messages.
        case diagnostics([Diagnostic])
    }

    /// Decides every message of the inputs. A file that as a whole can't be read is one error in its place.
    ///
    /// - Parameters:
    ///   - write: takes whole lines; called whenever some have gathered.
    /// - Throws: `FileProblem`, `ReadError`, and what `write` throws.
    package mutating func run(
        _ inputs: [Input], write: (UnsafeBufferPointer<UInt8>) throws -> Void, tell: (Remark) throws -> Void
    ) throws {
        writer.begin(&output)
        do {
            for input in inputs { try run(input, write, tell) }
        } catch {
            // What was decided is written all the same, in a form that can be read.
            writer.end(summary, &output)
            try hand(on: write)
            throw error
        }
        writer.end(summary, &output)
        try hand(on: write)
    }

    private mutating func run(
        _ input: Input, _ write: (UnsafeBufferPointer<UInt8>) throws -> Void, _ tell: (Remark) throws -> Void
    ) throws {
        guard let path = input.path else {
            let name = "standard input"
            return try run(
                MessageReader(format: input.format, source: FileDescriptorSource(0), path: name), "-", write, tell)
        }
        try Files.withOpen(path) { descriptor in
            let source = FileDescriptorSource(descriptor)
            try run(MessageReader(format: input.format, source: source, path: path), path, write, tell)
        }
    }

    private mutating func run(
        _ reader: MessageReader, _ file: String, _ write: (UnsafeBufferPointer<UInt8>) throws -> Void,
        _ tell: (Remark) throws -> Void
    ) throws {
        var reader = reader
        var message = Message()
        var scratch = decider.makeScratch()
        var trace = isTraced ? DecisionTrace() : nil
        func place(_ position: Int) -> MessagePlace {
            MessagePlace(file: severalFiles ? file : nil, position: position, counts: reader.counts)
        }
        while true {
            let item: MessageReader.Item?
            do {
                item = try reader.next(into: &message)
            } catch let error as MessageFileError {
                fail(error.message, place(1))
                if !error.diagnostics.isEmpty { try tell(.diagnostics(error.diagnostics)) }
                return
            }
            guard let item else { return }
            switch item {
            case .problem(let position, let text): fail(text, place(position))
            case .message(let position):
                decide(message, at: place(position), &scratch, &trace)
                if !message.others.isEmpty { try noteUnknownKeys(message, tell) }
                if decider.hasSeveral, !message.slice(of: .tenant).isGiven { try noteMissingTenant(tell) }
            }
            if output.count >= 1 << 16 { try hand(on: write) }
        }
    }

    /// Gives what was written so far to `write`, which takes whole lines.
    private mutating func hand(on write: (UnsafeBufferPointer<UInt8>) throws -> Void) throws {
        defer { output.removeAll() }
        try output.withBytes(write)
    }

    private mutating func decide(
        _ message: Message, at place: MessagePlace, _ scratch: inout [EvaluationScratch], _ trace: inout DecisionTrace?
    ) {
        let tenant = decider.tenant(of: message)
        if let tenant, !message.others.isEmpty, let problem = decider.evaluators[tenant].problem(with: message) {
            return fail(problem, place)
        }
        trace?.reset()
        let decision = decider.decide(message, tenant: tenant, scratch: &scratch, trace: &trace)
        switch decision.outcome {
        case .send: summary.sent += 1
        case .reject: summary.rejected += 1
        case .route: summary.routed += 1
        }
        writer.append(
            decision, for: message, tenant: tenant, trace: trace?.steps, at: place, to: &output)
    }

    private mutating func fail(_ problem: String, _ place: MessagePlace) {
        summary.errors += 1
        writer.append(problem: problem, at: place, to: &output)
    }

    private mutating func noteMissingTenant(_ tell: (Remark) throws -> Void) throws {
        guard !isMissingTenantNoted else { return }
        isMissingTenantNoted = true
        try tell(
            .note(
                "\(decider.evaluators.count) tenants are loaded, so a message must name its `tenant`; one without is rejected"
            ))
    }

    private mutating func noteUnknownKeys(_ message: Message, _ tell: (Remark) throws -> Void) throws {
        guard let tenant = decider.tenant(of: message) else { return }
        let evaluator = decider.evaluators[tenant]
        for other in message.others where !evaluator.isAttribute(other, of: message) {
            if let text = unknownKeys.note(message, other, known: evaluator.table.attributes.map(\.name)) {
                try tell(.note(text))
            }
        }
    }
}
