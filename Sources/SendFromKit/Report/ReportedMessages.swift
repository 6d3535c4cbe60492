internal import Evaluation
internal import MessageIO
internal import SenderModel

/// A file's messages, decided for the page.
struct ReportedMessages: Sendable {
    /// One message, or what stands in its place.
    struct Item: Sendable {
        let place: String
        let id: String?
        let result: Result

        enum Result: Sendable {
            /// Decided by a tenant, by its position.
            case decided(tenant: Int, DecisionCard)
            case unknownTenant(String?)
            case error(String)
        }
    }

    /// As the user named it.
    let path: String
    /// The first of them.
    private(set) var items: [Item] = []
    private(set) var summary = MessageRun.Summary()
    /// How many each rule decided, by tenant and row.
    private(set) var byRow: [[Int]]

    /// How many messages are shown one by one; all are counted.
    static let most = 2_000

    /// Decides a file's messages.
    ///
    /// - Throws: `FileProblem` where the file can't be read.
    static func read(_ path: String, _ tables: [DecisionTable]) throws -> ReportedMessages {
        let input = try MessageRun.Input(path)
        var read = ReportedMessages(path: path, byRow: tables.map { Array(repeating: 0, count: $0.rows.count) })
        guard let file = input.path else { throw FileProblem("messages of a report come from a file, not from -") }
        do {
            try Files.withOpen(file) { descriptor in
                let source = FileDescriptorSource(descriptor)
                try read.decide(MessageReader(format: input.format, source: source, path: file), TenantDecider(tables))
            }
        } catch let error as MessageFileError {
            throw FileProblem("can't read \(path): \(error.message)")
        }
        return read
    }

    private init(path: String, byRow: [[Int]]) {
        self.path = path
        self.byRow = byRow
    }

    private mutating func decide(_ reader: MessageReader, _ decider: TenantDecider) throws {
        var reader = reader
        var message = Message()
        var scratch = decider.makeScratch()
        var trace: DecisionTrace? = DecisionTrace()
        while let item = try reader.next(into: &message) {
            let result: Item.Result
            let position: Int
            switch item {
            case .problem(let at, let text): (position, result) = (at, .error(text))
            case .message(let at):
                position = at
                result = Item.Result(message, decider, &scratch, &trace)
            }
            count(result)
            guard items.count < Self.most else { continue }
            var id: String?
            if case .message = item { id = message[.id] }
            items.append(Item(place: "\(reader.counts.rawValue) \(position)", id: id, result: result))
        }
    }

    private mutating func count(_ result: Item.Result) {
        switch result {
        case .error: summary.errors += 1
        case .unknownTenant: summary.rejected += 1
        case .decided(let tenant, let card):
            if let row = card.explanation.decision.row { byRow[tenant][row] += 1 }
            summary.count(card.explanation.decision.outcome)
        }
    }
}

extension ReportedMessages.Item.Result {
    /// Decides a message, to be shown.
    init(
        _ message: Message, _ decider: TenantDecider, _ scratch: inout [EvaluationScratch],
        _ trace: inout DecisionTrace?
    ) {
        guard let tenant = decider.tenant(of: message) else {
            self = .unknownTenant(message[.tenant])
            return
        }
        let evaluator = decider.evaluators[tenant]
        if let problem = evaluator.problem(with: message) {
            self = .error(problem)
            return
        }
        trace?.reset()
        let decision = decider.decide(message, tenant: tenant, scratch: &scratch, trace: &trace)
        self = .decided(tenant: tenant, DecisionCard(Explanation(evaluator, message, decision, trace?.steps ?? [])))
    }
}
