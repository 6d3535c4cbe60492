internal import SenderModel

/// A region all of whose messages a program decides alike.
struct Leaf {
    var region: Region
    /// Of `ProgramStore.outcomes`.
    var outcome: Int32
    /// Of the row that decides; -1 for none.
    var label: Int32
}

/// Unrolls programs of the first table into disjoint regions.
final class Unroller {
    let space: AnalysisSpace
    let store: ProgramStore
    private var known: [[Leaf]?] = []
    private var kept = 0
    private let branches: ProgramBranches

    init(_ space: AnalysisSpace, _ store: ProgramStore) {
        self.space = space
        self.store = store
        branches = ProgramBranches(space, store)
    }

    /// The regions of a program, over all messages.
    func leaves(_ program: ProgramStore.Program) throws(AnalysisFailure) -> [Leaf] {
        let index = Int(program)
        if index < known.count, let leaves = known[index] { return leaves }
        var collector = Collector(unroller: self)
        collector.leaves.reserveCapacity(8)
        try collector.visit(program, Region(space))
        kept += collector.leaves.count
        try check(kept)
        while known.count <= index { known.append(nil) }
        known[index] = collector.leaves
        return collector.leaves
    }

    private func check(_ count: Int) throws(AnalysisFailure) {
        if count > space.steps.regionLimit {
            throw .budgetExceeded(BudgetExceeded(what: "regions of rules", limit: space.steps.regionLimit))
        }
    }

    /// Collects leaves, depth first.
    private struct Collector: BranchVisitor {
        let unroller: Unroller
        var leaves: [Leaf] = []

        mutating func visit(_ program: ProgramStore.Program, _ region: Region) throws(AnalysisFailure) {
            let node = unroller.store.nodes[Int(program)]
            if node.kind == .decision {
                try append(Leaf(region: region, outcome: Int32(node.payload), label: node.yes))
            } else {
                try unroller.branches.branch(node, 0, region, &self)
            }
        }

        mutating func reject(_ outcome: Int32, _ label: Int32, _ region: Region) throws(AnalysisFailure) {
            try append(Leaf(region: region, outcome: outcome, label: label))
        }

        private mutating func append(_ leaf: Leaf) throws(AnalysisFailure) {
            try unroller.space.steps.step()
            leaves.append(leaf)
            if leaves.count & 0xFFF == 0 { try unroller.check(leaves.count) }
        }
    }
}
