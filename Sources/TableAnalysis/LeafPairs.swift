internal import SenderModel

/// A region all of whose messages one table decides in one way and another in one way.
struct LeafPair: Mixed {
    let region: Region
    /// Of `ProgramStore.outcomes`.
    let before: Int32
    let after: Int32
    /// Labels of rows, -1 for none, `ChangedParts.Key.anyRow` for several.
    let beforeRow: Int32
    let afterRow: Int32
    /// The program of the table whose decisions are not told, if some of them may be the other table's; else -1.
    var undecided: ProgramStore.Program = -1
    /// How less could be told of it.
    var folds: ChangedParts.Folds = []

    var mixed: UInt64 {
        var mix = Mix()
        mix.add(region.mixed)
        mix.add(before, after)
        mix.add(beforeRow, afterRow)
        mix.add(undecided, Int32(folds.rawValue))
        return mix.value
    }
}

/// Where two programs may decide differently, worked out once for each pair; equal lists are one.
///
/// Both programs are walked side by side. Where they come to the same node, and nothing it can meet is seen differently
/// by the tables, they do the same from there on.
final class LeafPairs {
    private struct Key: Equatable {
        let before: ProgramStore.Program
        let after: ProgramStore.Program
        /// A position in `regions`, and whether symbols agree.
        let place: Int32

        var mixed: UInt64 {
            var mix = Mix()
            mix.add(before, after)
            mix.add(place, 0)
            return mix.value
        }
    }

    private let space: AnalysisSpace
    private let store: ProgramStore
    private let branches: ProgramBranches
    private let reach: ProgramReach
    private let shown: ShownDecisions
    private let summary: SummarizedDecisions
    private var internedPairs = Interned<LeafPair>()
    var pairs: [LeafPair] { internedPairs.elements }
    /// By pair: whether a decision depends on the team.
    private(set) var usesTeams: [Bool] = []
    /// Positions in `pairs`.
    private(set) var lists: [[Int32]] = []
    private var positionsOfLists = PositionTable()
    private var known: [(key: Key, list: Int)] = []
    private var positionsOfKeys = PositionTable()
    private var kept = 0
    private var programsWithoutSenders: [ProgramStore.Program: ProgramStore.Program] = [:]
    private var regions = Interned<Region>()
    private var lastRegion: (region: Region, place: Int32)

    /// - Parameter summary: of which decisions the other table's need not be told apart.
    init(
        _ space: AnalysisSpace, _ store: ProgramStore, _ shown: ShownDecisions, _ summary: SummarizedDecisions
    ) {
        self.space = space
        self.store = store
        self.shown = shown
        self.summary = summary
        branches = ProgramBranches(space, store)
        reach = ProgramReach(store)
        let everything = Region(space)
        lastRegion = (everything, regions.position(of: everything))
    }

    /// The list of two programs within a region.
    ///
    /// - Parameter symbolsAgree: whether `country_default`, `team` and `best` mean the same in both.
    func list(
        _ before: ProgramStore.Program, _ after: ProgramStore.Program, _ region: Region, symbolsAgree: Bool
    ) throws(AnalysisFailure) -> Int {
        let key = Key(before: before, after: after, place: place(of: region) << 1 | (symbolsAgree ? 1 : 0))
        let hash = key.mixed
        if let place = positionsOfKeys.position(hash, where: { known[Int($0)].key == key }) {
            return known[Int(place)].list
        }
        var walk = Walk(pairs: self, symbolsAgree: symbolsAgree, rest: (.program(before), .program(after)))
        try walk.go(region)
        let pairs = walk.found.map(position)
        let list = try position(pairs)
        positionsOfKeys.insert(hash, Int32(known.count))
        known.append((key, list))
        return list
    }

    private func position(_ pairs: [Int32]) throws(AnalysisFailure) -> Int {
        var mix = Mix()
        for pair in pairs { mix.add(UInt64(UInt32(bitPattern: pair))) }
        if let known = positionsOfLists.position(mix.value, where: { lists[Int($0)] == pairs }) { return Int(known) }
        kept += pairs.count
        try check(kept)
        positionsOfLists.insert(mix.value, Int32(lists.count))
        lists.append(pairs)
        return lists.count - 1
    }

    private func place(of region: Region) -> Int32 {
        if region != lastRegion.region { lastRegion = (region, regions.position(of: region)) }
        return lastRegion.place
    }

    private func position(_ pair: LeafPair) -> Int32 {
        let position = internedPairs.position(of: pair)
        if Int(position) == usesTeams.count {
            usesTeams.append([pair.before, pair.after].contains { store.outcomes[Int($0)] == .team })
        }
        return position
    }

    private func check(_ count: Int) throws(AnalysisFailure) {
        if count > space.steps.regionLimit / 2 {
            throw .budgetExceeded(
                BudgetExceeded(what: "regions of two tables' rules", limit: space.steps.regionLimit / 2))
        }
    }

    // MARK: - Side by side

    /// What is left to do in a region for one table.
    private enum Rest: Equatable {
        case program(ProgramStore.Program)
        case decided(outcome: Int32, label: Int32)
    }

    /// What a node asks about; another table's node that asks the same comes next.
    private struct Question: Equatable {
        let kind: ProgramStore.Kind
        let variable: UInt8
    }

    private struct Walk: BranchVisitor {
        let pairs: LeafPairs
        let symbolsAgree: Bool
        /// In the two tables.
        var rest: (Rest, Rest)
        var last: Question?
        /// Whose node is being branched on.
        var side = 0
        var folds: ChangedParts.Folds = []
        var found: [LeafPair] = []

        private var store: ProgramStore { pairs.store }

        private func node(_ rest: Rest) -> ProgramStore.Node? {
            if case .program(let program) = rest { store.nodes[Int(program)] } else { nil }
        }

        private func decided(_ rest: Rest) -> Rest {
            guard let node = node(rest), node.kind == .decision else { return rest }
            return .decided(outcome: Int32(node.payload), label: node.yes)
        }

        mutating func visit(_ program: ProgramStore.Program, _ region: Region) throws(AnalysisFailure) {
            try go(on: .program(program), region)
        }

        mutating func reject(_ outcome: Int32, _ label: Int32, _ region: Region) throws(AnalysisFailure) {
            try go(on: .decided(outcome: outcome, label: label), region)
        }

        private mutating func go(on next: Rest, _ region: Region) throws(AnalysisFailure) {
            let (savedRest, savedLast, savedSide, savedFolds) = (rest, last, side, folds)
            set(side, next)
            try go(region)
            (rest, last, side, folds) = (savedRest, savedLast, savedSide, savedFolds)
        }

        mutating func go(_ region: Region) throws(AnalysisFailure) {
            try pairs.space.steps.step()
            if case .program(let program) = rest.0, rest.0 == rest.1, pairs.agree(below: program, region, symbolsAgree)
            {
                return
            }
            rest = (decided(rest.0), decided(rest.1))
            switch (rest.0, rest.1) {
            case (.decided(let before, let beforeRow), .decided(let after, let afterRow)):
                if pairs.areAlike(before, after, region, symbolsAgree) { return }
                try add(region, (before, beforeRow), (after, afterRow))
            case (.decided(let before, let row), .program(let after)):
                try go(1, after, beside: (before, row), region)
            case (.program(let before), .decided(let after, let row)):
                try go(0, before, beside: (after, row), region)
            case (.program(let before), .program(let after)):
                let nodes = (store.nodes[Int(before)], store.nodes[Int(after)])
                if let last, Question(kind: nodes.1.kind, variable: nodes.1.variable) == last {
                    try branch(1, nodes.1, region)
                } else {
                    try branch(0, nodes.0, region)
                }
            }
        }

        /// One table's program where the other has decided.
        private mutating func go(
            _ side: Int, _ program: ProgramStore.Program, beside known: (outcome: Int32, row: Int32), _ region: Region
        ) throws(AnalysisFailure) {
            switch try pairs.told(of: program, side, beside: known.outcome, known.row, region, &folds) {
            case .decided(let outcome, let undecided):
                let told = (outcome: outcome, row: ChangedParts.Key.anyRow)
                try add(region, side == 0 ? told : known, side == 0 ? known : told, undecided)
            case .program(program): try branch(side, store.nodes[Int(program)], region)
            case .program(let simpler):
                set(side, .program(simpler))
                try go(region)
            }
        }

        private mutating func set(_ side: Int, _ next: Rest) {
            if side == 0 { rest.0 = next } else { rest.1 = next }
        }

        private mutating func branch(
            _ side: Int, _ node: ProgramStore.Node, _ region: Region
        ) throws(AnalysisFailure) {
            self.side = side
            last = Question(kind: node.kind, variable: node.variable)
            try pairs.branches.branch(node, side, region, &self)
        }

        private mutating func add(
            _ region: Region, _ before: (outcome: Int32, row: Int32), _ after: (outcome: Int32, row: Int32),
            _ undecided: ProgramStore.Program = -1
        ) throws(AnalysisFailure) {
            found.append(
                LeafPair(
                    region: region, before: before.outcome, after: after.outcome, beforeRow: before.row,
                    afterRow: after.row, undecided: undecided, folds: folds))
            if found.count & 0xFFF == 0 { try pairs.check(found.count) }
        }
    }

    // MARK: - Alike

    /// Whether one program in both tables can only decide alike in a region.
    private func agree(below program: ProgramStore.Program, _ region: Region, _ symbolsAgree: Bool) -> Bool {
        let meets = reach.meets(program)
        if meets.contains(.symbols), !symbolsAgree || space.ranksMayDiffer { return false }
        if meets.contains(.own), region.userClasses & space.changedUsers != 0 { return false }
        for input in 0..<4 where meets.contains(.input(input)) && region[open: input] & space.changedReferences != 0 {
            return false
        }
        return true
    }

    /// Whether two decisions are the same wherever they are met.
    private func areAlike(_ old: Int32, _ new: Int32, _ region: Region, _ symbolsAgree: Bool) -> Bool {
        guard old == new else { return false }
        switch store.outcomes[Int(old)] {
        case .noSender, .rejectedByRule, .unusable, .literal, .pool: return true
        case .countryDefault, .team, .best: return symbolsAgree
        case .open(let input): return region[open: input] & space.differentSenders == 0
        case .own: return region.userClasses & space.usersWithDifferentSenders == 0
        case .anySender, .anything: return false
        }
    }

    // MARK: - Summaries

    /// What is told of a table's program where the other table's decision is known.
    private enum Told {
        /// Another decision each, but for what the undecided program may decide alike (-1 for none).
        case decided(outcome: Int32, undecided: ProgramStore.Program)
        /// What a program does that may be simpler.
        case program(ProgramStore.Program)
    }

    /// What needs to be told of a program in a region.
    ///
    /// - Parameters:
    ///   - side: the program's table.
    ///   - outcome: what the other table decides there, by the row.
    ///   - folds: gets what else there could be told less of.
    private func told(
        of program: ProgramStore.Program, _ side: Int, beside outcome: Int32, _ row: Int32, _ region: Region,
        _ folds: inout ChangedParts.Folds
    ) throws(AnalysisFailure) -> Told {
        guard let alike = alike(outcome, 1 - side, region) else { return .program(program) }
        let decision = SummarizedDecisions.Decision(side: 1 - side, shown: shown.of(outcome), row: row)
        summary.canSummarize(decision)
        let meets = reach.meets(program)
        let canDiffer = meets.isDisjoint(with: alike)
        let level = summary.level(decision)
        let areSenders = meets.isDisjoint(with: .rejections)
        if level == nil || level == .sender {
            folds.formUnion(canDiffer && !areSenders ? [.isFoldable, .toAnything] : .isFoldable)
            if side == 0 { folds.insert(.isAfterKnown) }
        }
        guard let level else { return .program(program) }
        if areSenders { return .decided(outcome: store.position(of: .anySender), undecided: -1) }
        if level != .sender, canDiffer { return .decided(outcome: store.position(of: .anything), undecided: -1) }
        // Where whose own a sender is matters, boxes are made user by user, and one example would not do.
        if level == .part, !space.tracksOwnership {
            return .decided(outcome: store.position(of: .anything), undecided: program)
        }
        return .program(try withoutSenders(program))
    }

    /// A program that tells only whether there is a sender, and why not.
    private func withoutSenders(_ program: ProgramStore.Program) throws(AnalysisFailure) -> ProgramStore.Program {
        if let known = programsWithoutSenders[program] { return known }
        try space.steps.step()
        var node = store.nodes[Int(program)]
        let made: ProgramStore.Program
        if node.kind == .decision {
            made =
                reach.of(store.outcomes[Int(node.payload)]).isDisjoint(with: .rejections)
                ? try store.decision(.anySender, ChangedParts.Key.anyRow) : program
        } else {
            node.yes = try withoutSenders(node.yes)
            if node.no >= 0 { node.no = try withoutSenders(node.no) }
            if node.kind == .open || node.kind == .own { node.none = try withoutSenders(node.none) }
            made =
                node.yes == node.no && (node.kind != .open && node.kind != .own || node.none == node.no)
                ? node.yes : try store.make(node)
        }
        programsWithoutSenders[program] = made
        return made
    }

    /// Of a region of which it isn't told what one table decides: calls `body` with parts whose decision is another one
    /// than the other table's until it returns true.
    func forEachDifferent(_ pair: LeafPair, _ body: (Region) throws(AnalysisFailure) -> Bool) throws(AnalysisFailure) {
        let isAfter = store.outcomes[Int(pair.after)] == .anything
        let finder = DifferentFinder(
            pairs: self, side: isAfter ? 1 : 0, known: isAfter ? pair.before : pair.after)
        var pending: [(program: ProgramStore.Program, region: Region)] = [(pair.undecided, pair.region)]
        while let next = pending.popLast() {
            var parts = finder
            try parts.visit(next.program, next.region)
            for region in parts.different where try body(region) { return }
            pending += parts.rest.reversed()
        }
    }

    /// One step into a program: what is decided there, and what is not.
    private struct DifferentFinder: BranchVisitor {
        let pairs: LeafPairs
        let side: Int
        /// What the other table decides, a rejection.
        let known: Int32
        var isInside = false
        var different: [Region] = []
        var rest: [(program: ProgramStore.Program, region: Region)] = []

        init(pairs: LeafPairs, side: Int, known: Int32) {
            self.pairs = pairs
            self.side = side
            self.known = known
        }

        mutating func visit(_ program: ProgramStore.Program, _ region: Region) throws(AnalysisFailure) {
            try pairs.space.steps.step()
            let node = pairs.store.nodes[Int(program)]
            if node.kind == .decision { return try reject(Int32(node.payload), node.yes, region) }
            if isInside { return rest.append((program, region)) }
            isInside = true
            try pairs.branches.branch(node, side, region, &self)
        }

        mutating func reject(_ outcome: Int32, _ label: Int32, _ region: Region) throws(AnalysisFailure) {
            if outcome != known { different.append(region) }
        }
    }

    /// What the other table would have to meet in a region to decide as this outcome says; nil where that isn't known.
    private func alike(_ outcome: Int32, _ side: Int, _ region: Region) -> ProgramReach.Meets? {
        switch store.outcomes[Int(outcome)] {
        case .noSender, .rejectedByRule, .unusable: return reach.of(store.outcomes[Int(outcome)])
        // What is never sent differs from all that is.
        case .literal(let number): return summary.isNeverSent(number, 1 - side) ? [] : nil
        case .open(let input): return summary.areNeverSent(region[open: input], 1 - side) ? [] : nil
        case .own: return summary.areNeverSent(ofUsers: region.userClasses, 1 - side) ? [] : nil
        case .pool, .countryDefault, .team, .best, .anySender, .anything: return nil
        }
    }
}
