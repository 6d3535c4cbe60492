/// The rows of a slice that name teams, by team.
struct RowsOfTeams {
    /// Those with rows, in the order they came up.
    private(set) var teams: [Int32] = []
    /// By team; none where no team has any.
    private var lists = Lists<Int32>()

    /// - Parameter teamCount: of the vocabulary.
    mutating func add(_ row: Int32, to team: Int32, teamCount: Int) {
        if lists.count == 0 { lists = Lists(count: teamCount) }
        if lists.isEmpty(Int(team)) { teams.append(team) }
        lists.add(row, to: Int(team))
    }

    /// Lets all rows go.
    mutating func removeAll() {
        if !teams.isEmpty { self = RowsOfTeams() }
    }

    func hasRows(_ team: Int32) -> Bool { lists.count > 0 && !lists.isEmpty(Int(team)) }

    /// A team's last row; nil where it has none, and for no team, -1.
    func last(of team: Int32) -> Int32? { team >= 0 && lists.count > 0 ? lists.last(of: Int(team)) : nil }

    /// Calls `body` with a team's rows in order.
    @inline(__always)
    func forEach(of team: Int32, _ body: (Int32) -> Void) {
        if team >= 0, lists.count > 0 { lists.forEach(of: Int(team), body) }
    }
}
