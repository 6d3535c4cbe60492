internal import SenderModel

/// Finds the messages that two tables decide differently.
final class DifferenceSearch {
    let space: AnalysisSpace
    let classes: ClassSpace
    let shown: ShownDecisions
    private let store: ProgramStore
    private var pairs: LeafPairs
    private let summary: SummarizedDecisions
    private let budget: AnalysisBudget
    private let choice: RecipientChoice
    private var groups: TeamGroups
    /// By team: whether only one table declares it.
    private let isOfOneTable: [Bool]
    private var parts: ChangedParts
    private var cells: SliceCells
    /// Of both tables; they serve one slice after the other.
    private var builders: [ProgramBuilder] = []
    private(set) var found: [ChangedParts.Found] = []

    /// - Parameter always: see `SummarizedDecisions`; nil where everything is told that the budget allows.
    init(
        _ old: DecisionTable, _ new: DecisionTable, _ budget: AnalysisBudget, always: SummarizedDecisions.Level? = nil
    ) throws(AnalysisFailure) {
        space = try AnalysisSpace([old, new], budget)
        classes = ClassSpace(space)
        store = ProgramStore(space.steps)
        self.budget = budget
        shown = ShownDecisions(space, store)
        summary = SummarizedDecisions(space, shown, always: always)
        pairs = LeafPairs(space, store, shown, summary)
        choice = RecipientChoice(space)
        groups = TeamGroups(space)
        let sides = space.sides
        isOfOneTable = space.vocabulary.teams.indices.map { team in
            !sides.allSatisfy { $0.teamPositions[team] >= 0 }
        }
        parts = ChangedParts(space)
        cells = SliceCells(space)
        // Again, where it is told only that some messages of a region change: what was found before is finer.
        while try !searchEverything() {
            parts = ChangedParts(space)
            pairs = LeafPairs(space, store, shown, summary)
        }
        found = try classes.joined(folded(parts.found()))
        parts = ChangedParts(space)
        // What turned out to be one sender may now be joined with others.
        for index in found.indices { found[index].key = literal(found[index]) }
        found = try classes.joined(found)
        // What one pair of rows does is one class as far as can be; only then are rows of the same decisions joined.
        for index in found.indices {
            found[index].key.beforeRow = ChangedParts.Key.anyRow
            found[index].key.afterRow = ChangedParts.Key.anyRow
        }
        found = try classes.joined(found)
    }

    /// What is told now of what was found; how else it could be told doesn't count any more.
    private func folded(_ found: [ChangedParts.Found]) -> [ChangedParts.Found] {
        found.map { item in
            var item = item
            item.key = summary.folded(item.key)
            item.key.folds = []
            return item
        }
    }

    // MARK: - Slices

    /// False where it must be searched again, as less is told.
    private func searchEverything() throws(AnalysisFailure) -> Bool {
        for recipient in space.recipients.indices {
            for needs in space.needs { try search(Slice(space, recipient: recipient, needs: needs)) }
            if parts.count > budget.changedRegions, try !compact(searched: recipient + 1) { return false }
        }
        return true
    }

    /// Joins what was found so far, and tells less of it where it is still too much. False where that needs another search.
    private func compact(searched: Int) throws(AnalysisFailure) -> Bool {
        var found = try classes.compacted(parts.found())
        if found.count > budget.changedClasses { found = try classes.joined(found) }
        var tellsLess = false
        func isTooMuch() -> Bool {
            found.count > budget.changedClasses
                || (tellsLess
                    && found.count * space.recipients.count > budget.changedClasses * Self.likeness * searched)
        }
        while isTooMuch() {
            let step = summary.tellLess(found)
            if step == .none, found.count <= budget.changedRegions { break }
            if step == .none {
                throw .budgetExceeded(BudgetExceeded(what: "regions that change", limit: budget.changedRegions))
            }
            tellsLess = true
            // What was found is finer than what is told from now on. It is kept where much would have to be searched again,
            // if there is room for more.
            if step == .search {
                if found.count * 4 > budget.changedRegions * 3 || searched * 8 < space.recipients.count { return false }
                break
            }
            for index in found.indices { found[index].key = summary.folded(found[index].key) }
            found = try classes.joined(found)
        }
        // Its lists are of what was told.
        if tellsLess { pairs = LeafPairs(space, store, shown, summary) }
        parts = ChangedParts(space, found)
        return true
    }

    /// How many classes of recipients are thought to change alike, when it is asked how much there is still to come.
    private static let likeness = 4

    private func search(_ slice: Slice) throws(AnalysisFailure) {
        for (side, table) in space.sides.enumerated() {
            if builders.count == side { builders.append(ProgramBuilder(slice, side: side, store: store)) }
            try builders[side].begin(slice, rows: table.rows, places: table.rows(for: slice.country))
        }
        let changes = SliceChanges(slice, classes)
        let isQuiet = changes.symbolsAgree && changes.regions.isEmpty
        let agreement: Agreement
        if space.teamsAgree, builders[0].agrees(with: builders[1]) {
            if isQuiet { return }
            agreement = .everywhere
        } else {
            // Where rows for every team do different things, hardly any team's rows do the same: programs are compared.
            agreement = space.usersAgree && builders[0].agreesWithoutTeams(with: builders[1]) ? .ofSomeTeams : .unknown
        }
        cells.removeAll()
        let rows = agreement == .ofSomeTeams ? TeamRowAgreement(builders[0], builders[1]) : nil
        func add(_ given: Int32, _ group: TeamGroups.Group) throws(AnalysisFailure) {
            if cells.add(given, group) { return }
            let teams = group.effectiveTeams
            let agrees = agreement == .everywhere || (teams[0] == teams[1] && rows?.holds(teams[0]) ?? false)
            cells.set(
                teams, agrees && isQuiet ? nil : try programs(slice, changes, teams, rowsAgree: agrees))
            _ = cells.add(given, group)
        }
        let special = specialTeams()
        // The other teams are all alike, and so is a message without a team whose user has one of them, or none.
        let usual = space.constraints.normal(
            space.constraints.allBut([-1] + special), universe: space.vocabulary.teams.count)
        let usualTeam = space.constraints.first(usual, below: space.vocabulary.teams.count)
        var users: [Int32] = []
        for group in groups.groups(-1) {
            if usualTeam != nil,
                zip(builders, [group.effectiveTeams[0], group.effectiveTeams[1]]).allSatisfy({ $0.isUsual($1) })
            {
                continue
            }
            try add(space.noTeamConstraint, group)
            users.append(group.users)
        }
        let teams = SIMD2(repeating: usualTeam ?? -1)
        if usualTeam != nil {
            try add(
                space.noTeamConstraint,
                TeamGroups.Group(
                    effectiveTeams: teams, users: space.constraints.complement(space.constraints.union(users))))
        }
        for team in special {
            let given = space.teamConstraints[Int(team)]
            if isOfOneTable[Int(team)] {
                for group in groups.groups(team) { try add(given, group) }
            } else {
                try add(
                    given,
                    TeamGroups.Group(effectiveTeams: SIMD2(repeating: team), users: ValueConstraints.any))
            }
        }
        if usualTeam != nil {
            try add(usual, TeamGroups.Group(effectiveTeams: teams, users: ValueConstraints.any))
        }
        for (pair, cell) in try cells.pairs(pairs, changes, slice) {
            try compare(slice, cell, pairs.pairs[Int(pair)])
        }
    }

    /// The teams for which some rows are their own, or that only one table declares, ascending.
    private func specialTeams() -> [Int32] {
        let all = space.vocabulary.teams.indices
        var isSpecial = isOfOneTable
        for builder in builders {
            guard let teams = builder.specialTeams else { return all.map { Int32($0) } }
            for team in teams { isSpecial[Int(team)] = true }
        }
        return all.filter { isSpecial[$0] }.map { Int32($0) }
    }

    /// Whether two tables' rows are known to do the same in a slice.
    private enum Agreement {
        case everywhere, ofSomeTeams, unknown
    }

    /// What is compared for messages whose team is, by table, one of these.
    private func programs(
        _ slice: Slice, _ changes: SliceChanges, _ teams: SIMD2<Int32>, rowsAgree: Bool
    ) throws(AnalysisFailure) -> SliceCells.Programs {
        let first = try builders[0].program(teams[0])
        let second = rowsAgree ? first : try builders[1].program(teams[1])
        let teamAgrees =
            space.teamsAgree || (!builders[0].hasTeamSource && !builders[1].hasTeamSource)
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
        /// Of `ShownDecisions`.
        var shown: Int32
        /// The one sender, of `SenderNumbers`; -1 where there is none or several.
        var sender: Int32 = -1
    }

    private func side(
        _ side: Int, _ outcome: Int32, _ slice: Slice, _ cell: PairCell, _ region: Region
    ) throws(AnalysisFailure) -> Side {
        switch store.outcomes[Int(outcome)] {
        case .pool(let pool):
            let members = try choice.winners(store.pools[Int(pool)], slice, region.areaCodes)
                .map { space.senders.canonical[Int($0)] }
            if members.count == 1 { return Side(shown: shown.intern(.sender(members[0])), sender: members[0]) }
            return Side(shown: shown.intern(.pool(members.sorted())))
        case .literal(let literal):
            return Side(shown: shown.of(outcome), sender: space.senders.canonical[Int(literal)])
        case .countryDefault:
            let entry = max(space.sides[side].countryDefault(slice.country), 0)
            return Side(shown: shown.of(outcome), sender: number(entry, side))
        case .team:
            let entry = space.sides[side].senderOfTeam(cell.effectiveTeams[side], slice.country)
            return Side(shown: shown.of(outcome), sender: number(entry, side))
        case .best(let require):
            return Side(shown: shown.of(outcome), sender: number(slice.bestUnowned(side, require), side))
        case .noSender, .rejectedByRule, .unusable, .open, .own, .anySender, .anything:
            return Side(shown: shown.of(outcome))
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
            slice, cell, region, shown[before.shown], shown[after.shown], senders: (before.sender, after.sender), choice
        )
        for part in leaves.undecided < 0 ? try pair.parts(classes) : try undecided(slice, cell, leaves, pair) {
            let key = ChangedParts.Key(
                before: before.shown, after: after.shown, beforeRow: leaves.beforeRow, afterRow: leaves.afterRow,
                isPartial: part.isPartial, folds: leaves.folds)
            parts.add(key, part, slice, team: cell.team, senders: (before.sender, after.sender))
        }
    }

    /// The whole of a region, if some of its messages differ.
    private func undecided(
        _ slice: Slice, _ cell: PairCell, _ leaves: LeafPair, _ pair: DifferencePair
    ) throws(AnalysisFailure) -> [DifferencePair.Part] {
        var witness: DifferencePair.Witness?
        try pairs.forEachDifferent(leaves) { region throws(AnalysisFailure) in
            var smaller = DifferencePair(
                slice, cell, region, pair.before, pair.after, senders: pair.senders, choice)
            witness = try smaller.parts(classes).first?.witness
            return witness != nil
        }
        guard let witness else { return [] }
        var whole = pair
        return try whole.parts(classes).map { DifferencePair.Part(box: $0.box, isPartial: true, witness: witness) }
    }

    // MARK: - Symbols that are one sender

    private func literal(_ found: ChangedParts.Found) -> ChangedParts.Key {
        var key = found.key
        key.before = literal(key.before, 0, found.box, found.value.before)
        key.after = literal(key.after, 1, found.box, found.value.after)
        return key
    }

    private func literal(_ decision: Int32, _ side: Int, _ box: ClassBox, _ senders: ChangedParts.Senders) -> Int32 {
        switch shown[decision] {
        case .countryDefault, .team, .best:
            if let only = senders.only { return shown.intern(.sender(only)) }
        case .own:
            let users = space.constraints[box.users]
            guard !users.isExclusion else { break }
            let own = Set(users.values.map { $0 < 0 ? -1 : space.sides[side].senderOfUser[Int($0)] })
            let numbers = Set(own.map { $0 < 0 ? -1 : number($0, side) })
            if numbers.count == 1, let only = numbers.first, only >= 0 { return shown.intern(.sender(only)) }
        case .open(let input):
            let token = classes.tokens.tokens[Int(box.references[input])]
            guard token.words == 0, !token.references.isEmpty else { break }
            var numbers: Set<Int32> = []
            for reference in token.references {
                let target = space.vocabulary.references[Int(reference)].targets[side]
                guard case .entry(let entry) = target else { return decision }
                numbers.insert(number(entry, side))
            }
            if numbers.count == 1, let only = numbers.first { return shown.intern(.sender(only)) }
        default: break
        }
        return decision
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
            number(space.sides[side].countryDefault(slice.country), side)
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
