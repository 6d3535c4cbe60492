public import SenderModel

/// Is told what the evaluator tried, row by row. Evaluation is the same function with and without one.
public protocol DecisionObserver {
    /// Called for each row that is tried, in order.
    mutating func tried(_ step: DecisionStep)
}

/// One row that was tried. Rows jumped over are not told.
public struct DecisionStep: Hashable, Sendable {
    /// Position in the table's rows.
    public let row: Int
    /// What came of it.
    public let result: RowResult
    /// Beside `not_compliant`: why.
    public let verdict: Verdict?
    /// What the row proposed.
    public let candidate: Candidate

    /// What the row proposed.
    public enum Candidate: Hashable, Sendable {
        case none
        /// Position in the inventory.
        case sender(Int)
        /// What the message gives under this key is in no inventory.
        case unknown(Message.Key)
        /// The organisation's number is in no inventory.
        case unknownOrganizationNumber
    }

    /// A step, as the evaluator tells it.
    public init(row: Int, result: RowResult, verdict: Verdict? = nil, candidate: Candidate = .none) {
        self.row = row
        self.result = result
        self.verdict = verdict
        self.candidate = candidate
    }
}

/// Watches nothing; compiled away.
public struct NoObserver: DecisionObserver {
    /// Nothing to set up.
    public init() {}
    /// Does nothing.
    @inlinable
    public mutating func tried(_ step: DecisionStep) {}
}

/// Keeps every step: what `--trace` and `explain` show.
public struct DecisionTrace: DecisionObserver, Sendable {
    /// Rows tried, in order, the deciding one last.
    public private(set) var steps: [DecisionStep] = []

    /// An empty trace.
    public init() {}
    /// Adds a step.
    public mutating func tried(_ step: DecisionStep) { steps.append(step) }
    /// Forgets the steps, for the next message.
    public mutating func reset() { steps.removeAll(keepingCapacity: true) }
}
