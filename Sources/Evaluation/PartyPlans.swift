internal import SenderModel

/// What the evaluator asks of a user.
struct UserPlan: Sendable {
    /// The user's own number, where users have numbers.
    let own: EntryGate
    /// The one team the user is in, from 1; 0 for none or several.
    var team: Int32 = 0

    /// Nobody first, then every user.
    static func all(of table: DecisionTable, _ names: TableNames, gates: FixedArray<EntryGate>) -> [UserPlan] {
        var plans = [UserPlan(own: .none)]
        let (users, teams, allowsUserNumbers) = (table.users, table.teams, table.allowsUserNumbers)
        plans.reserveCapacity(users.count + 1)
        for user in users.indices {
            plans.append(
                UserPlan(own: allowsUserNumbers ? users[user].sender.map { gates[checked: $0] } ?? .none : .none))
        }
        var memberships = [Int](repeating: 0, count: plans.count)
        for team in teams.indices {
            for member in teams[team].members {
                let user = Int(names.users.find(member)) + 1
                guard user > 0 else { continue }
                memberships[user] += 1
                plans[user].team = memberships[user] == 1 ? Int32(team + 1) : 0
            }
        }
        return plans
    }
}

/// What the evaluator asks of a team.
struct TeamPlan: Sendable {
    /// Where no country has its own.
    let sender: EntryGate
    /// Position among `Evaluator.teamCountries`, -1 for a team without; and of the first country's sender.
    var countries: Int32 = -1
    var firstSender: Int32 = 0
}

/// What the evaluator asks of a pool.
struct PoolPlan: Sendable {
    let members: Stretch
    let prefer: Stretch
}
