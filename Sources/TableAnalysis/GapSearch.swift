internal import SenderModel

/// The messages that end without a sender although the tenant has one for them.
struct GapSearch {
    /// The smallest box that holds them all; nil where there are none.
    private(set) var hull: ClassBox?
    private(set) var example: WitnessMessage?

    init(_ symbolic: SymbolicTable, _ classes: ClassSpace) throws(AnalysisFailure) {
        let require = symbolic.side.table.require.bits
        for (slice, cells) in zip(symbolic.slices, symbolic.cells) {
            let isForAll = slice.bestUnowned(0, require) >= 0
            let owning = symbolic.space.users.passing(require, 0)
            for cell in cells {
                for leaf in try symbolic.unroller.leaves(cell.program)
                where symbolic.store.outcomes[Int(leaf.outcome)] == .noSender {
                    try symbolic.space.steps.step()
                    var region = leaf.region
                    if !isForAll { region.userClasses &= owning }
                    for cell in [cell, symbolic.derived(cell)].compactMap({ $0 }) {
                        try add(region, slice, cell, classes)
                    }
                }
            }
        }
    }

    private mutating func add(
        _ region: Region, _ slice: Slice, _ cell: SymbolicTable.Cell, _ classes: ClassSpace
    ) throws(AnalysisFailure) {
        guard let choice = slice.choose(region, cell.users) else { return }
        if example == nil { example = slice.message(choice, region, team: cell.team) }
        for box in classes.boxes(region, slice, teams: cell.teams, group: cell.users) {
            hull = hull.map { classes.hull($0, box) } ?? box
        }
    }
}
