internal import SenderModel

/// Finds the messages that two tables decide differently.
final class DifferenceSearch {
    /// What a message of a class ends in, as it is told.
    enum Shown: Hashable {
        case noSender, rejectedByRule
        case unusable(RowResult)
        /// Of `SenderNumbers`, the first of its text.
        case sender(Int32)
        case open(Int)
        case own
        case pool([Int32])
        case countryDefault, team, best
        /// Another decision each, which is not told.
        case anySender, anything
    }

    struct Key: Hashable {
        var before: Shown
        var after: Shown
        /// Labels of rows, -1 for none; `anyRow` once boxes of several rows may be one.
        var beforeRow: Int32
        var afterRow: Int32
        var isPartial: Bool

        static let anyRow: Int32 = -2
    }

    /// What is kept of a box beside its key.
    struct Finding {
        var example: WitnessMessage
        /// The senders the symbols stand for.
        var before: Set<Int32>
        var after: Set<Int32>
        /// Labels of the rows that decide, -1 for none.
        var beforeRows: Set<Int32>
        var afterRows: Set<Int32>

        mutating func add(_ other: Finding) {
            before.formUnion(other.before)
            after.formUnion(other.after)
            beforeRows.formUnion(other.beforeRows)
            afterRows.formUnion(other.afterRows)
        }
    }

    let space: AnalysisSpace
    let classes: ClassSpace
    private let store: ProgramStore
    private var pairs: LeafPairs
    private let summary: SummarizedDecisions
    private let budget: AnalysisBudget
    /// Regions that change, by what either table decides.
    private var counts: [SummarizedDecisions.Decision: Int] = [:]
    private let choice: RecipientChoice
    private var groups: TeamGroups
    private(set) var found: [(key: Key, box: ClassBox, value: Finding)] = []

    /// - Parameter always: see `SummarizedDecisions`; nil where everything is told that the budget allows.
    init(
        _ old: DecisionTable, _ new: DecisionTable, _ budget: AnalysisBudget, always: SummarizedDecisions.Level? = nil
    ) throws(AnalysisFailure) {
        space = try AnalysisSpace([old, new], budget)
        classes = ClassSpace(space)
        store = ProgramStore(space.steps)
        self.budget = budget
        summary = SummarizedDecisions(space, always: always)
        pairs = LeafPairs(space, store, summary)
        choice = RecipientChoice(space)
        groups = TeamGroups(space)
        while try !searchEverything() {
            // Again, with less told of what there was too much of.
            guard summary.tellLess(counts) else {
                throw .budgetExceeded(BudgetExceeded(what: "regions that change", limit: budget.changedRegions))
            }
            found = []
            counts = [:]
            pairs = LeafPairs(space, store, summary)
        }
        found = try joined(found)
        // What turned out to be one sender may now be joined with others.
        let literal = found.map { item in
            (key: self.literal(item.key, item.box, item.value), box: item.box, value: item.value)
        }
        found = try joined(literal)
        // What one pair of rows does is one class as far as can be; only then are rows of the same decisions joined.
        let anyRows = found.map { item in
            var key = item.key
            key.beforeRow = Key.anyRow
            key.afterRow = Key.anyRow
            return (key: key, box: item.box, value: item.value)
        }
        found = try joined(anyRows)
    }

    private func joined(
        _ boxes: [(key: Key, box: ClassBox, value: Finding)]
    ) throws(AnalysisFailure) -> [(key: Key, box: ClassBox, value: Finding)] {
        try classes.joined(boxes) { $0.add($1) }
    }

    // MARK: - Slices

    /// False where more regions change than are kept.
    private func searchEverything() throws(AnalysisFailure) -> Bool {
        for recipient in space.recipients.indices {
            for needs in space.needs {
                guard try search(Slice(space, recipient: recipient, needs: needs)) else { return false }
            }
        }
        return true
    }

    /// False where more regions change than are kept.
    private func search(_ slice: Slice) throws(AnalysisFailure) -> Bool {
        let builders = [
            try ProgramBuilder(slice, side: 0, store: store, rows: space.sides[0].rows),
            try ProgramBuilder(slice, side: 1, store: store, rows: space.sides[1].rows),
        ]
        for side in builders.indices { builders[side].keepsPrograms = true }
        let changes = SliceChanges(slice, classes)
        let isQuiet = changes.symbolsAgree && changes.regions.isEmpty
        let agreement: Agreement
        if space.teamsAgree, builders[0].agrees(with: builders[1]) {
            if isQuiet { return true }
            agreement = .everywhere
        } else {
            // Where rows for every team do different things, hardly any team's rows do the same: programs are compared.
            agreement = space.teamsAgree && builders[0].agrees(with: builders[1], -1) ? .ofSomeTeams : .unknown
        }
        var cells = SliceCells()
        var usual: [Int32] = []
        for team in [-1] + space.vocabulary.teams.indices.map({ Int32($0) }) {
            let isDeclared = team >= 0 && space.sides.allSatisfy { $0.teamPositions[Int(team)] >= 0 }
            if isDeclared, !builders[0].isSpecial(team), !builders[1].isSpecial(team) {
                usual.append(team)
                continue
            }
            for group in groups.groups(team) {
                try cells.add([team], group) { teams throws(AnalysisFailure) in
                    // Without a team in the message the user may still give one.
                    let agrees =
                        agreement == .everywhere
                        || (agreement == .ofSomeTeams && builders[0].agrees(with: builders[1], teams[0]))
                    return agrees && isQuiet ? nil : try programs(slice, builders, changes, teams, rowsAgree: agrees)
                }
            }
        }
        if let team = usual.first {
            let group = TeamGroups.Group(effectiveTeams: SIMD2(repeating: team), users: ValueConstraints.any)
            try cells.add(usual, group) { teams throws(AnalysisFailure) in
                try programs(slice, builders, changes, teams, rowsAgree: agreement == .everywhere)
            }
        }
        for (pair, cell) in try cells.pairs(pairs, changes, space) {
            try compare(slice, cell, pairs.pairs[Int(pair)])
            guard found.count > budget.changedRegions else { continue }
            found = try classes.compacted(found) { $0.add($1) }
            if found.count > budget.changedClasses { return false }
        }
        return true
    }

    /// Whether two tables' rows are known to do the same in a slice.
    private enum Agreement {
        case everywhere, ofSomeTeams, unknown
    }

    /// What is compared for messages whose team is, by table, one of these.
    private func programs(
        _ slice: Slice, _ builders: [ProgramBuilder], _ changes: SliceChanges, _ teams: SIMD2<Int32>, rowsAgree: Bool
    ) throws(AnalysisFailure) -> SliceCells.Programs {
        let first = try builders[0].program(teams[0])
        let second = rowsAgree ? first : try builders[1].program(teams[1])
        let teamAgrees =
            space.teamsAgree || (!builders[0].usesTeams && !builders[1].usesTeams)
            || senderOfTeam(0, teams, slice) == senderOfTeam(1, teams, slice)
        return SliceCells.Programs(before: first, after: second, symbolsAgree: changes.symbolsAgree && teamAgrees)
    }

    private func senderOfTeam(_ side: Int, _ teams: SIMD2<Int32>, _ slice: Slice) -> Int32 {
        let entry = space.sides[side].senderOfTeam(teams[side], slice.country)
        return entry < 0 ? -1 : number(entry, side)
    }

    private func number(_ entry: Int32, _ side: Int) -> Int32 {
        space.senders.canonical[Int(space.sides[side].numberOfEntry[Int(entry)])]
    }

    // MARK: - Two decisions

    private struct Side {
        var shown: Shown
        /// The one sender, of `SenderNumbers`; -1 where there is none or several.
        var sender: Int32
    }

    private func side(
        _ side: Int, _ outcome: Int32, _ slice: Slice, _ cell: PairCell, _ region: Region
    ) throws(AnalysisFailure) -> Side {
        func constant(_ entry: Int32, _ shown: Shown) -> Side { Side(shown: shown, sender: number(entry, side)) }
        switch store.outcomes[Int(outcome)] {
        case .noSender: return Side(shown: .noSender, sender: -1)
        case .rejectedByRule: return Side(shown: .rejectedByRule, sender: -1)
        case .unusable(let reason): return Side(shown: .unusable(reason), sender: -1)
        case .literal(let number):
            let canonical = space.senders.canonical[Int(number)]
            return Side(shown: .sender(canonical), sender: canonical)
        case .open(let input): return Side(shown: .open(input), sender: -1)
        case .own: return Side(shown: .own, sender: -1)
        case .pool(let pool):
            let members = try choice.winners(store.pools[Int(pool)], slice, region.areaCodes)
                .map { space.senders.canonical[Int($0)] }
            if members.count == 1 { return Side(shown: .sender(members[0]), sender: members[0]) }
            return Side(shown: .pool(members.sorted()), sender: -1)
        case .countryDefault:
            let entry = slice.country.flatMap { space.sides[side].table.countryDefaults[$0] } ?? 0
            return constant(Int32(entry), .countryDefault)
        case .team:
            return constant(space.sides[side].senderOfTeam(cell.effectiveTeams[side], slice.country), .team)
        case .best(let require): return constant(slice.bestUnowned(side, require), .best)
        case .anySender: return Side(shown: .anySender, sender: -1)
        case .anything: return Side(shown: .anything, sender: -1)
        }
    }

    private func compare(
        _ slice: Slice, _ cell: PairCell, _ leaves: LeafPair
    ) throws(AnalysisFailure) {
        try space.steps.step()
        let region = leaves.region
        let before = try side(0, leaves.before, slice, cell, region)
        let after = try side(1, leaves.after, slice, cell, region)
        if before.sender >= 0, before.sender == after.sender { return }
        var pair = DifferencePair(
            slice, cell, region, before.shown, after.shown, senders: (before.sender, after.sender), choice)
        for part in leaves.undecided < 0 ? try pair.parts(classes) : try undecided(slice, cell, leaves, pair) {
            counts[.init(side: 0, outcome: leaves.before, row: leaves.beforeRow), default: 0] += 1
            counts[.init(side: 1, outcome: leaves.after, row: leaves.afterRow), default: 0] += 1
            let key = Key(
                before: before.shown, after: after.shown, beforeRow: leaves.beforeRow,
                afterRow: leaves.afterRow,
                isPartial: part.isPartial)
            found.append(
                (
                    key, part.box,
                    Finding(
                        example: part.example, before: before.sender < 0 ? [] : [before.sender],
                        after: after.sender < 0 ? [] : [after.sender], beforeRows: [leaves.beforeRow],
                        afterRows: [leaves.afterRow])
                ))
        }
    }

    /// The whole of a region, if some of its messages differ.
    private func undecided(
        _ slice: Slice, _ cell: PairCell, _ leaves: LeafPair, _ pair: DifferencePair
    ) throws(AnalysisFailure) -> [DifferencePair.Part] {
        var example: WitnessMessage?
        try pairs.forEachDifferent(leaves) { region throws(AnalysisFailure) in
            var smaller = DifferencePair(
                slice, cell, region, pair.before, pair.after, senders: pair.senders, choice)
            example = try smaller.parts(classes).first?.example
            return example != nil
        }
        guard let example else { return [] }
        var whole = pair
        return try whole.parts(classes).map { DifferencePair.Part(box: $0.box, isPartial: true, example: example) }
    }

    // MARK: - Symbols that are one sender

    private func literal(_ key: Key, _ box: ClassBox, _ finding: Finding) -> Key {
        var key = key
        key.before = literal(key.before, 0, box, finding.before)
        key.after = literal(key.after, 1, box, finding.after)
        return key
    }

    private func literal(_ shown: Shown, _ side: Int, _ box: ClassBox, _ senders: Set<Int32>) -> Shown {
        switch shown {
        case .countryDefault, .team, .best:
            if senders.count == 1, let only = senders.first { return .sender(only) }
        case .own:
            let users = space.constraints[box.users]
            guard !users.isExclusion else { break }
            let own = Set(users.values.map { $0 < 0 ? -1 : space.sides[side].senderOfUser[Int($0)] })
            let numbers = Set(own.map { $0 < 0 ? -1 : number($0, side) })
            if numbers.count == 1, let only = numbers.first, only >= 0 { return .sender(only) }
        case .open(let input):
            let token = classes.tokens.tokens[Int(box.references[input])]
            guard token.words == 0, !token.references.isEmpty else { break }
            var numbers: Set<Int32> = []
            for reference in token.references {
                let target = space.vocabulary.references[Int(reference)].targets[side]
                guard case .entry(let entry) = target else { return shown }
                numbers.insert(number(entry, side))
            }
            if numbers.count == 1, let only = numbers.first { return .sender(only) }
        default: break
        }
        return shown
    }
}

/// What of a slice two tables see differently though their rows may be the same.
struct SliceChanges {
    /// Whether `country_default` and `best` mean the same senders.
    let symbolsAgree: Bool
    /// Disjoint regions that hold every message with a reference or user seen differently.
    let regions: [Region]

    init(_ slice: Slice, _ classes: ClassSpace) {
        let space = slice.space
        func number(_ entry: Int32, _ side: Int) -> Int32 {
            entry < 0 ? -1 : space.senders.canonical[Int(space.sides[side].numberOfEntry[Int(entry)])]
        }
        let defaults = space.sides.indices.map { side in
            number(
                Int32(slice.country.flatMap { space.sides[side].table.countryDefaults[$0] } ?? -1), side)
        }
        symbolsAgree =
            defaults[0] == defaults[1]
            && space.bestRequires.allSatisfy {
                number(slice.bestUnowned(0, $0), 0) == number(slice.bestUnowned(1, $0), 1)
            }
        let changed = space.changedReferences
        let isPresent = space.tracksOwnership || slice.presentForAnyone & changed != 0
        var regions: [Region] = []
        var rest = Region(space)
        if isPresent {
            for input in 0..<4 where space.readInputs.contains(input) {
                var region = rest
                region[open: input] = changed
                regions.append(region)
                rest[open: input] = space.open.all & ~changed
            }
        }
        // Users whose class or wins differ, one by one.
        var people: [Int32] = []
        let suspects =
            space.ranksMayDiffer ? space.vocabulary.users.indices.map { Int32($0) } : space.usersThatDiffer
        for user in suspects {
            let value = slice.userClass(user)
            let kind = space.users.classes[Int(value.position)]
            if !kind.isSeenAlike || value.wins & 0xFF != value.wins >> 8 {
                people.append(user)
            }
        }
        if !people.isEmpty {
            rest.users = space.constraints.oneOf(people)
            regions.append(rest)
        }
        self.regions = regions
    }
}
