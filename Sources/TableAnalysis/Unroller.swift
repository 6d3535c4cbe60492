internal import SenderModel

/// A region all of whose messages a program decides alike.
struct Leaf {
    var region: Region
    /// Of `ProgramStore.outcomes`.
    var outcome: Int32
    /// Of the row that decides; -1 for none.
    var label: Int32
}

/// Unrolls programs into disjoint regions.
final class Unroller {
    let space: AnalysisSpace
    let store: ProgramStore
    private var known: [[Leaf]?] = []
    private var kept = 0
    /// Outcomes of what can't be used, by reason.
    private var unusable = [Int32](repeating: -1, count: RowResult.allCases.count)

    init(_ space: AnalysisSpace, _ store: ProgramStore) {
        self.space = space
        self.store = store
    }

    /// The regions of a program of the first table, over all messages.
    func leaves(_ program: ProgramStore.Program) throws(AnalysisFailure) -> [Leaf] {
        let index = Int(program)
        if index < known.count, let leaves = known[index] { return leaves }
        var leaves: [Leaf] = []
        try unroll(program, 0, Region(space), &leaves)
        kept += leaves.count
        try check(kept)
        while known.count <= index { known.append(nil) }
        known[index] = leaves
        return leaves
    }

    private func check(_ count: Int) throws(AnalysisFailure) {
        if count > space.steps.regionLimit {
            throw .budgetExceeded(BudgetExceeded(what: "regions of rules", limit: space.steps.regionLimit))
        }
    }

    /// Appends the regions of a program within a region.
    func unroll(
        _ program: ProgramStore.Program, _ side: Int, _ region: Region, _ leaves: inout [Leaf]
    ) throws(AnalysisFailure) {
        let node = store.nodes[Int(program)]
        switch node.kind {
        case .decision:
            try space.steps.step()
            leaves.append(Leaf(region: region, outcome: Int32(node.payload), label: node.yes))
            if leaves.count & 0xFFF == 0 { try check(leaves.count) }
        case .open: try unrollOpen(node, side, region, &leaves)
        case .own: try unrollOwn(node, side, region, &leaves)
        case .origin:
            let yes = region.origins & UInt8(truncatingIfNeeded: node.payload)
            try branch(node.yes, side, region, &leaves, yes != 0) { $0.origins = yes }
            let no = region.origins & ~UInt8(truncatingIfNeeded: node.payload)
            try branch(node.no, side, region, &leaves, no != 0) { $0.origins = no }
        case .purpose:
            let yes = region.purposes & UInt8(truncatingIfNeeded: node.payload)
            try branch(node.yes, side, region, &leaves, yes != 0) { $0.purposes = yes }
            let no = region.purposes & ~UInt8(truncatingIfNeeded: node.payload)
            try branch(node.no, side, region, &leaves, no != 0) { $0.purposes = no }
        case .attribute:
            let attribute = Int(node.variable)
            let count = space.vocabulary.attributes[attribute].values.count
            let yes = space.attributeSets.narrowed(region.attributes, attribute, to: node.payload, valueCount: count)
            try branch(node.yes, side, region, &leaves, yes != nil) { $0.attributes = yes ?? 0 }
            let no = space.attributeSets.narrowed(region.attributes, attribute, to: ~node.payload, valueCount: count)
            try branch(node.no, side, region, &leaves, no != nil) { $0.attributes = no ?? 0 }
        case .users:
            let set = Int32(node.payload)
            let yes = space.constraints.intersection(region.users, set)
            try branch(node.yes, side, region, &leaves, yes != nil) { $0.users = yes ?? 0 }
            let no = space.constraints.intersection(region.users, space.constraints.complement(set))
            try branch(node.no, side, region, &leaves, no != nil) { $0.users = no ?? 0 }
        case .areaCode:
            let set = space.constraints.oneOf([Int32(node.payload)])
            let yes = space.constraints.intersection(region.areaCodes, set)
            try branch(node.yes, side, region, &leaves, yes != nil) { $0.areaCodes = yes ?? 0 }
            let no = space.constraints.intersection(region.areaCodes, space.constraints.complement(set))
            try branch(node.no, side, region, &leaves, no != nil) { $0.areaCodes = no ?? 0 }
        case .wins:
            let bit: UInt16 = 1 << UInt16(side * 8 + Int(node.variable))
            try branch(node.yes, side, region, &leaves, region.loses & bit == 0) { $0.wins |= bit }
            try branch(node.no, side, region, &leaves, region.wins & bit == 0) { $0.loses |= bit }
        }
    }

    @inline(__always)
    private func branch(
        _ program: ProgramStore.Program, _ side: Int, _ region: Region, _ leaves: inout [Leaf], _ exists: Bool,
        _ narrow: (inout Region) -> Void
    ) throws(AnalysisFailure) {
        guard exists else { return }
        var narrowed = region
        narrow(&narrowed)
        try unroll(program, side, narrowed, &leaves)
    }

    private func unrollOpen(
        _ node: ProgramStore.Node, _ side: Int, _ region: Region, _ leaves: inout [Leaf]
    ) throws(AnalysisFailure) {
        let input = Int(node.variable)
        let mask = region[open: input]
        let passing = space.open.passing(node.require, side)
        try branch(node.yes, side, region, &leaves, mask & passing != 0) { $0[open: input] = mask & passing }
        var rest = mask & ~passing
        if node.no != node.none {
            let none = rest & OpenAlphabet.noReference
            try branch(node.none, side, region, &leaves, none != 0) { $0[open: input] = none }
            rest &= ~OpenAlphabet.noReference
        }
        guard rest != 0 else { return }
        if node.no >= 0 {
            try branch(node.no, side, region, &leaves, true) { $0[open: input] = rest }
            return
        }
        for (reason, classes) in space.open.failing(node.require, side) where rest & classes != 0 {
            try reject(reason, node, region, &leaves) { $0[open: input] = rest & classes }
        }
    }

    private func unrollOwn(
        _ node: ProgramStore.Node, _ side: Int, _ region: Region, _ leaves: inout [Leaf]
    ) throws(AnalysisFailure) {
        let mask = region.userClasses
        let passing = mask & space.users.passing(node.require, side)
        try branch(node.yes, side, region, &leaves, passing != 0) { $0.userClasses = passing }
        let none = mask & ~space.users.withNumber(side)
        var rest = mask & ~passing & ~none
        if node.no == node.none {
            try branch(node.none, side, region, &leaves, none | rest != 0) { $0.userClasses = none | rest }
            return
        }
        try branch(node.none, side, region, &leaves, none != 0) { $0.userClasses = none }
        guard rest != 0 else { return }
        if node.no >= 0 {
            try branch(node.no, side, region, &leaves, true) { $0.userClasses = rest }
            return
        }
        var masks: [RowResult: UserAlphabet.Mask] = [:]
        while rest != 0 {
            let bit = rest.trailingZeroBitCount
            rest &= rest - 1
            let failing = (space.users.classes[bit].values[side] - 2) & node.require
            masks[Require.reason(failing), default: 0] |= 1 << UserAlphabet.Mask(bit)
        }
        for reason in RowResult.allCases {
            guard let mask = masks[reason] else { continue }
            try reject(reason, node, region, &leaves) { $0.userClasses = mask }
        }
    }

    private func reject(
        _ reason: RowResult, _ node: ProgramStore.Node, _ region: Region, _ leaves: inout [Leaf],
        _ narrow: (inout Region) -> Void
    ) throws(AnalysisFailure) {
        try space.steps.step()
        var narrowed = region
        narrow(&narrowed)
        let place = Int(reason.ordinal)
        if unusable[place] < 0 { unusable[place] = store.position(of: .unusable(reason)) }
        leaves.append(Leaf(region: narrowed, outcome: unusable[place], label: -1 - node.no))
        if leaves.count & 0xFFF == 0 { try check(leaves.count) }
    }
}
