internal import SenderModel

/// The messages of a slice by what two tables do for their teams and users: what differs alike for several is one cell.
struct SliceCells {
    /// What two tables do.
    struct Programs: Hashable {
        let before: ProgramStore.Program
        let after: ProgramStore.Program
        /// Whether `country_default`, `team` and `best` mean the same in both.
        let symbolsAgree: Bool
    }

    private struct Cell: Hashable {
        /// Of `ValueConstraints`.
        var teams: Int32
        var users: Int32
        var effectiveTeams: SIMD2<Int32>
    }

    /// The teams of a cell that decides nothing by them.
    private static let noMatter = SIMD2<Int32>(repeating: -1)

    private var units: [(programs: Programs, members: [(teams: Int32, group: TeamGroups.Group)])] = []
    private var positions: [Programs: Int] = [:]
    /// By the tables' teams, one team in both or two; -1 where nothing can differ, -2 where it isn't known.
    private var unitOfTeam: [Int]
    private var unitOfTeams: [UInt64: Int] = [:]

    /// - Parameter teamCount: of the vocabulary.
    init(teamCount: Int) { unitOfTeam = Array(repeating: -2, count: teamCount + 1) }

    /// Adds messages that give one of some teams, of the users of a group.
    ///
    /// - Parameters:
    ///   - given: of `ValueConstraints`.
    ///   - programs: nil where they decide alike for sure.
    mutating func add(
        _ given: Int32, _ group: TeamGroups.Group, _ programs: (SIMD2<Int32>) throws(AnalysisFailure) -> Programs?
    ) throws(AnalysisFailure) {
        let teams = group.effectiveTeams
        let isOne = teams[0] == teams[1]
        let key = unsafeBitCast(teams, to: UInt64.self)
        var unit = isOne ? unitOfTeam[Int(teams[0]) + 1] : unitOfTeams[key] ?? -2
        if unit == -2 {
            unit = -1
            if let programs = try programs(teams) {
                unit = positions[programs] ?? units.count
                if unit == units.count {
                    positions[programs] = unit
                    units.append((programs, []))
                }
            }
            if isOne { unitOfTeam[Int(teams[0]) + 1] = unit } else { unitOfTeams[key] = unit }
        }
        if unit >= 0 { units[unit].members.append((given, group)) }
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
        var known: [CellsKey: [(first: Int32, cells: [PairCell])]] = [:]
        // Nearly always all of a unit is asked for.
        let whole = units.indices.map { self.cells($0, ValueConstraints.any, teamsMatter: false, space) }
        var ofUnits: [UnitKey: [Cell]] = [:]
        var result: [(pair: Int32, cell: PairCell)] = []
        for pair in unitsOfPairs.pairs {
            let teamsMatter = pairs.usesTeams[Int(pair)]
            let users = pairs.pairs[Int(pair)].region.users
            let key = CellsKey(units: unitsOfPairs.hash(of: pair), users: users, teamsMatter: teamsMatter)
            if let made = known[key]?.first(where: { unitsOfPairs.areSame($0.first, pair) }) {
                for cell in made.cells { result.append((pair, cell)) }
                continue
            }
            var ofPair: [Cell] = []
            unitsOfPairs.forEach(of: pair) { unit in
                if users == ValueConstraints.any, !teamsMatter {
                    ofPair += whole[Int(unit)]
                    return
                }
                let place = UnitKey(unit: unit, users: users, teamsMatter: teamsMatter)
                let made = ofUnits[place] ?? self.cells(Int(unit), users, teamsMatter: teamsMatter, space)
                ofUnits[place] = made
                ofPair += made
            }
            let cells = joined(ofPair, space).compactMap { cell -> PairCell? in
                guard let team = space.constraints.first(cell.teams, below: space.vocabulary.teams.count) else {
                    return nil
                }
                return PairCell(
                    teams: cell.teams, team: team, effectiveTeams: cell.effectiveTeams, users: cell.users)
            }
            known[key, default: []].append((pair, cells))
            for cell in cells { result.append((pair, cell)) }
        }
        return result
    }

    private struct CellsKey: Hashable {
        let units: UInt64
        let users: Int32
        let teamsMatter: Bool
    }

    private struct UnitKey: Hashable {
        let unit: Int32
        let users: Int32
        let teamsMatter: Bool
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
            // Of few, looking through them is faster than any table.
            var places: [Cell: Int] = [:]
            var members: [[Int32]] = []
            for cell in cells {
                var key = cell
                let value = pass == 1 ? cell.users : cell.teams
                if pass == 1 { key.users = -1 } else { key.teams = -1 }
                if let place = order.prefix(Self.fewCells).firstIndex(of: key) ?? places[key] {
                    members[place].append(value)
                    continue
                }
                if order.count >= Self.fewCells { places[key] = order.count }
                order.append(key)
                members.append([value])
            }
            // What was joined before is not joined by being looked at again.
            if pass != 1, order.count == cells.count { continue }
            cells = zip(order, members).map { key, members in
                var cell = key
                if pass == 1 {
                    cell.users = constraints.union(members)
                } else {
                    cell.teams = constraints.normal(
                        constraints.union(members), universe: space.vocabulary.teams.count)
                }
                return cell
            }
        }
        return cells
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
