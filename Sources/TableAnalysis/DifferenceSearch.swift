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
    }

    /// Changed regions kept before they are joined: some 200 MB.
    static let regionLimit = 300_000

    let space: AnalysisSpace
    let classes: ClassSpace
    private let store: ProgramStore
    private let pairs: LeafPairs
    private let choice: RecipientChoice
    private var groups: TeamGroups
    private(set) var found: [(key: Key, box: ClassBox, value: Finding)] = []

    init(_ old: DecisionTable, _ new: DecisionTable, _ budget: AnalysisBudget) throws(AnalysisFailure) {
        space = try AnalysisSpace([old, new], budget)
        classes = ClassSpace(space)
        store = ProgramStore(space.steps)
        pairs = LeafPairs(space, store)
        choice = RecipientChoice(space)
        groups = TeamGroups(space)
        for recipient in space.recipients.indices {
            for needs in space.needs {
                try search(Slice(space, recipient: recipient, needs: needs))
            }
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
        try classes.joined(boxes) { a, b in
            a.before.formUnion(b.before)
            a.after.formUnion(b.after)
            a.beforeRows.formUnion(b.beforeRows)
            a.afterRows.formUnion(b.afterRows)
        }
    }

    // MARK: - Slices

    private func search(_ slice: Slice) throws(AnalysisFailure) {
        let builders = [
            try ProgramBuilder(slice, side: 0, store: store, rows: space.sides[0].rows),
            try ProgramBuilder(slice, side: 1, store: store, rows: space.sides[1].rows),
        ]
        for side in builders.indices { builders[side].keepsPrograms = true }
        let changes = SliceChanges(slice, classes)
        let isQuiet = changes.symbolsAgree && changes.regions.isEmpty
        let agreement: Agreement
        if space.teamsAgree, builders[0].agrees(with: builders[1]) {
            if isQuiet { return }
            agreement = .everywhere
        } else {
            // Where rows for every team do different things, hardly any team's rows do the same: programs are compared.
            agreement = space.teamsAgree && builders[0].agrees(with: builders[1], -1) ? .ofSomeTeams : .unknown
        }
        var pending = PendingCells()
        var usual: [Int32] = []
        for team in [-1] + space.vocabulary.teams.indices.map({ Int32($0) }) {
            let isDeclared = team >= 0 && space.sides.allSatisfy { $0.teamPositions[Int(team)] >= 0 }
            if isDeclared, !builders[0].isSpecial(team), !builders[1].isSpecial(team) {
                usual.append(team)
                continue
            }
            for group in groups.groups(team) {
                // Without a team in the message the user may still give one.
                let agrees =
                    agreement == .everywhere
                    || (agreement == .ofSomeTeams && builders[0].agrees(with: builders[1], group.effectiveTeams[0]))
                if agrees, isQuiet { continue }
                try add(slice, builders, changes, group, [team], rowsAgree: agrees, &pending)
            }
        }
        if let team = usual.first {
            try add(
                slice, builders, changes,
                TeamGroups.Group(effectiveTeams: [team, team], users: ValueConstraints.any), usual,
                rowsAgree: agreement == .everywhere, &pending)
        }
        for key in pending.order {
            guard let teams = pending.teams[key] else { continue }
            let cell = PairCell(
                teams: space.constraints.oneOf(teams), team: teams[0], effectiveTeams: key.effectiveTeams,
                users: key.users)
            for pair in pairs.lists[key.list] { try compare(slice, cell, pair) }
        }
    }

    /// Whether two tables' rows are known to do the same in a slice.
    private enum Agreement {
        case everywhere, ofSomeTeams, unknown
    }

    /// Cells of a slice that differ in the same way, but for what they say of teams.
    private struct PendingCells {
        struct Key: Hashable {
            let list: Int
            let users: Int32
            let effectiveTeams: [Int32]
        }

        var order: [Key] = []
        var teams: [Key: [Int32]] = [:]
    }

    private func add(
        _ slice: Slice, _ builders: [ProgramBuilder], _ changes: SliceChanges, _ group: TeamGroups.Group,
        _ teams: [Int32], rowsAgree: Bool, _ pending: inout PendingCells
    ) throws(AnalysisFailure) {
        let first = try builders[0].program(group.effectiveTeams[0])
        let programs = [first, rowsAgree ? first : try builders[1].program(group.effectiveTeams[1])]
        try space.steps.step()
        let teamAgrees =
            space.teamsAgree || (!builders[0].usesTeams && !builders[1].usesTeams)
            || senderOfTeam(0, group, slice) == senderOfTeam(1, group, slice)
        let symbolsAgree = changes.symbolsAgree && teamAgrees
        // The same rows on the same entries: only what is itself seen differently can make a difference.
        let regions = programs[0] == programs[1] && symbolsAgree ? changes.regions : [Region(space)]
        // A region of users none of whom is in the group has no message here.
        for region in regions where space.constraints.intersection(region.users, group.users) != nil {
            let list = try pairs.list(programs[0], programs[1], region, symbolsAgree: symbolsAgree)
            guard !pairs.lists[list].isEmpty else { continue }
            let key = PendingCells.Key(
                list: list, users: group.users, effectiveTeams: pairs.usesTeams[list] ? group.effectiveTeams : [-1, -1])
            if pending.teams[key] == nil { pending.order.append(key) }
            pending.teams[key, default: []] += teams
        }
    }

    private func senderOfTeam(_ side: Int, _ group: TeamGroups.Group, _ slice: Slice) -> Int32 {
        let entry = space.sides[side].senderOfTeam(group.effectiveTeams[side], slice.country)
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
        for part in try pair.parts(classes) {
            guard found.count < Self.regionLimit else {
                throw .budgetExceeded(BudgetExceeded(what: "regions that change", limit: Self.regionLimit))
            }
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
        var changed: OpenAlphabet.Mask = 0
        for (position, value) in space.open.classes.enumerated()
        where value.values[0] != value.values[1] || !value.isSameSender {
            changed |= 1 << OpenAlphabet.Mask(position)
        }
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
            if kind.values[0] != kind.values[1] || !kind.isSameSender || value.wins & 0xFF != value.wins >> 8 {
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
