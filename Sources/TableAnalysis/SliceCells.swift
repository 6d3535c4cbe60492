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

    private let space: AnalysisSpace
    private var units: [Programs] = []
    /// By unit.
    private var members = Lists<Member>()
    private var positions = PositionTable()
    /// By the tables' teams, one team in both or two; -1 where nothing can differ, -2 where it isn't known.
    private var unitOfTeam: [Int]
    private var unitOfTeams: [UInt64: Int] = [:]
    private var unitsOfPairs = UnitsOfPairs()
    private var joining = Joining()

    /// Of `ValueConstraints`: teams that messages give.
    private typealias Member = (teams: Int32, group: TeamGroups.Group)

    init(_ space: AnalysisSpace) {
        self.space = space
        unitOfTeam = Array(filled: -2, count: space.vocabulary.teams.count + 1)
    }

    /// Begins with another slice.
    mutating func removeAll() {
        units.removeAll(keepingCapacity: true)
        members.removeAll()
        positions.removeAll()
        for place in unitOfTeam.indices { unitOfTeam[place] = -2 }
        unitOfTeams.removeAll(keepingCapacity: true)
    }

    /// Adds messages that give one of some teams, of the users of a group. False where nobody said yet what the tables do
    /// for the group's teams: `set` does, and they are added again.
    ///
    /// - Parameter given: of `ValueConstraints`.
    mutating func add(_ given: Int32, _ group: TeamGroups.Group) -> Bool {
        let teams = group.effectiveTeams
        let unit =
            teams[0] == teams[1]
            ? unitOfTeam[Int(teams[0]) + 1] : unitOfTeams[unsafeBitCast(teams, to: UInt64.self)] ?? -2
        if unit >= 0 { members.add((given, group), to: unit) }
        return unit != -2
    }

    /// - Parameter programs: what the tables do for some teams; nil where they decide alike for sure.
    mutating func set(_ teams: SIMD2<Int32>, _ programs: Programs?) {
        var unit = -1
        if let programs {
            let hash = programs.mixed
            unit = positions.position(hash) { units[Int($0)] == programs }.map(Int.init) ?? units.count
            if unit == units.count {
                positions.insert(hash, Int32(unit))
                units.append(programs)
                members.begin()
            }
        }
        if teams[0] == teams[1] {
            unitOfTeam[Int(teams[0]) + 1] = unit
        } else {
            unitOfTeams[unsafeBitCast(teams, to: UInt64.self)] = unit
        }
    }

    /// Each pair of decisions that may differ, a position in `LeafPairs.pairs`, with the messages that have it.
    mutating func pairs(
        _ pairs: LeafPairs, _ changes: SliceChanges, _ slice: Slice
    ) throws(AnalysisFailure) -> [(pair: Int32, cell: PairCell)] {
        try listUnits(of: pairs, changes)
        // Nearly always all of a unit is asked for.
        var whole: [Cell] = []
        let wholes = units.indices.map { unit in
            let start = whole.count
            addCells(unit, ValueConstraints.any, teamsMatter: false, to: &whole)
            return start..<whole.count
        }
        var known = PositionTable()
        var made: [Made] = []
        var result: [(pair: Int32, cell: PairCell)] = []
        var ofPair: [Cell] = []
        // A region of programs that slices have in common need not have a message in each.
        for pair in unitsOfPairs.pairs where slice.mayHold(pairs.pairs[Int(pair)].region) {
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
            for unit in unitsOfPairs[pair] {
                if users == ValueConstraints.any, !teamsMatter {
                    ofPair.append(contentsOf: whole[wholes[Int(unit)]])
                } else {
                    addCells(Int(unit), users, teamsMatter: teamsMatter, to: &ofPair)
                }
            }
            joining.join(&ofPair, from: 0, space)
            let start = result.count
            for cell in ofPair {
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

    private mutating func listUnits(of pairs: LeafPairs, _ changes: SliceChanges) throws(AnalysisFailure) {
        try space.steps.step(members.elements.count)
        let everything = [Region(space)]
        unitsOfPairs.removeAll()
        for (index, programs) in units.enumerated() {
            // The same rows on the same entries: only what is itself seen differently can make a difference.
            let isSame = programs.before == programs.after && programs.symbolsAgree
            for region in isSame ? changes.regions : everything {
                // A region of users none of whom is in a group has no message here.
                guard
                    region.users == ValueConstraints.any
                        || members[index].contains(where: {
                            space.constraints.intersection(region.users, $0.group.users) != nil
                        })
                else { continue }
                let list = try pairs.list(
                    programs.before, programs.after, region, symbolsAgree: programs.symbolsAgree)
                for pair in pairs.lists[list] { unitsOfPairs.add(Int32(index), to: pair) }
            }
        }
    }

    /// What was made of the units of a pair.
    private struct Made {
        let pair: Int32
        let users: Int32
        let teamsMatter: Bool
        let results: Range<Int>
    }

    /// Adds the cells of messages whose users a region allows, some of them.
    private mutating func addCells(_ unit: Int, _ users: Int32, teamsMatter: Bool, to cells: inout [Cell]) {
        let start = cells.count
        members.forEach(of: unit) { teams, group in
            guard users == ValueConstraints.any || space.constraints.intersection(users, group.users) != nil else {
                return
            }
            cells.append(
                Cell(
                    teams: teams, users: group.users,
                    effectiveTeams: teamsMatter ? group.effectiveTeams : Self.noMatter))
        }
        joining.join(&cells, from: start, space)
    }

    /// Joins cells that have all but the teams, or all but the users, in common.
    private struct Joining {
        private var order: [Cell] = []
        /// By place in `order`: teams, or users, of those that are one.
        private var members = Lists<Int32>()

        /// Of few, looking through them is faster than any table.
        private static let fewCells = 8

        /// - Parameter start: the first of the cells to join; others stay as they are.
        mutating func join(_ cells: inout [Cell], from start: Int, _ space: AnalysisSpace) {
            if cells.count - start < 2 { return }
            let constraints = space.constraints
            if cells.count - start == 2,
                cells[start].effectiveTeams != cells[start + 1].effectiveTeams
                    || (cells[start].teams != cells[start + 1].teams && cells[start].users != cells[start + 1].users)
            {
                return
            }
            // Teams of the same users, then users of the same teams, then what has become the same users.
            for pass in 0..<3 where cells.count - start > 1 {
                order.removeAll(keepingCapacity: true)
                members.removeAll()
                var places = PositionTable()
                for cell in cells[start...] {
                    var key = cell
                    if pass == 1 { key.users = -1 } else { key.teams = -1 }
                    members.add(pass == 1 ? cell.users : cell.teams, to: place(key, &places))
                }
                // What was joined before is not joined by being looked at again.
                if pass != 1, order.count == cells.count - start { continue }
                for place in order.indices {
                    let union = members.only(of: place) ?? constraints.union(members[place])
                    if pass == 1 {
                        order[place].users = union
                    } else {
                        order[place].teams = constraints.normal(union, universe: space.vocabulary.teams.count)
                    }
                }
                cells.replaceSubrange(start..., with: order)
            }
        }

        private mutating func place(_ key: Cell, _ places: inout PositionTable) -> Int {
            for place in 0..<min(order.count, Self.fewCells) where order[place] == key { return place }
            if order.count >= Self.fewCells {
                let hash = key.mixed
                if let place = places.position(hash, where: { order[Int($0)] == key }) { return Int(place) }
                places.insert(hash, Int32(order.count))
            }
            order.append(key)
            members.begin()
            return order.count - 1
        }
    }
}

/// Of each pair of decisions the units that come to it, in one slice at a time.
private struct UnitsOfPairs {
    /// In the order they came up.
    private(set) var pairs: [Int32] = []
    /// By pair, and what its units come to.
    private var units = Lists<Int32>()
    private var hashes: [UInt64] = []

    mutating func add(_ unit: Int32, to pair: Int32) {
        let place = Int(pair)
        while hashes.count <= place {
            units.begin()
            hashes.append(0)
        }
        if units.isEmpty(place) { pairs.append(pair) }
        units.add(unit, to: place)
        var mix = Mix()
        mix.add(hashes[place])
        mix.add(UInt64(UInt32(bitPattern: unit)))
        hashes[place] = mix.value
    }

    func hash(of pair: Int32) -> UInt64 { hashes[Int(pair)] }

    func areSame(_ a: Int32, _ b: Int32) -> Bool { units.areSame(Int(a), Int(b)) }

    subscript(pair: Int32) -> Lists<Int32>.List { units[Int(pair)] }

    mutating func removeAll() {
        for pair in pairs {
            units.empty(Int(pair))
            hashes[Int(pair)] = 0
        }
        pairs.removeAll(keepingCapacity: true)
        units.removeElements()
    }
}
