internal import SenderModel

/// Whether two tables' rows do the same in a slice; asked only where the tables' users agree.
extension ProgramBuilder {
    /// Whether the rows of another table do the same here, one by one; asked only where teams, pools and entries agree.
    func agrees(with other: ProgramBuilder) -> Bool {
        guard steps.count == other.steps.count, common == other.common, ofTeams == other.ofTeams else { return false }
        return steps.indices.allSatisfy { place in
            agrees(steps[place], other, other.steps[place], -1)
                && firstStep(at: steps[place].target) == other.firstStep(at: other.steps[place].target)
        }
    }

    /// The same of the rows for one team, -1 for none.
    func agrees(with other: ProgramBuilder, _ team: Int32) -> Bool {
        let places = self.places(team)
        let others = other.places(team)
        guard places.count == others.count else { return false }
        return places.indices.allSatisfy { place in
            let (a, b) = (steps[Int(places[place])], other.steps[Int(others[place])])
            guard agrees(a, other, b, team) else { return false }
            if a.target < 0 { return true }
            return places.firstIndex { steps[Int($0)].index >= a.target }
                == others.firstIndex { other.steps[Int($0)].index >= b.target }
        }
    }

    private func places(_ team: Int32) -> [Int32] {
        team >= 0 && hasRows(team) ? merged(common, ofTeams[team]) : common
    }

    private func firstStep(at target: Int32) -> Int? {
        target < 0 ? Int(target) : steps.firstIndex { $0.index >= target }
    }

    fileprivate func agrees(_ a: RowStep, _ other: ProgramBuilder, _ b: RowStep, _ team: Int32) -> Bool {
        guard a.kind == b.kind, a.variable == b.variable, a.require == b.require, a.program == b.program,
            a.other == b.other, a.label == b.label, a.hasUnless == b.hasUnless,
            a.unlessHasTeams == b.unlessHasTeams, max(a.target, 0).signum() == max(b.target, 0).signum(),
            a.target >= 0 || a.target == b.target,
            a.endOfTests - a.firstTest == b.endOfTests - b.firstTest,
            a.firstUnlessTest - a.firstTest == b.firstUnlessTest - b.firstTest
        else { return false }
        if a.kind == .other, rows[Int(a.row)].require != other.rows[Int(b.row)].require { return false }
        if a.kind == .other, !slice.space.teamsAgree, !haveSameEntries(a, other, b, team) { return false }
        if a.unlessHasTeams, rows[Int(a.row)].unless?.teams != other.rows[Int(b.row)].unless?.teams { return false }
        for offset in 0..<a.endOfTests - a.firstTest {
            let (first, second) = (tests[Int(a.firstTest + offset)], other.tests[Int(b.firstTest + offset)])
            if first.kind != second.kind || first.variable != second.variable || first.payload != second.payload {
                return false
            }
        }
        return true
    }

    /// Whether rows that are worked out team by team have the same entries to choose from.
    private func haveSameEntries(_ a: RowStep, _ other: ProgramBuilder, _ b: RowStep, _ team: Int32) -> Bool {
        let require = rows[Int(a.row)].require
        func isSame(_ one: Int32, _ two: Int32) -> Bool {
            if one < 0 || two < 0 { return one == two }
            let (first, second) = (table.table.inventory[Int(one)], other.table.table.inventory[Int(two)])
            return table.numberOfEntry[Int(one)] == other.table.numberOfEntry[Int(two)]
                && (slice.failures(one, side) ^ slice.failures(two, other.side)) & require == 0
                && table.owners[Int(one)] == other.table.owners[Int(two)] && first.country == second.country
                && table.areaCodeOfEntry[Int(one)] == other.table.areaCodeOfEntry[Int(two)]
        }
        switch (rows[Int(a.row)].source, other.rows[Int(b.row)].source) {
        case (.team, .team):
            return isSame(table.senderOfTeam(team, slice.country), other.table.senderOfTeam(team, slice.country))
        case (.pool(let one), .pool(let two)):
            let (first, second) = (table.table.pools[one], other.table.table.pools[two])
            return first.prefer == second.prefer && first.senders.count == second.senders.count
                && zip(first.senders, second.senders).allSatisfy { isSame(Int32($0), Int32($1)) }
        default: return false
        }
    }
}

/// Whether the rows of one team do the same in two tables, where those without a team do.
final class TeamRowAgreement {
    private let one: ProgramBuilder
    private let other: ProgramBuilder
    /// Whether rows without a team stand and jump where the other table's do: then a team's own are all there is to compare.
    private let areAligned: Bool
    /// Places in `common` of rows that are not the same for all teams.
    private let dependent: [Int]

    init(_ one: ProgramBuilder, _ other: ProgramBuilder) {
        self.one = one
        self.other = other
        areAligned =
            one.common.count == other.common.count
            && zip(one.common, other.common).allSatisfy { first, second in
                let (a, b) = (one.steps[Int(first)], other.steps[Int(second)])
                return a.index == b.index && a.target == b.target
            }
        dependent = one.common.indices.filter { place in
            let step = one.steps[Int(one.common[place])]
            return one.rows[Int(step.row)].source == .team || step.unlessHasTeams
        }
    }

    func holds(_ team: Int32) -> Bool {
        guard team >= 0, areAligned else { return one.agrees(with: other, team) }
        let (places, others) = (one.ofTeams[team], other.ofTeams[team])
        return places.count == others.count
            && zip(places, others).allSatisfy { first, second in
                let (a, b) = (one.steps[Int(first)], other.steps[Int(second)])
                return a.index == b.index && a.target == b.target && one.agrees(a, other, b, team)
            }
            && dependent.allSatisfy { place in
                one.agrees(
                    one.steps[Int(one.common[place])], other, other.steps[Int(other.common[place])], team)
            }
    }
}
