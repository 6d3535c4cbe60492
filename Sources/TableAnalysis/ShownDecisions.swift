internal import SenderModel

/// What a message of a class ends in, as it is told.
enum ShownDecision: Hashable {
    case noSender, rejectedByRule
    case unusable(RowResult)
    /// Of `SenderNumbers`, the first of its text.
    case sender(Int32)
    case open(Int)
    case own
    /// Ascending.
    case pool([Int32])
    case countryDefault, team, best
    /// Another decision each, which is not told.
    case anySender, anything

    /// Whether there is no sender for sure.
    var isRejection: Bool {
        switch self {
        case .noSender, .rejectedByRule, .unusable: true
        case .sender, .open, .own, .pool, .countryDefault, .team, .best, .anySender, .anything: false
        }
    }
}

/// Interned decisions: what is compared and looked up very often is a number.
final class ShownDecisions {
    private let space: AnalysisSpace
    private let store: ProgramStore
    private var decisions: [ShownDecision] = []
    private var positions: [ShownDecision: Int32] = [:]
    /// By outcome of the store; -1 for what is not known yet.
    private var ofOutcomes: [Int32] = []
    private(set) var anySender: Int32 = -1
    private(set) var anything: Int32 = -1

    init(_ space: AnalysisSpace, _ store: ProgramStore) {
        self.space = space
        self.store = store
        anySender = intern(.anySender)
        anything = intern(.anything)
    }

    func intern(_ decision: ShownDecision) -> Int32 {
        if let known = positions[decision] { return known }
        positions[decision] = Int32(decisions.count)
        decisions.append(decision)
        return Int32(decisions.count - 1)
    }

    subscript(position: Int32) -> ShownDecision { decisions[Int(position)] }

    /// How an outcome is told, a pool as if all of its members could be chosen.
    func of(_ outcome: Int32) -> Int32 {
        while ofOutcomes.count <= Int(outcome) { ofOutcomes.append(-1) }
        if ofOutcomes[Int(outcome)] < 0 { ofOutcomes[Int(outcome)] = intern(decision(store.outcomes[Int(outcome)])) }
        return ofOutcomes[Int(outcome)]
    }

    private func decision(_ outcome: ProgramOutcome) -> ShownDecision {
        switch outcome {
        case .noSender: .noSender
        case .rejectedByRule: .rejectedByRule
        case .unusable(let reason): .unusable(reason)
        case .literal(let number): .sender(space.senders.canonical[Int(number)])
        case .open(let input): .open(input)
        case .own: .own
        case .pool(let pool): .pool(store.pools[Int(pool)].map { space.senders.canonical[Int($0)] }.sorted())
        case .countryDefault: .countryDefault
        case .team: .team
        case .best: .best
        case .anySender: .anySender
        case .anything: .anything
        }
    }
}
