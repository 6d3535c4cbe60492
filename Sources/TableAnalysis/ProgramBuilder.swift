internal import SenderModel

/// Makes the programs of one table in one slice, a team at a time.
///
/// What a row does is worked out once a slice (`RowStep`); a team's program is then put together from its rows' steps,
/// from the last to the first, so that a row knows what follows it and where it jumps.
final class ProgramBuilder {
    let side: Int
    let store: ProgramStore
    let table: AnalysisSide
    /// What it was last asked for.
    private(set) var slice: Slice
    private(set) var rows: [RowForm]

    // All that follows is of one slice: `removeAll` lets it go.

    /// Rows that can apply here, whatever the team, and those that name teams: places in `steps`, without rows that nothing
    /// can come to.
    private(set) var common: [Int32] = []
    private(set) var ofTeams = RowsOfTeams()
    private(set) var steps: [RowStep] = []
    private(set) var tests: [RowTest] = []
    /// Whether a row that no team is named in uses the team's sender, so that teams without rows of their own differ.
    private var usesTeams = false
    /// Whether any row uses it.
    private(set) var hasTeamSource = false
    private var excludedTeams: Set<Int32> = []
    /// The last row that another may jump to.
    private var furthestTarget: Int32 = -1
    /// By label: the program of a pool, for what comes next, nil where that makes no difference.
    var poolPrograms: [Int32: [(program: ProgramStore.Program, next: ProgramStore.Program?)]] = [:]
    private var teamlessProgram: ProgramStore.Program = -1
    /// By what a team's sender fails, which is nobody's own.
    private var programsOfSenders: [(failures: UInt8, program: ProgramStore.Program)] = []
    /// The rows being put together, of `steps`, and where each begins.
    private var places: [Int32] = []
    private var starts: [ProgramStore.Program] = []
    /// By place in `common`: where each begins for messages without a team, which is where it begins for a team none of
    /// whose own rows come later, nor any after `lastOfTeams`.
    private var teamlessStarts: [ProgramStore.Program] = []
    /// The last row in `common` that isn't the same for all teams; -1 for none.
    private var lastOfTeams: Int32 = -1

    /// A builder of a table's programs; `begin` says for which slice first.
    init(_ slice: Slice, side: Int, store: ProgramStore) {
        rows = []
        self.slice = slice
        self.side = side
        self.store = store
        table = slice.space.sides[side]
    }

    /// Begins with a slice, of the same tables each time: making a builder takes longer than most slices.
    ///
    /// - Parameters:
    ///   - rows: the rows to consider, in order; jumps go to the next one considered.
    ///   - places: those of them that may match the country; nil for all.
    func begin(_ slice: Slice, rows: [RowForm], places: [Int]? = nil) throws(AnalysisFailure) {
        self.rows = rows
        self.slice = slice
        removeAll()
        try add(places)
    }

    private func removeAll() {
        common.removeAll(keepingCapacity: true)
        ofTeams.removeAll()
        steps.removeAll(keepingCapacity: true)
        tests.removeAll(keepingCapacity: true)
        usesTeams = false
        hasTeamSource = false
        if !excludedTeams.isEmpty { excludedTeams = [] }
        furthestTarget = -1
        if !poolPrograms.isEmpty { poolPrograms = [:] }
        teamlessProgram = -1
        programsOfSenders.removeAll(keepingCapacity: true)
        // `places`, `starts` and `teamlessStarts` are set before they are read.
        lastOfTeams = -1
    }

    private func add(_ places: [Int]?) throws(AnalysisFailure) {
        let country = slice.country
        let needs = slice.needs
        let count = places?.count ?? rows.count
        steps.reserveCapacity(count)
        common.reserveCapacity(count)
        for index in 0..<count {
            let place = places?[index] ?? index
            let row = rows[place]
            if let when = row.when, !when.matches(country, needs: needs) { continue }
            if let unless = row.unless, unless.isOfRecipientOnly, unless.matches(country, needs: needs) { continue }
            try add(row, place)
            if endsHere { break }
        }
    }

    /// Whether nothing gets past the last row added: it decides all that come to it, and no row before it jumps further.
    private var endsHere: Bool {
        guard let last = steps.last, last.decidesAll, !last.hasUnless, last.firstTest == last.endOfTests,
            common.last == Int32(steps.count - 1)
        else { return false }
        return furthestTarget <= last.index
    }

    private func add(_ row: RowForm, _ place: Int) throws(AnalysisFailure) {
        let index = Int32(steps.count)
        var step = try step(row)
        step.row = Int32(place)
        step.index = Int32(row.index)
        step.label = row.label
        switch row.ifUnusable {
        case .next: step.target = -1
        case .reject: step.target = -2
        case .row(let target):
            step.target = Int32(target)
            if !step.decidesAll { furthestTarget = max(furthestTarget, step.target) }
        }
        step.firstTest = Int32(tests.count)
        if let when = row.when { addTests(when) }
        step.firstUnlessTest = Int32(tests.count)
        if let unless = row.unless, unless.matches(slice.country, needs: slice.needs) {
            step.hasUnless = true
            addTests(unless)
            if let teams = unless.teams {
                excludedTeams.formUnion(teams)
                step.unlessHasTeams = true
            }
        }
        step.endOfTests = Int32(tests.count)
        if row.source == .team { hasTeamSource = true }
        steps.append(step)
        if let teams = row.when?.teams {
            for team in teams { ofTeams.add(index, to: team, teamCount: slice.space.vocabulary.teams.count) }
        } else {
            common.append(index)
            if row.source == .team { usesTeams = true }
            if row.source == .team || step.unlessHasTeams { lastOfTeams = index }
        }
    }

    private func addTests(_ condition: ConditionForm) {
        for (attribute, values) in condition.attributes {
            tests.append(RowTest(kind: .attribute, variable: UInt8(attribute), payload: values))
        }
        if let users = condition.users { tests.append(RowTest(kind: .users, variable: 0, payload: UInt64(users))) }
        if condition.purposes != 0 {
            tests.append(RowTest(kind: .purpose, variable: 0, payload: UInt64(condition.purposes) << 1))
        }
        if condition.origins != 0 {
            tests.append(RowTest(kind: .origin, variable: 0, payload: UInt64(condition.origins) << 1))
        }
    }

    // MARK: - Teams

    /// Whether a team's program may differ from that of any other team without rows of its own.
    func isSpecial(_ team: Int32) -> Bool {
        usesTeams || hasRows(team) || (!excludedTeams.isEmpty && excludedTeams.contains(team))
    }

    /// The other teams, and no team where rows don't ask which it is: all have one program.
    func isUsual(_ team: Int32) -> Bool { team < 0 ? !usesTeams : !isSpecial(team) }

    /// The teams that are special; nil for all.
    var specialTeams: [Int32]? { usesTeams ? nil : ofTeams.teams + excludedTeams }

    /// The program for messages whose team, as the `team` source finds it, is this; -1 for none.
    func program(_ team: Int32) throws(AnalysisFailure) -> ProgramStore.Program {
        guard team >= 0, isSpecial(team) else { return try programWithoutTeam() }
        if hasRows(team) || (!excludedTeams.isEmpty && excludedTeams.contains(team)) { return try put(team) }
        return try programOfTeam(team)
    }

    /// Of a team that no row names: teams whose senders the rows can use alike have one program.
    private func programOfTeam(_ team: Int32) throws(AnalysisFailure) -> ProgramStore.Program {
        let entry = table.senderOfTeam(team, slice.country)
        guard entry < 0 || table.owners[Int(entry)].isEmpty else { return try put(team) }
        let failures = entry < 0 ? .max : slice.failures(entry, side)
        for known in programsOfSenders where known.failures == failures { return known.program }
        let made = try put(team)
        programsOfSenders.append((failures, made))
        return made
    }

    /// Whether rows name a team.
    func hasRows(_ team: Int32) -> Bool { ofTeams.hasRows(team) }

    /// The rows that can apply to a team's messages, in order, to the end of those without a team that come first.
    private func list(_ team: Int32, upTo end: Int) {
        places.removeAll(keepingCapacity: true)
        var index = 0
        ofTeams.forEach(of: team) { row in
            while index < end, common[index] < row {
                places.append(common[index])
                index += 1
            }
            places.append(row)
        }
        places.append(contentsOf: common[index..<end])
    }

    private func programWithoutTeam() throws(AnalysisFailure) -> ProgramStore.Program {
        if teamlessProgram < 0 {
            teamlessProgram = try put(-1, upTo: common.count)
            // What stands in the other is set anew by whoever reads it.
            swap(&teamlessStarts, &starts)
        }
        return teamlessProgram
    }

    /// The program of a team of its own: the rows after the last that is just its own are put together once for all.
    private func put(_ team: Int32) throws(AnalysisFailure) -> ProgramStore.Program {
        let withoutTeam = try programWithoutTeam()
        let last = max(ofTeams.last(of: team) ?? -1, lastOfTeams)
        guard last >= 0 else { return withoutTeam }
        return try put(team, upTo: common.firstIndex { $0 > last } ?? common.count)
    }

    /// - Parameter end: of `common`, the first of those rows that are put together already: see `teamlessStarts`.
    private func put(_ team: Int32, upTo end: Int) throws(AnalysisFailure) -> ProgramStore.Program {
        list(team, upTo: end)
        if starts.count < places.count {
            starts.append(contentsOf: repeatElement(0, count: places.count - starts.count))
        }
        let nothing = try store.decision(.noSender, -1)
        var next = end < common.count ? teamlessStarts[end] : nothing
        var place = places.count - 1
        while place >= 0 {
            let step = steps[Int(places[place])]
            var failure = next
            if step.target == -2 {
                failure = -1 - step.label
            } else if step.target >= 0 {
                failure = target(of: step, after: place, end) ?? nothing
            }
            let candidate = try candidate(step, team, next: next, failure: failure)
            next = try guarded(step, team, candidate, next: next)
            starts[place] = next
            place -= 1
        }
        return next
    }

    /// Where the first row begins that is considered at or after the one a row names.
    private func target(of step: RowStep, after place: Int, _ end: Int) -> ProgramStore.Program? {
        for later in place + 1..<places.count where steps[Int(places[later])].index >= step.target {
            return starts[later]
        }
        for later in end..<common.count where steps[Int(common[later])].index >= step.target {
            return teamlessStarts[later]
        }
        return nil
    }

    /// The conditions of a row before what it does.
    private func guarded(
        _ step: RowStep, _ team: Int32, _ candidate: ProgramStore.Program, next: ProgramStore.Program
    ) throws(AnalysisFailure) -> ProgramStore.Program {
        var program = candidate
        if step.hasUnless,
            !step.unlessHasTeams || (team >= 0 && rows[Int(step.row)].unless?.teams?.containsSorted(team) == true)
        {
            program = next
            var test = step.firstUnlessTest
            while test < step.endOfTests {
                program = try store.test(tests[Int(test)], yes: program, no: candidate)
                test += 1
            }
        }
        var test = step.firstTest
        while test < step.firstUnlessTest {
            program = try store.test(tests[Int(test)], yes: program, no: next)
            test += 1
        }
        return program
    }

    /// What a row whose conditions hold does.
    private func candidate(
        _ step: RowStep, _ team: Int32, next: ProgramStore.Program, failure: ProgramStore.Program
    ) throws(AnalysisFailure) -> ProgramStore.Program {
        switch step.kind {
        case .nothing: return next
        case .decides: return step.program
        case .fails: return failure < 0 ? step.program : failure
        case .open:
            return try store.make(
                .init(
                    kind: .open, variable: step.variable, require: step.require, yes: step.program, no: failure,
                    none: next))
        case .own:
            return try store.make(
                .init(kind: .own, require: step.require, yes: step.program, no: failure, none: next))
        case .wins:
            let rest = step.other < 0 ? next : step.other
            return try store.make(.init(kind: .wins, variable: step.variable, yes: step.program, no: rest))
        case .other: return try slow(rows[Int(step.row)], team, next: next, failure: failure)
        }
    }
}
