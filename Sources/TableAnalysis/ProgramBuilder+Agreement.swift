/// Whether two tables' rows do the same in a slice.
extension ProgramBuilder {
    /// Whether the rows of another table do the same here, one by one; only where teams, pools and entries agree.
    func agrees(with other: ProgramBuilder) -> Bool {
        guard steps.count == other.steps.count, common == other.common, ofTeam == other.ofTeam else { return false }
        return steps.indices.allSatisfy { place in
            agrees(steps[place], other, other.steps[place])
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
            guard agrees(a, other, b) else { return false }
            if a.target < 0 { return true }
            return places.firstIndex { steps[Int($0)].index >= a.target }
                == others.firstIndex { other.steps[Int($0)].index >= b.target }
        }
    }

    private func places(_ team: Int32) -> [Int32] {
        team >= 0 && hasRows(team) ? merged(common, ofTeam[Int(team)]) : common
    }

    private func firstStep(at target: Int32) -> Int? {
        target < 0 ? Int(target) : steps.firstIndex { $0.index >= target }
    }

    private func agrees(_ a: RowStep, _ other: ProgramBuilder, _ b: RowStep) -> Bool {
        guard a.kind == b.kind, a.variable == b.variable, a.require == b.require, a.program == b.program,
            a.other == b.other, a.label == b.label, a.hasUnless == b.hasUnless,
            a.unlessHasTeams == b.unlessHasTeams, max(a.target, 0).signum() == max(b.target, 0).signum(),
            a.target >= 0 || a.target == b.target,
            a.endOfTests - a.firstTest == b.endOfTests - b.firstTest,
            a.firstUnlessTest - a.firstTest == b.firstUnlessTest - b.firstTest
        else { return false }
        if a.kind == .other, rows[Int(a.row)].require != other.rows[Int(b.row)].require { return false }
        if a.unlessHasTeams, rows[Int(a.row)].unless?.teams != other.rows[Int(b.row)].unless?.teams { return false }
        for offset in 0..<a.endOfTests - a.firstTest {
            let (first, second) = (tests[Int(a.firstTest + offset)], other.tests[Int(b.firstTest + offset)])
            if first.kind != second.kind || first.variable != second.variable || first.payload != second.payload {
                return false
            }
        }
        return true
    }
}
