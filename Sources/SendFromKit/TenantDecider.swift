public import Evaluation
public import SenderModel

/// Decides messages for all tenants loaded: finds the tenant a message is for, then asks its evaluator.
public struct TenantDecider: Sendable {
    /// One for each table, in order.
    public let evaluators: [Evaluator]
    /// The same, asked without counting a reference to them: all threads ask them for every message, and the count is one.
    ///
    /// INVARIANT: they are alive as long as `evaluators` is.
    private let unretained: [Unmanaged<Evaluator>]
    private let byName: [String: Int]

    /// - Parameter tables: of tenants with different names, one at least.
    public init(_ tables: [DecisionTable]) {
        evaluators = tables.map(Evaluator.init)
        unretained = evaluators.map { Unmanaged.passUnretained($0) }
        byName = Dictionary(
            tables.enumerated().map { ($1.tenant, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Whether messages must name their tenant.
    public var hasSeveral: Bool { evaluators.count > 1 }

    /// Position of the tenant a message is for: the one it names, else the only one; nil where it isn't loaded.
    public func tenant(of message: Message) -> Int? {
        guard message.slice(of: .tenant).isGiven, let name = message[.tenant] else { return hasSeveral ? nil : 0 }
        return byName[name]
    }

    /// Decides one message.
    ///
    /// - Parameters:
    ///   - message: filled; it is not changed.
    ///   - tenant: as `tenant(of:)` says.
    ///   - scratch: one for each evaluator.
    ///   - trace: gets every row that was tried, where it is wanted.
    public func decide(
        _ message: Message, tenant: Int?, scratch: inout [EvaluationScratch], trace: inout DecisionTrace?
    ) -> Decision {
        guard let tenant else { return .rejected(.unknownTenant) }
        return unretained[tenant]._withUnsafeGuaranteedRef { evaluator in
            guard var wanted = trace else { return evaluator.decide(message, scratch: &scratch[tenant]) }
            // Moved out and back, so that the trace's steps are not copied.
            trace = nil
            let decision = evaluator.decide(message, scratch: &scratch[tenant], trace: &wanted)
            trace = wanted
            return decision
        }
    }

    /// Whether `prefetch(_:)` is worth calling.
    public var isLarge: Bool { evaluators.contains { $0.isLarge } }

    /// Begins to fetch from memory what deciding a message will ask for, as `Evaluator.prefetch(_:)` does.
    public func prefetch(_ message: Message) {
        guard let tenant = tenant(of: message) else { return }
        unretained[tenant]._withUnsafeGuaranteedRef { $0.prefetch(message) }
    }

    /// Fresh scratch for one thread.
    public func makeScratch() -> [EvaluationScratch] { evaluators.map { _ in EvaluationScratch() } }
}
