/// A region all of whose messages one table decides in one way and another in one way.
struct LeafPair: Hashable {
    let region: Region
    /// Of `ProgramStore.outcomes`.
    let before: Int32
    let after: Int32
    /// Labels of rows, -1 for none.
    let beforeRow: Int32
    let afterRow: Int32
}

/// Where two programs may decide differently, worked out once for each pair; equal lists are one.
final class LeafPairs {
    private struct Key: Hashable {
        let before: ProgramStore.Program
        let after: ProgramStore.Program
        let region: Region
        let symbolsAgree: Bool
    }

    private let space: AnalysisSpace
    private let store: ProgramStore
    private let unroller: Unroller
    private(set) var lists: [[LeafPair]] = []
    /// By list: whether a decision depends on the team.
    private(set) var usesTeams: [Bool] = []
    private var positions: [[LeafPair]: Int] = [:]
    private var known: [Key: Int] = [:]
    private var kept = 0

    init(_ space: AnalysisSpace, _ store: ProgramStore) {
        self.space = space
        self.store = store
        unroller = Unroller(space, store)
    }

    /// The list of two programs within a region.
    ///
    /// - Parameter symbolsAgree: whether `country_default`, `team` and `best` mean the same in both.
    func list(
        _ before: ProgramStore.Program, _ after: ProgramStore.Program, _ region: Region, symbolsAgree: Bool
    ) throws(AnalysisFailure) -> Int {
        let key = Key(before: before, after: after, region: region, symbolsAgree: symbolsAgree)
        if let known = known[key] { return known }
        var pairs: [LeafPair] = []
        var first: [Leaf] = []
        try unroller.unroll(before, 0, region, &first)
        for old in first {
            var second: [Leaf] = []
            try unroller.unroll(after, 1, old.region, &second)
            if pairs.count > space.steps.regionLimit / 2 {
                throw .budgetExceeded(
                    BudgetExceeded(what: "regions of two tables' rules", limit: space.steps.regionLimit / 2))
            }
            for new in second where !areAlike(old, new, symbolsAgree) {
                pairs.append(
                    LeafPair(
                        region: new.region, before: old.outcome, after: new.outcome, beforeRow: old.label,
                        afterRow: new.label))
            }
        }
        let list: Int
        if let position = positions[pairs] {
            list = position
        } else {
            list = lists.count
            kept += pairs.count
            if kept > space.steps.regionLimit / 2 {
                throw .budgetExceeded(
                    BudgetExceeded(what: "regions of two tables' rules", limit: space.steps.regionLimit / 2))
            }
            positions[pairs] = list
            lists.append(pairs)
            usesTeams.append(
                pairs.contains { store.outcomes[Int($0.before)] == .team || store.outcomes[Int($0.after)] == .team })
        }
        known[key] = list
        return list
    }

    /// Whether two decisions are the same wherever they are met.
    private func areAlike(_ old: Leaf, _ new: Leaf, _ symbolsAgree: Bool) -> Bool {
        guard old.outcome == new.outcome else { return false }
        switch store.outcomes[Int(old.outcome)] {
        case .noSender, .rejectedByRule, .unusable, .literal, .pool: return true
        case .countryDefault, .team, .best: return symbolsAgree
        case .open(let input): return new.region[open: input] & space.differentSenders == 0
        case .own: return new.region.userClasses & space.usersWithDifferentSenders == 0
        }
    }
}
