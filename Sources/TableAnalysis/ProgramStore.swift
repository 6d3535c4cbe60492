internal import SenderModel

/// Programs: what the rows of a slice do with the inputs that are left, as hash-consed nodes.
///
/// A node tests one input and goes on to others, or is a decision. Equal programs are one node, so that whatever was
/// found out about a program holds wherever it appears.
final class ProgramStore {
    typealias Program = Int32

    enum Kind: UInt8 {
        /// `payload` outcome, `yes` row label.
        case decision
        /// Input `variable`: `none` where no reference is given, `yes` where the entry passes `require`, else `no`.
        case open
        /// The user's own number, in the same way.
        case own
        /// `payload` is a mask of the closed list's values, as in a region.
        case origin, purpose
        /// Attribute `variable`.
        case attribute
        /// `payload` is a value constraint.
        case users
        /// `payload` is one area code.
        case areaCode
        /// Whether the own number wins `best` with the requirement numbered `variable`.
        case wins
    }

    struct Node {
        var kind: Kind
        var variable: UInt8 = 0
        var require: UInt8 = 0
        var payload: UInt64 = 0
        var yes: Int32 = 0
        /// Below 0: rejected as unusable by the row whose label is `-1 - no`.
        var no: Int32 = 0
        var none: Int32 = 0

        @inline(__always)
        static func == (a: Node, b: Node) -> Bool {
            a.kind == b.kind && a.variable == b.variable && a.require == b.require && a.payload == b.payload
                && a.yes == b.yes && a.no == b.no && a.none == b.none
        }

        var hash: UInt64 {
            var mix = Mix()
            mix.add(
                UInt64(kind.rawValue) | UInt64(variable) << 8 | UInt64(require) << 16 | UInt64(UInt32(bitPattern: none))
                    << 32)
            mix.add(payload)
            mix.add(yes, no)
            return mix.value
        }
    }

    // Nothing calls back into the store: checking accesses at run time is a tenth of the work.
    @exclusivity(unchecked) private(set) var nodes: [Node] = []
    @exclusivity(unchecked) private var positions = PositionTable(capacity: 64)
    private(set) var outcomes: [ProgramOutcome] = []
    private var outcomePositions: [ProgramOutcome: Int32] = [:]
    /// Of what comes up at every row, without hashing: by `slot`, and of senders by number; -1 for none yet.
    private var positionsOfSlots: [Int32] = []
    private var positionsOfLiterals: [Int32] = []
    /// Members left after narrowing, of `SenderNumbers`, ascending, no two of one text.
    private(set) var pools: [[Int32]] = []
    private var poolPositions: [[Int32]: Int32] = [:]
    private let steps: StepCounter

    init(_ steps: StepCounter) { self.steps = steps }

    func make(_ node: Node) throws(AnalysisFailure) -> Program {
        if node.kind != .decision, node.yes == node.no, node.kind != .open && node.kind != .own {
            return node.yes
        }
        let hash = node.hash
        if let known = positions.position(hash, where: { nodes[Int($0)] == node }) { return known }
        try steps.step()
        let program = Int32(nodes.count)
        nodes.append(node)
        positions.insert(hash, program)
        return program
    }

    /// No row, and what an invariant does not speak of.
    private static let lowestLabel: Int32 = -2
    /// By label, from the lowest: the decision made last. A row makes the same in nearly every slice.
    private var lastDecisions: [(outcome: Int32, program: Program)] = []

    func decision(_ outcome: ProgramOutcome, _ label: Int32) throws(AnalysisFailure) -> Program {
        let outcome = position(of: outcome)
        let place = Int(label - Self.lowestLabel)
        while lastDecisions.count <= place { lastDecisions.append((-1, -1)) }
        if lastDecisions[place].outcome == outcome { return lastDecisions[place].program }
        let made = try make(Node(kind: .decision, payload: UInt64(outcome), yes: label))
        lastDecisions[place] = (outcome, made)
        return made
    }

    func position(of outcome: ProgramOutcome) -> Int32 {
        switch outcome {
        case .noSender: return place(&positionsOfSlots, 0, outcome)
        case .own: return place(&positionsOfSlots, 1, outcome)
        case .countryDefault: return place(&positionsOfSlots, 2, outcome)
        case .team: return place(&positionsOfSlots, 3, outcome)
        case .open(let input): return place(&positionsOfSlots, 4 + input, outcome)
        case .rejectedByRule: return place(&positionsOfSlots, 8, outcome)
        case .unusable(let reason): return place(&positionsOfSlots, 9 + Int(reason.ordinal), outcome)
        case .literal(let number): return place(&positionsOfLiterals, Int(number), outcome)
        case .pool, .best, .anySender, .anything:
            if let known = outcomePositions[outcome] { return known }
            outcomePositions[outcome] = Int32(outcomes.count)
            outcomes.append(outcome)
            return Int32(outcomes.count - 1)
        }
    }

    private func place(_ positions: inout [Int32], _ slot: Int, _ outcome: ProgramOutcome) -> Int32 {
        while positions.count <= slot { positions.append(-1) }
        if positions[slot] < 0 {
            positions[slot] = Int32(outcomes.count)
            outcomes.append(outcome)
        }
        return positions[slot]
    }

    func pool(_ members: [Int32]) -> Int32 {
        if let known = poolPositions[members] { return known }
        poolPositions[members] = Int32(pools.count)
        pools.append(members)
        return Int32(pools.count - 1)
    }

    func test(_ test: RowTest, yes: Program, no: Program) throws(AnalysisFailure) -> Program {
        yes == no
            ? yes
            : try make(Node(kind: test.kind, variable: test.variable, payload: test.payload, yes: yes, no: no))
    }
}
