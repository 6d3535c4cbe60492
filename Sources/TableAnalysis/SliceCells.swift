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

    private var units: [(programs: Programs, members: [(teams: [Int32], group: TeamGroups.Group)])] = []
    private var positions: [Programs: Int] = [:]
    /// By the tables' teams; -1 where nothing can differ.
    private var unitOfTeams: [UInt64: Int] = [:]

    /// Adds messages that give one of some teams, of the users of a group.
    ///
    /// - Parameter programs: nil where they decide alike for sure.
    mutating func add(
        _ given: [Int32], _ group: TeamGroups.Group, _ programs: (SIMD2<Int32>) throws(AnalysisFailure) -> Programs?
    ) throws(AnalysisFailure) {
        let key = unsafeBitCast(group.effectiveTeams, to: UInt64.self)
        var unit = unitOfTeams[key] ?? -2
        if unit == -2 {
            unit = -1
            if let programs = try programs(group.effectiveTeams) {
                unit = positions[programs] ?? units.count
                if unit == units.count {
                    positions[programs] = unit
                    units.append((programs, []))
                }
            }
            unitOfTeams[key] = unit
        }
        if unit >= 0 { units[unit].members.append((given, group)) }
    }

    /// Each pair of decisions that may differ, a position in `LeafPairs.pairs`, with the messages that have it.
    func pairs(
        _ pairs: LeafPairs, _ changes: SliceChanges, _ space: AnalysisSpace
    ) throws(AnalysisFailure) -> [(pair: Int32, cell: PairCell)] {
        let everything = [Region(space)]
        var order: [Int32] = []
        var unitsOfPair: [Int32: [Int32]] = [:]
        for (index, unit) in units.enumerated() {
            try space.steps.step(unit.members.count)
            let programs = unit.programs
            // The same rows on the same entries: only what is itself seen differently can make a difference.
            let isSame = programs.before == programs.after && programs.symbolsAgree
            for region in isSame ? changes.regions : everything {
                // A region of users none of whom is in a group has no message here.
                guard
                    unit.members.contains(where: {
                        space.constraints.intersection(region.users, $0.group.users) != nil
                    })
                else { continue }
                let list = try pairs.list(
                    programs.before, programs.after, region, symbolsAgree: programs.symbolsAgree)
                for pair in pairs.lists[list] {
                    if unitsOfPair[pair] == nil { order.append(pair) }
                    unitsOfPair[pair, default: []].append(Int32(index))
                }
            }
        }
        var known: [[Int32]: [PairCell]] = [:]
        var ofUnits: [[Int32]: [Cell]] = [:]
        var result: [(pair: Int32, cell: PairCell)] = []
        for pair in order {
            guard let units = unitsOfPair[pair] else { continue }
            let teamsMatter = pairs.usesTeams[Int(pair)]
            let users = pairs.pairs[Int(pair)].region.users
            let kind = [teamsMatter ? 1 : 0, users]
            let key = units + kind
            let cells: [PairCell]
            if let made = known[key] {
                cells = made
            } else {
                var ofPair: [Cell] = []
                for unit in units {
                    let place = [unit] + kind
                    let made = ofUnits[place] ?? self.cells(Int(unit), users, teamsMatter: teamsMatter, space)
                    ofUnits[place] = made
                    ofPair += made
                }
                cells = joined(ofPair, space.constraints).map { cell in
                    PairCell(
                        teams: cell.teams, team: space.constraints[cell.teams].values[0],
                        effectiveTeams: cell.effectiveTeams, users: cell.users)
                }
                known[key] = cells
            }
            for cell in cells { result.append((pair, cell)) }
        }
        return result
    }

    /// The cells of messages whose users a region allows, some of them.
    private func cells(_ unit: Int, _ users: Int32, teamsMatter: Bool, _ space: AnalysisSpace) -> [Cell] {
        var cells: [Cell] = []
        for (teams, group) in units[unit].members
        where users == ValueConstraints.any || space.constraints.intersection(users, group.users) != nil {
            let team = teams.count == 1 ? teams[0] : -2
            cells.append(
                Cell(
                    teams: team >= 0
                        ? space.teamConstraints[Int(team)]
                        : team == -1 ? space.noTeamConstraint : space.constraints.oneOf(teams),
                    users: group.users, effectiveTeams: teamsMatter ? group.effectiveTeams : Self.noMatter))
        }
        return joined(cells, space.constraints)
    }

    private func joined(_ cells: [Cell], _ constraints: ValueConstraints) -> [Cell] {
        var cells = cells
        // Teams of the same users, then users of the same teams, then what has become the same users.
        for pass in 0..<3 where cells.count > 1 {
            var order: [Cell] = []
            var places: [Cell: Int] = [:]
            var members: [[Int32]] = []
            for cell in cells {
                var key = cell
                let value = pass == 1 ? cell.users : cell.teams
                if pass == 1 { key.users = -1 } else { key.teams = -1 }
                if let place = places[key] {
                    members[place].append(value)
                } else {
                    places[key] = order.count
                    order.append(key)
                    members.append([value])
                }
            }
            cells = zip(order, members).map { key, members in
                var cell = key
                if pass == 1 {
                    cell.users = constraints.union(members)
                } else {
                    cell.teams = constraints.union(members)
                }
                return cell
            }
        }
        return cells
    }
}
