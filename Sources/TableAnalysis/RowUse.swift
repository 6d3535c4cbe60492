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
        // By program: the places of leaves of rows that were pending when last sorted out; nil before.
        var open: [[Int32]?] = Array(filled: nil, count: symbolic.store.nodes.count)
        for (slice, cells) in zip(symbolic.slices, symbolic.cells) {
            for cell in cells {
                if left == 0 { return }
                let program = Int(cell.program)
                if let places = open[program], places.isEmpty { continue }
                let leaves = try symbolic.unroller.leaves(cell.program)
                let places = open[program] ?? Array(0..<Int32(leaves.count))
                func isPending(_ place: Int32) -> Bool {
                    let label = leaves[Int(place)].label
                    return label >= 0 && pending[Int(label)]
                }
                let asked = places.count(where: isPending)
                // Sorted out where that leaves half of them at most: a list is not made anew for every cell.
                if open[program] == nil || asked * 2 <= places.count { open[program] = places.filter(isPending) }
                for place in places where isPending(place) {
                    let leaf = leaves[Int(place)]
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
