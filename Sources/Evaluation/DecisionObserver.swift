public import SenderModel

/// Is told what the evaluator tried, row by row. Evaluation is the same function with and without one.
public protocol DecisionObserver {
    mutating func tried(_ step: DecisionStep)
}

/// One row that was tried. Rows jumped over are not told.
public struct DecisionStep: Hashable, Sendable {
    /// Position in the table's rows.
    public let row: Int
    public let result: RowResult
    /// Beside `not_compliant`: why.
    public let verdict: Verdict?
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

    public init(row: Int, result: RowResult, verdict: Verdict? = nil, candidate: Candidate = .none) {
        self.row = row
        self.result = result
        self.verdict = verdict
        self.candidate = candidate
    }
}

/// Watches nothing; compiled away.
public struct NoObserver: DecisionObserver {
    public init() {}
    @inlinable
    public mutating func tried(_ step: DecisionStep) {}
}

/// Keeps every step: what `--trace` and `explain` show.
public struct DecisionTrace: DecisionObserver, Sendable {
    public private(set) var steps: [DecisionStep] = []

    public init() {}
    public mutating func tried(_ step: DecisionStep) { steps.append(step) }
    public mutating func reset() { steps.removeAll(keepingCapacity: true) }
}
