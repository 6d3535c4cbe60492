internal import SenderModel

/// Messages of a slice that two tables decide in one way each.
struct PairCell {
    /// The teams they give, and one of them; of the vocabulary, -1 for none.
    var teams: Int32
    var team: Int32
    /// By table: the team as the `team` source finds it.
    var effectiveTeams: SIMD2<Int32>
    /// The users they give, of `ValueConstraints`.
    var users: Int32
}

/// Which users a team that only some tables declare leaves to each table's own teams.
struct TeamGroups {
    struct Group {
        var effectiveTeams: SIMD2<Int32>
        var users: Int32
    }

    private let space: AnalysisSpace
    private var known: [Int: [Group]] = [:]

    init(_ space: AnalysisSpace) { self.space = space }

    /// The users by the teams they have where a message's team is this, -1 for none.
    mutating func groups(_ team: Int32) -> [Group] {
        let declares = space.sides.map { team >= 0 && $0.teamPositions[Int(team)] >= 0 }
        if declares.allSatisfy({ $0 }) {
            return [Group(effectiveTeams: SIMD2(repeating: team), users: ValueConstraints.any)]
        }
        let key = declares.enumerated().reduce(0) { $0 | ($1.element ? 1 << $1.offset : 0) }
        let groups: [Group]
        if let made = known[key] {
            groups = made
        } else {
            groups = grouped(declares)
            known[key] = groups
        }
        if key == 0 { return groups }
        return groups.map { group in
            var group = group
            for side in declares.indices where declares[side] { group.effectiveTeams[side] = team }
            return group
        }
    }

    private func grouped(_ declares: [Bool]) -> [Group] {
        var order: [SIMD2<Int32>] = []
        var members: [SIMD2<Int32>: [Int32]] = [:]
        var teamless: Set<Int32> = []
        for user in space.vocabulary.users.indices {
            var teams = SIMD2<Int32>(repeating: -1)
            for side in declares.indices where !declares[side] { teams[side] = space.sides[side].teamOfUser[user] }
            if teams[0] < 0, teams[1] < 0 {
                teamless.insert(Int32(user))
                continue
            }
            if members[teams] == nil { order.append(teams) }
            members[teams, default: []].append(Int32(user))
        }
        let others = space.vocabulary.users.indices.map { Int32($0) }.filter { !teamless.contains($0) }
        return [Group(effectiveTeams: SIMD2(repeating: -1), users: space.constraints.allBut(others))]
            + order.map { Group(effectiveTeams: $0, users: space.constraints.oneOf(members[$0] ?? [])) }
    }
}
