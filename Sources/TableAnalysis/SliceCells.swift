internal import SenderModel

/// The messages of a slice by what two tables do for their teams and users: what differs alike for several is one cell.
struct SliceCells {
    /// What two tables do.
    struct Programs: Equatable {
        let before: ProgramStore.Program
        let after: ProgramStore.Program
        /// Whether `country_default`, `team` and `best` mean the same in both.
        let symbolsAgree: Bool

        fileprivate var mixed: UInt64 {
            var mix = Mix()
            mix.add(before, after)
            mix.add(symbolsAgree ? 1 : 0)
            return mix.value
        }
    }

    private struct Cell: Equatable {
        /// Of `ValueConstraints`.
        var teams: Int32
        var users: Int32
        var effectiveTeams: SIMD2<Int32>

        var mixed: UInt64 {
            var mix = Mix()
            mix.add(teams, users)
            mix.add(effectiveTeams[0], effectiveTeams[1])
            return mix.value
        }
    }

    /// The teams of a cell that decides nothing by them.
    private static let noMatter = SIMD2<Int32>(repeating: -1)

    private var units: [(programs: Programs, members: [(teams: Int32, group: TeamGroups.Group)])] = []
    private var positions = PositionTable()
    /// By the tables' teams, one team in both or two; -1 where nothing can differ, -2 where it isn't known.
    private var unitOfTeam: [Int]
    private var unitOfTeams: [UInt64: Int] = [:]

    /// - Parameter teamCount: of the vocabulary.
    init(teamCount: Int) { unitOfTeam = Array(repeating: -2, count: teamCount + 1) }

    /// Adds messages that give one of some teams, of the users of a group. False where nobody said yet what the tables do
    /// for the group's teams: `set` does, and they are added again.
    ///
    /// - Parameter given: of `ValueConstraints`.
    mutating func add(_ given: Int32, _ group: TeamGroups.Group) -> Bool {
        let teams = group.effectiveTeams
        let unit =
            teams[0] == teams[1]
            ? unitOfTeam[Int(teams[0]) + 1] : unitOfTeams[unsafeBitCast(teams, to: UInt64.self)] ?? -2
        if unit >= 0 { units[unit].members.append((given, group)) }
        return unit != -2
    }

    /// - Parameter programs: what the tables do for some teams; nil where they decide alike for sure.
    mutating func set(_ teams: SIMD2<Int32>, _ programs: Programs?) {
        var unit = -1
        if let programs {
            let hash = programs.mixed
            unit = positions.position(hash) { units[Int($0)].programs == programs }.map(Int.init) ?? units.count
            if unit == units.count {
                positions.insert(hash, Int32(unit))
                units.append((programs, []))
            }
        }
        if teams[0] == teams[1] {
            unitOfTeam[Int(teams[0]) + 1] = unit
        } else {
            unitOfTeams[unsafeBitCast(teams, to: UInt64.self)] = unit
        }
    }

    /// Each pair of decisions that may differ, a position in `LeafPairs.pairs`, with the messages that have it.
    func pairs(
        _ pairs: LeafPairs, _ changes: SliceChanges, _ space: AnalysisSpace, _ unitsOfPairs: inout UnitsOfPairs
    ) throws(AnalysisFailure) -> [(pair: Int32, cell: PairCell)] {
        let everything = [Region(space)]
        defer { unitsOfPairs.removeAll() }
        for (index, unit) in units.enumerated() {
            try space.steps.step(unit.members.count)
            let programs = unit.programs
            // The same rows on the same entries: only what is itself seen differently can make a difference.
            let isSame = programs.before == programs.after && programs.symbolsAgree
            for region in isSame ? changes.regions : everything {
                // A region of users none of whom is in a group has no message here.
                guard
                    region.users == ValueConstraints.any
                        || unit.members.contains(where: {
                            space.constraints.intersection(region.users, $0.group.users) != nil
                        })
                else { continue }
                let list = try pairs.list(
                    programs.before, programs.after, region, symbolsAgree: programs.symbolsAgree)
                for pair in pairs.lists[list] { unitsOfPairs.add(Int32(index), to: pair) }
            }
        }
        // Nearly always all of a unit is asked for.
        var whole: [Cell] = []
        let wholes = units.indices.map { unit in
            let start = whole.count
            whole += cells(unit, ValueConstraints.any, teamsMatter: false, space)
            return start..<whole.count
        }
        var known = PositionTable()
        var made: [Made] = []
        var result: [(pair: Int32, cell: PairCell)] = []
        var ofPair: [Cell] = []
        for pair in unitsOfPairs.pairs {
            let teamsMatter = pairs.usesTeams[Int(pair)]
            let users = pairs.pairs[Int(pair)].region.users
            let hash = unitsOfPairs.hash(of: pair)
            let same = known.position(hash) { place in
                let other = made[Int(place)]
                return other.users == users && other.teamsMatter == teamsMatter
                    && unitsOfPairs.areSame(other.pair, pair)
            }
            if let same {
                for place in made[Int(same)].results { result.append((pair, result[place].cell)) }
                continue
            }
            ofPair.removeAll(keepingCapacity: true)
            unitsOfPairs.forEach(of: pair) { unit in
                if users == ValueConstraints.any, !teamsMatter {
                    ofPair += whole[wholes[Int(unit)]]
                } else {
                    ofPair += cells(Int(unit), users, teamsMatter: teamsMatter, space)
                }
            }
            let start = result.count
            for cell in joined(ofPair, space) {
                guard let team = space.constraints.first(cell.teams, below: space.vocabulary.teams.count) else {
                    continue
                }
                let cell = PairCell(
                    teams: cell.teams, team: team, effectiveTeams: cell.effectiveTeams, users: cell.users)
                result.append((pair, cell))
            }
            known.insert(hash, Int32(made.count))
            made.append(Made(pair: pair, users: users, teamsMatter: teamsMatter, results: start..<result.count))
        }
        return result
    }

    /// What was made of the units of a pair.
    private struct Made {
        let pair: Int32
        let users: Int32
        let teamsMatter: Bool
        let results: Range<Int>
    }

    /// The cells of messages whose users a region allows, some of them.
    private func cells(_ unit: Int, _ users: Int32, teamsMatter: Bool, _ space: AnalysisSpace) -> [Cell] {
        var cells: [Cell] = []
        for (teams, group) in units[unit].members
        where users == ValueConstraints.any || space.constraints.intersection(users, group.users) != nil {
            cells.append(
                Cell(
                    teams: teams, users: group.users,
                    effectiveTeams: teamsMatter ? group.effectiveTeams : Self.noMatter))
        }
        return joined(cells, space)
    }

    /// Of few, looking through them is faster than any table.
    private static let fewCells = 8

    private func joined(_ cells: [Cell], _ space: AnalysisSpace) -> [Cell] {
        if cells.count < 2 { return cells }
        var cells = cells
        let constraints = space.constraints
        if cells.count == 2,
            cells[0].effectiveTeams != cells[1].effectiveTeams
                || (cells[0].teams != cells[1].teams && cells[0].users != cells[1].users)
        {
            return cells
        }
        // Teams of the same users, then users of the same teams, then what has become the same users.
        for pass in 0..<3 where cells.count > 1 {
            var order: [Cell] = []
            var places = PositionTable()
            var members = Chains(count: cells.count)
            for (index, cell) in cells.enumerated() {
                var key = cell
                members.values.append(pass == 1 ? cell.users : cell.teams)
                if pass == 1 { key.users = -1 } else { key.teams = -1 }
                if let place = order.prefix(Self.fewCells).firstIndex(of: key) {
                    members.add(index, to: place)
                    continue
                }
                if order.count >= Self.fewCells {
                    let hash = key.mixed
                    if let place = places.position(hash, where: { order[Int($0)] == key }) {
                        members.add(index, to: Int(place))
                        continue
                    }
                    places.insert(hash, Int32(order.count))
                }
                order.append(key)
                members.begin(with: index)
            }
            // What was joined before is not joined by being looked at again.
            if pass != 1, order.count == cells.count { continue }
            for place in order.indices {
                let union = members.only(of: place) ?? constraints.union(members[place])
                if pass == 1 {
                    order[place].users = union
                } else {
                    order[place].teams = constraints.normal(union, universe: space.vocabulary.teams.count)
                }
            }
            cells = order
        }
        return cells
    }
}

/// Lists that divide some values between them, kept in two arrays.
private struct Chains {
    var values: [Int32] = []
    /// By value: the next of its list, -1 for none.
    private var next: [Int32] = []
    private var ends: [(first: Int32, last: Int32)] = []

    init(count: Int) {
        values.reserveCapacity(count)
        next.reserveCapacity(count)
    }

    /// A new list; its first value is the one after those that are in some.
    mutating func begin(with index: Int) {
        next.append(-1)
        ends.append((Int32(index), Int32(index)))
    }

    mutating func add(_ index: Int, to list: Int) {
        next.append(-1)
        next[Int(ends[list].last)] = Int32(index)
        ends[list].last = Int32(index)
    }

    /// The value of a list of one.
    func only(of list: Int) -> Int32? {
        ends[list].first == ends[list].last ? values[Int(ends[list].first)] : nil
    }

    subscript(list: Int) -> List { List(values: values, links: next, index: ends[list].first) }

    struct List: Sequence, IteratorProtocol {
        let values: [Int32]
        let links: [Int32]
        var index: Int32

        mutating func next() -> Int32? {
            if index < 0 { return nil }
            defer { index = links[Int(index)] }
            return values[Int(index)]
        }
    }
}

/// Of each pair of decisions the units that come to it, in one slice at a time.
struct UnitsOfPairs {
    /// In the order they came up.
    private(set) var pairs: [Int32] = []
    /// By pair: first and last in `entries`, -1 for none, and what its units come to.
    private var first: [Int32] = []
    private var last: [Int32] = []
    private var hashes: [UInt64] = []
    private var entries: [(unit: Int32, next: Int32)] = []

    mutating func add(_ unit: Int32, to pair: Int32) {
        let place = Int(pair)
        while first.count <= place {
            first.append(-1)
            last.append(-1)
            hashes.append(0)
        }
        let entry = Int32(entries.count)
        entries.append((unit, -1))
        if first[place] < 0 {
            pairs.append(pair)
            first[place] = entry
        } else {
            entries[Int(last[place])].next = entry
        }
        last[place] = entry
        var mix = Mix()
        mix.add(hashes[place])
        mix.add(UInt64(UInt32(bitPattern: unit)))
        hashes[place] = mix.value
    }

    func hash(of pair: Int32) -> UInt64 { hashes[Int(pair)] }

    func areSame(_ a: Int32, _ b: Int32) -> Bool {
        var (one, other) = (first[Int(a)], first[Int(b)])
        while one >= 0, other >= 0 {
            if entries[Int(one)].unit != entries[Int(other)].unit { return false }
            (one, other) = (entries[Int(one)].next, entries[Int(other)].next)
        }
        return one == other
    }

    func forEach(of pair: Int32, _ body: (Int32) -> Void) {
        var entry = first[Int(pair)]
        while entry >= 0 {
            body(entries[Int(entry)].unit)
            entry = entries[Int(entry)].next
        }
    }

    mutating func removeAll() {
        for pair in pairs {
            first[Int(pair)] = -1
            hashes[Int(pair)] = 0
        }
        pairs.removeAll(keepingCapacity: true)
        entries.removeAll(keepingCapacity: true)
    }
}
