internal import SenderModel

/// Looks for a message that breaks an invariant.
struct InvariantProof {
    private let symbolic: SymbolicTable
    private let invariant: Invariant
    private let choice: RecipientChoice
    private let rowOfLabel: [Int32: Int]
    private(set) var verdict = Invariant.Verdict.vacuous
    private static let outside: Int32 = -2

    /// - Parameter analysis: of the table the invariant's positions are of.
    init(_ analysis: TableAnalysis, _ invariant: Invariant) throws(AnalysisFailure) {
        self.invariant = invariant
        let conditions = [invariant.condition].compactMap { $0 }
        // What the rows don't tell apart, the invariant may.
        let space =
            conditions.isEmpty
            ? analysis.symbolic.space
            : try AnalysisSpace([analysis.table], analysis.budget, conditions: conditions)
        let side = space.sides[0]
        choice = RecipientChoice(space)
        rowOfLabel = Dictionary(side.rows.map { ($0.label, $0.index) }, uniquingKeysWith: { first, _ in first })
        var rows = side.rows
        var form: ConditionForm?
        if let condition = invariant.condition {
            let made = ConditionForm(condition, space.vocabulary, constraints: space.constraints)
            form = made
            // A row before all others takes what the invariant doesn't speak of out of the way.
            rows.insert(
                RowForm(
                    index: -1, label: Self.outside, source: .reject, require: 0, ifUnusable: .next, when: nil,
                    unless: made),
                at: 0)
        }
        symbolic =
            invariant.condition == nil ? analysis.symbolic : try SymbolicTable(space, rows: rows, where: form)
        try prove()
    }

    private mutating func prove() throws(AnalysisFailure) {
        for (slice, cells) in zip(symbolic.slices, symbolic.cells) {
            for cell in cells {
                for leaf in try symbolic.unroller.leaves(cell.program) where leaf.label != Self.outside {
                    try symbolic.space.steps.step()
                    guard let chosen = slice.choose(leaf.region, cell.users) else { continue }
                    verdict = .proved
                    if let message = try counterexample(leaf, slice, cell, chosen) {
                        verdict = .refuted(message)
                        return
                    }
                }
            }
        }
    }

    private func isBroken(_ entry: Int32, _ row: Int?) -> Bool {
        invariant.isBroken(.send, symbolic.side.table.inventory[Int(entry)], Int(entry), row)
    }

    private func counterexample(
        _ leaf: Leaf, _ slice: Slice, _ cell: SymbolicTable.Cell, _ chosen: MessageChoice
    ) throws(AnalysisFailure) -> WitnessMessage? {
        let row = rowOfLabel[leaf.label]
        let space = symbolic.space
        switch symbolic.store.outcomes[Int(leaf.outcome)] {
        case .noSender, .rejectedByRule, .unusable:
            return invariant.isBroken(.reject, nil, nil, row)
                ? slice.message(chosen, leaf.region, team: cell.team) : nil
        case .own:
            let owns = symbolic.side.senderOfUser
            let choice = slice.choose(
                leaf.region, cell.users, accepts: { $0 >= 0 && owns[Int($0)] >= 0 && isBroken(owns[Int($0)], row) })
            return choice.map { slice.message($0, leaf.region, team: cell.team) }
        case .open(let input):
            var broken: Int32 = -1
            var choice = slice.choose(
                leaf.region, cell.users,
                accepts: { user in
                    slice.anyReference(in: leaf.region[open: input] & ~3, for: user) { reference in
                        let entry = space.vocabulary.references[Int(reference)].targets[0].entry(in: slice.country)
                        guard isBroken(entry, row) else { return false }
                        broken = reference
                        return true
                    }
                })
            choice?.references[input] = broken
            return choice.map { slice.message($0, leaf.region, team: cell.team) }
        case .pool(let pool):
            let members = symbolic.store.pools[Int(pool)]
            for member in members {
                let entry = symbolic.side.entry(ofNumber: member)
                guard entry >= 0, isBroken(entry, row) else { continue }
                if let number = try self.choice.recipient(
                    slice, leaf.region.areaCodes, where: { self.choice.member(members, $0) == member })
                {
                    return slice.message(chosen, leaf.region, team: cell.team, number: number)
                }
            }
            return nil
        default:
            let entry = symbolic.entry(symbolic.store.outcomes[Int(leaf.outcome)], slice, cell)
            return entry >= 0 && isBroken(entry, row)
                ? slice.message(chosen, leaf.region, team: cell.team) : nil
        }
    }
}
