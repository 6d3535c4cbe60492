/// The rows of a slice that name teams, by team: lists in a few arrays, since each slice makes hundreds of them.
struct RowsOfTeams: Equatable {
    /// Those with rows, in the order they came up.
    private(set) var teams: [Int32] = []
    /// By team: the first and the last of its rows in `rows`, -1 for none; empty where no team has any.
    private var first: [Int32] = []
    private var last: [Int32] = []
    private var rows: [Int32] = []
    /// By place in `rows`: the team's next, -1 for none.
    private var next: [Int32] = []

    /// - Parameter teamCount: of the vocabulary.
    mutating func add(_ row: Int32, to team: Int32, teamCount: Int) {
        if first.isEmpty {
            first = Array(repeating: -1, count: teamCount)
            last = first
        }
        let place = Int32(rows.count)
        rows.append(row)
        next.append(-1)
        if first[Int(team)] < 0 {
            teams.append(team)
            first[Int(team)] = place
        } else {
            next[Int(last[Int(team)])] = place
        }
        last[Int(team)] = place
    }

    func hasRows(_ team: Int32) -> Bool { !first.isEmpty && first[Int(team)] >= 0 }

    /// A team's rows in order, -1 for no team.
    subscript(team: Int32) -> [Int32] {
        guard team >= 0, hasRows(team) else { return [] }
        var result: [Int32] = []
        var place = first[Int(team)]
        while place >= 0 {
            result.append(rows[Int(place)])
            place = next[Int(place)]
        }
        return result
    }
}
