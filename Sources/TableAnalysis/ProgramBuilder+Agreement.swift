internal import SenderModel

/// Whether two tables' rows do the same in a slice; asked only where the tables' users agree.
extension ProgramBuilder {
    /// Whether the rows of another table do the same here, one by one; asked only where teams, pools and entries agree.
    func agrees(with other: ProgramBuilder) -> Bool {
        guard steps.count == other.steps.count, common == other.common else { return false }
        return steps.indices.allSatisfy { place in
            let (a, b) = (steps[place], other.steps[place])
            return rows[Int(a.row)].when?.teams == other.rows[Int(b.row)].when?.teams && agrees(a, other, b, -1)
                && firstStep(at: a.target) == other.firstStep(at: b.target)
        }
    }

    /// The same of the rows that name no team.
    func agreesWithoutTeams(with other: ProgramBuilder) -> Bool {
        guard common.count == other.common.count else { return false }
        return common.indices.allSatisfy { place in
            let (a, b) = (steps[Int(common[place])], other.steps[Int(other.common[place])])
            guard agrees(a, other, b, -1) else { return false }
            if a.target < 0 { return true }
            return common.firstIndex { steps[Int($0)].index >= a.target }
                == other.common.firstIndex { other.steps[Int($0)].index >= b.target }
        }
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
struct TeamRowAgreement {
    /// By team of the vocabulary: whether its own rows don't.
    private var differs: [Bool]
    /// Rows that name no team and are not the same for all.
    private let dependent: [Int]
    private let one: ProgramBuilder
    private let other: ProgramBuilder

    /// Nil where the rows don't stand and jump where the other table's do: then they are not compared one by one.
    init?(_ one: ProgramBuilder, _ other: ProgramBuilder) {
        guard one.steps.count == other.steps.count, one.common == other.common else { return nil }
        self.one = one
        self.other = other
        differs = Array(repeating: false, count: one.slice.space.vocabulary.teams.count)
        dependent = one.common.map(Int.init).filter { place in
            let step = one.steps[place]
            return one.rows[Int(step.row)].source == .team || step.unlessHasTeams
        }
        for place in one.steps.indices {
            let (a, b) = (one.steps[place], other.steps[place])
            guard a.index == b.index, a.target == b.target else { return nil }
            let teams = one.rows[Int(a.row)].when?.teams
            guard teams == other.rows[Int(b.row)].when?.teams else { return nil }
            // Of most rows it doesn't matter which team it is.
            guard let teams, let first = teams.first else { continue }
            let agrees = one.agrees(a, other, b, first)
            for team in teams where a.kind == .other ? !one.agrees(a, other, b, team) : !agrees {
                differs[Int(team)] = true
            }
        }
    }

    func holds(_ team: Int32) -> Bool {
        if team >= 0, differs[Int(team)] { return false }
        return dependent.allSatisfy { one.agrees(one.steps[$0], other, other.steps[$0], team) }
    }
}
