internal import SenderModel

/// Is told where a program goes on in each part of a region.
protocol BranchVisitor {
    /// Another node decides what is left.
    mutating func visit(_ program: ProgramStore.Program, _ region: Region) throws(AnalysisFailure)
    /// A row rejects what is left; an outcome of `ProgramStore.outcomes` and the row's label.
    mutating func reject(_ outcome: Int32, _ label: Int32, _ region: Region) throws(AnalysisFailure)
}

/// Divides regions as a node of a program does: into disjoint parts, none without a message as far as the region tells.
final class ProgramBranches {
    let space: AnalysisSpace
    let store: ProgramStore
    /// Outcomes of what can't be used, by reason.
    private var unusable = [Int32](repeating: -1, count: RowResult.allCases.count)

    init(_ space: AnalysisSpace, _ store: ProgramStore) {
        self.space = space
        self.store = store
    }

    /// The parts of a region for a node that is no decision, of a table's program.
    func branch(
        _ node: ProgramStore.Node, _ side: Int, _ region: Region, _ visitor: inout some BranchVisitor
    ) throws(AnalysisFailure) {
        switch node.kind {
        case .decision: break
        case .open: try branchOpen(node, side, region, &visitor)
        case .own: try branchOwn(node, side, region, &visitor)
        case .origin:
            let yes = region.origins & UInt8(truncatingIfNeeded: node.payload)
            try branch(node.yes, region, &visitor, yes != 0) { $0.origins = yes }
            let no = region.origins & ~UInt8(truncatingIfNeeded: node.payload)
            try branch(node.no, region, &visitor, no != 0) { $0.origins = no }
        case .purpose:
            let yes = region.purposes & UInt8(truncatingIfNeeded: node.payload)
            try branch(node.yes, region, &visitor, yes != 0) { $0.purposes = yes }
            let no = region.purposes & ~UInt8(truncatingIfNeeded: node.payload)
            try branch(node.no, region, &visitor, no != 0) { $0.purposes = no }
        case .attribute:
            let attribute = Int(node.variable)
            let count = space.vocabulary.attributes[attribute].values.count
            let yes = space.attributeSets.narrowed(region.attributes, attribute, to: node.payload, valueCount: count)
            try branch(node.yes, region, &visitor, yes != nil) { $0.attributes = yes ?? 0 }
            let no = space.attributeSets.narrowed(region.attributes, attribute, to: ~node.payload, valueCount: count)
            try branch(node.no, region, &visitor, no != nil) { $0.attributes = no ?? 0 }
        case .users:
            let set = Int32(node.payload)
            let yes = space.constraints.intersection(region.users, set)
            try branch(node.yes, region, &visitor, yes != nil) { $0.users = yes ?? 0 }
            let no = space.constraints.intersection(region.users, space.constraints.complement(set))
            try branch(node.no, region, &visitor, no != nil) { $0.users = no ?? 0 }
        case .areaCode:
            let set = space.constraints.oneOf([Int32(node.payload)])
            let yes = space.constraints.intersection(region.areaCodes, set)
            try branch(node.yes, region, &visitor, yes != nil) { $0.areaCodes = yes ?? 0 }
            let no = space.constraints.intersection(region.areaCodes, space.constraints.complement(set))
            try branch(node.no, region, &visitor, no != nil) { $0.areaCodes = no ?? 0 }
        case .wins:
            let bit: UInt16 = 1 << UInt16(side * 8 + Int(node.variable))
            try branch(node.yes, region, &visitor, region.loses & bit == 0) { $0.wins |= bit }
            try branch(node.no, region, &visitor, region.wins & bit == 0) { $0.loses |= bit }
        }
    }

    @inline(__always)
    private func branch(
        _ program: ProgramStore.Program, _ region: Region, _ visitor: inout some BranchVisitor, _ exists: Bool,
        _ narrow: (inout Region) -> Void
    ) throws(AnalysisFailure) {
        guard exists else { return }
        var narrowed = region
        narrow(&narrowed)
        try visitor.visit(program, narrowed)
    }

    private func branchOpen(
        _ node: ProgramStore.Node, _ side: Int, _ region: Region, _ visitor: inout some BranchVisitor
    ) throws(AnalysisFailure) {
        let input = Int(node.variable)
        let mask = region[open: input]
        let passing = space.open.passing(node.require, side)
        try branch(node.yes, region, &visitor, mask & passing != 0) { $0[open: input] = mask & passing }
        var rest = mask & ~passing
        if node.no != node.none {
            let none = rest & OpenAlphabet.noReference
            try branch(node.none, region, &visitor, none != 0) { $0[open: input] = none }
            rest &= ~OpenAlphabet.noReference
        }
        guard rest != 0 else { return }
        if node.no >= 0 {
            try branch(node.no, region, &visitor, true) { $0[open: input] = rest }
            return
        }
        for (reason, classes) in space.open.failing(node.require, side) where rest & classes != 0 {
            try reject(reason, node, region, &visitor) { $0[open: input] = rest & classes }
        }
    }

    private func branchOwn(
        _ node: ProgramStore.Node, _ side: Int, _ region: Region, _ visitor: inout some BranchVisitor
    ) throws(AnalysisFailure) {
        let mask = region.userClasses
        let passing = mask & space.users.passing(node.require, side)
        try branch(node.yes, region, &visitor, passing != 0) { $0.userClasses = passing }
        let none = mask & ~space.users.withNumber(side)
        var rest = mask & ~passing & ~none
        if node.no == node.none {
            try branch(node.none, region, &visitor, none | rest != 0) { $0.userClasses = none | rest }
            return
        }
        try branch(node.none, region, &visitor, none != 0) { $0.userClasses = none }
        guard rest != 0 else { return }
        if node.no >= 0 {
            try branch(node.no, region, &visitor, true) { $0.userClasses = rest }
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
            try reject(reason, node, region, &visitor) { $0.userClasses = mask }
        }
    }

    private func reject(
        _ reason: RowResult, _ node: ProgramStore.Node, _ region: Region, _ visitor: inout some BranchVisitor,
        _ narrow: (inout Region) -> Void
    ) throws(AnalysisFailure) {
        var narrowed = region
        narrow(&narrowed)
        let place = Int(reason.ordinal)
        if unusable[place] < 0 { unusable[place] = store.position(of: .unusable(reason)) }
        try visitor.reject(unusable[place], -1 - node.no, narrowed)
    }
}
