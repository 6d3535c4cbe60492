/// Which rows decide, each with a message that shows it.
struct RowUse {
    /// By row.
    private(set) var decides: [Bool]
    /// By row; nil where it decides none, or none was to be shown.
    private(set) var witnesses: [WitnessMessage?]

    /// - Parameter showing: whether to make messages.
    init(_ symbolic: SymbolicTable, showing: Bool) throws(AnalysisFailure) {
        let rows = symbolic.side.rows
        var pending = Array(filled: false, count: (rows.map { Int($0.label) }.max() ?? -1) + 2)
        var rowOfLabel = Array(filled: 0, count: pending.count)
        var left = rows.count
        for row in rows {
            pending[Int(row.label)] = true
            rowOfLabel[Int(row.label)] = row.index
        }
        decides = Array(filled: false, count: rows.count)
        witnesses = Array(filled: nil, count: rows.count)
        var open = OpenLeaves(symbolic.store)
        func isPending(_ leaf: Leaf) -> Bool { leaf.label >= 0 && pending[Int(leaf.label)] }
        // In another slice of one form nothing else decides.
        for index in symbolic.slices.indices where symbolic.firstsAlike[index] == index {
            let slice = symbolic.slices[index]
            for cell in symbolic.cells[index] {
                if left == 0 { return }
                if open.areDone(cell.program) { continue }
                let leaves = try symbolic.unroller.leaves(cell.program)
                for place in open.places(of: cell.program, leaves, where: isPending) {
                    let leaf = leaves[Int(place)]
                    guard isPending(leaf) else { continue }
                    try symbolic.space.steps.step()
                    guard let choice = slice.choose(leaf.region, cell.users) else { continue }
                    pending[Int(leaf.label)] = false
                    left -= 1
                    let row = rowOfLabel[Int(leaf.label)]
                    decides[row] = true
                    if showing { witnesses[row] = slice.message(choice, leaf.region, team: cell.team) }
                }
            }
        }
    }
}
