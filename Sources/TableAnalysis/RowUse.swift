/// Which rows decide, each with a message that shows it.
struct RowUse {
    /// By row.
    var witnesses: [WitnessMessage?]

    /// Looks for a message for each row.
    ///
    /// - Parameter wanted: the rows to look for; nil for all.
    init(_ symbolic: SymbolicTable, wanted: Set<Int32>? = nil) throws(AnalysisFailure) {
        let rows = symbolic.side.rows
        var pending = Array(repeating: false, count: (rows.map { Int($0.label) }.max() ?? -1) + 2)
        var rowOfLabel = Array(repeating: 0, count: pending.count)
        var left = 0
        for row in rows where wanted?.contains(Int32(row.index)) ?? true {
            pending[Int(row.label)] = true
            rowOfLabel[Int(row.label)] = row.index
            left += 1
        }
        witnesses = Array(repeating: nil, count: rows.count)
        // By program: the places of leaves of rows that were pending when last asked; nil before.
        var open: [[Int32]?] = Array(repeating: nil, count: symbolic.store.nodes.count)
        for (slice, cells) in zip(symbolic.slices, symbolic.cells) {
            for cell in cells {
                if left == 0 { return }
                let program = Int(cell.program)
                if let places = open[program], places.isEmpty { continue }
                let leaves = try symbolic.unroller.leaves(cell.program)
                let places = (open[program] ?? Array(0..<Int32(leaves.count))).filter {
                    let label = leaves[Int($0)].label
                    return label >= 0 && pending[Int(label)]
                }
                open[program] = places
                for place in places {
                    let leaf = leaves[Int(place)]
                    guard pending[Int(leaf.label)] else { continue }
                    try symbolic.space.steps.step()
                    guard let choice = slice.choose(leaf.region, cell.users) else { continue }
                    pending[Int(leaf.label)] = false
                    left -= 1
                    witnesses[rowOfLabel[Int(leaf.label)]] = slice.message(choice, leaf.region, team: cell.team)
                }
            }
        }
    }
}
