internal import SenderModel

/// Why a row decides nothing.
struct MaskSearch {
    enum Reason {
        case contradictsItself
        case noCandidate
        case candidateNeverUsable
        case masked(by: [Int], isSmallest: Bool)
    }

    private let space: AnalysisSpace
    private let row: RowForm
    private let rows: [RowForm]
    private let slices: [Slice]
    private let probe: SymbolicTable

    /// - Parameter probe: without slices; kept from row to row, since the same programs come up again.
    init(_ symbolic: SymbolicTable, row: Int, probe: SymbolicTable) {
        space = symbolic.space
        slices = symbolic.slices
        self.probe = probe
        rows = symbolic.side.rows
        self.row = rows[row]
    }

    func reason() throws(AnalysisFailure) -> Reason {
        if try witness([]) != nil { return try mask() }
        // What the row would do with another source, or if it rejected what it can't use.
        if try witness([], as: row.with(source: .reject)) == nil { return .contradictsItself }
        return try witness([], as: row.with(ifUnusable: .reject)) == nil ? .noCandidate : .candidateNeverUsable
    }

    /// A message the row decides where only these earlier rows come before it.
    private func witness(
        _ earlier: [Int], as form: RowForm? = nil
    ) throws(AnalysisFailure) -> ProgramRun? {
        let considered = earlier.map { rows[$0] } + [form ?? row]
        for slice in slices where row.when?.matches(slice.country, needs: slice.needs) ?? true {
            for cell in try probe.cells(slice, considered, only: row.when?.teams) {
                for leaf in try probe.unroller.leaves(cell.program) where leaf.label == row.label {
                    try space.steps.step()
                    guard let choice = slice.choose(leaf.region, cell.users) else { continue }
                    return ProgramRun(slice, choice, leaf.region, team: cell.effectiveTeam)
                }
            }
        }
        return nil
    }

    // MARK: - Masks

    /// Sets tried for a smallest one, and nodes of one search for it.
    private static let roundLimit = 400
    private static let nodeLimit = 20_000

    /// The smallest set of earlier rows that keeps the row from deciding: every message that shows a set is too small
    /// says which rows would stop it, and a mask must hit all of these.
    private func mask() throws(AnalysisFailure) -> Reason {
        var stoppers: [[Int]] = []
        for _ in 0..<Self.roundLimit {
            var search = HittingSet(stoppers, nodeLimit: Self.nodeLimit)
            guard let smallest = try search.smallest(space.steps) else { break }
            guard let run = try witness(smallest) else { return .masked(by: smallest, isSmallest: true) }
            var stopping: [Int] = []
            for earlier in 0..<row.index where run.canMeet(rows[earlier]) {
                if try run.label([rows[earlier], row], probe.store) != row.label { stopping.append(earlier) }
            }
            // Where rows jump over each other, one that stops a message alone may not do so with others.
            if stopping.isEmpty || !Set(stopping).isDisjoint(with: smallest) { break }
            stoppers.append(stopping)
        }
        return .masked(by: try irreducible(), isSmallest: false)
    }

    /// A set of earlier rows from which none can be dropped.
    private func irreducible() throws(AnalysisFailure) -> [Int] {
        var kept = Array(0..<row.index)
        var step = max(1, kept.count / 2)
        while true {
            var start = 0
            var hasChanged = false
            while start < kept.count {
                var fewer = kept
                fewer.removeSubrange(start..<min(start + step, kept.count))
                if try witness(fewer) == nil {
                    kept = fewer
                    hasChanged = true
                } else {
                    start += step
                }
            }
            if step == 1, !hasChanged { return kept }
            step = max(1, step / 2)
        }
    }
}

/// One message, to be run through programs of its slice.
struct ProgramRun {
    private let slice: Slice
    private let choice: MessageChoice
    private let region: Region
    private let team: Int32
    private let user: UserClasses.Class
    private let areaCode: Int32

    init(_ slice: Slice, _ choice: MessageChoice, _ region: Region, team: Int32) {
        self.slice = slice
        self.choice = choice
        self.region = region
        self.team = team
        user = slice.userClass(choice.user)
        areaCode = Int32(slice.recipientNumber(slice.country, region.areaCodes).dropFirst().prefix(4)) ?? -1
    }

    /// Whether a row's country, needs and teams are the message's; if not, the row does nothing with it.
    func canMeet(_ row: RowForm) -> Bool {
        guard let when = row.when else { return true }
        return (when.teams?.containsSorted(team) ?? true) && when.matches(slice.country, needs: slice.needs)
    }

    /// The row that decides the message if there are only these; -1 for none.
    ///
    /// - Parameter store: where the programs are made.
    func label(_ rows: [RowForm], _ store: ProgramStore) throws(AnalysisFailure) -> Int32 {
        let space = slice.space
        let builder = ProgramBuilder(slice, side: 0, store: store)
        try builder.begin(slice, rows: rows)
        var program = try builder.program(team)
        while true {
            let node = store.nodes[Int(program)]
            let holds: Bool
            switch node.kind {
            case .decision: return node.yes
            case .open, .own:
                let result = node.kind == .open ? reference(node) : own(node)
                guard let result else {
                    program = node.none
                    continue
                }
                if !result, node.no < 0 { return -1 - node.no }
                holds = result
            case .origin: holds = region.origins & (~region.origins &+ 1) & UInt8(truncatingIfNeeded: node.payload) != 0
            case .purpose:
                holds = region.purposes & (~region.purposes &+ 1) & UInt8(truncatingIfNeeded: node.payload) != 0
            case .attribute:
                let mask = space.attributeSets.sets[Int(region.attributes)][Int(node.variable)]
                holds = mask & (~mask &+ 1) & node.payload != 0
            case .users: holds = space.constraints.allows(Int32(node.payload), choice.user)
            case .areaCode: holds = areaCode == Int32(node.payload)
            case .wins: holds = user.wins & 1 << UInt16(node.variable) != 0
            }
            program = holds ? node.yes : node.no
        }
    }

    /// Whether the reference passes; nil where there is none.
    private func reference(_ node: ProgramStore.Node) -> Bool? {
        let reference = choice.references[Int(node.variable)]
        if reference == MessageChoice.none { return nil }
        if reference == MessageChoice.unknown { return false }
        let position = slice.classOf(reference, choice.user)
        return slice.space.open.passing(node.require, 0) & 1 << OpenAlphabet.Mask(position) != 0
    }

    private func own(_ node: ProgramStore.Node) -> Bool? {
        let bit: UserAlphabet.Mask = 1 << UserAlphabet.Mask(user.position)
        guard slice.space.users.withNumber(0) & bit != 0 else { return nil }
        return slice.space.users.passing(node.require, 0) & bit != 0
    }
}

/// A smallest set that has a member in common with each of several sets.
struct HittingSet {
    private let sets: [[Int]]
    private let nodeLimit: Int
    private var nodes = 0
    private var best: [Int]?

    init(_ sets: [[Int]], nodeLimit: Int) {
        // A set that holds another is hit with it.
        let ordered = sets.map { $0.sorted() }.sorted { $0.count < $1.count }
        var kept: [[Int]] = []
        for set in ordered where !kept.contains(where: { Set(set).isSuperset(of: $0) }) { kept.append(set) }
        self.sets = kept
        self.nodeLimit = nodeLimit
    }

    /// nil past the limit.
    mutating func smallest(_ steps: StepCounter) throws(AnalysisFailure) -> [Int]? {
        try search([], steps)
        return nodes > nodeLimit ? nil : best?.sorted()
    }

    private mutating func search(_ chosen: [Int], _ steps: StepCounter) throws(AnalysisFailure) {
        nodes += 1
        try steps.step()
        guard nodes <= nodeLimit else { return }
        let open = sets.filter { set in !set.contains(where: chosen.contains) }
        guard let next = open.first else {
            if best.map({ chosen.count < $0.count }) ?? true { best = chosen }
            return
        }
        // Disjoint sets need a member each.
        var disjoint = 0
        var used: Set<Int> = []
        for set in open where used.isDisjoint(with: set) {
            disjoint += 1
            used.formUnion(set)
        }
        if let best, chosen.count + disjoint >= best.count { return }
        for member in next { try search(chosen + [member], steps) }
    }
}
