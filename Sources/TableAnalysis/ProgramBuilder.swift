internal import SenderModel

/// Makes the programs of one table in one slice, a team at a time.
///
/// What a row does is worked out once a slice (`RowStep`); a team's program is then put together from its rows' steps,
/// from the last to the first, so that a row knows what follows it and where it jumps.
struct ProgramBuilder {
    let slice: Slice
    let side: Int
    let store: ProgramStore
    private let table: AnalysisSide
    private let rows: [RowForm]
    /// Rows that can apply here, whatever the team; and those that name teams, by team. Places in `steps`.
    private var common: [Int32] = []
    private var ofTeam: [[Int32]]
    /// Whether a row uses or excludes a team, so that teams without rows of their own differ.
    private(set) var usesTeams = false
    private var excludedTeams: Set<Int32> = []
    private var steps: [RowStep] = []
    private var tests: [RowTest] = []
    private var poolPrograms: [Int: [(program: ProgramStore.Program, next: ProgramStore.Program)]] = [:]
    private var usualProgram: ProgramStore.Program = -1
    private var starts: [ProgramStore.Program] = []

    /// - Parameter rows: the rows to consider, in order; jumps go to the next one considered.
    init(_ slice: Slice, side: Int, store: ProgramStore, rows: [RowForm]) throws(AnalysisFailure) {
        self.rows = rows
        self.slice = slice
        self.side = side
        self.store = store
        table = slice.space.sides[side]
        ofTeam = Array(repeating: [], count: slice.space.vocabulary.teams.count)
        let country = slice.country
        for place in rows.indices {
            if let when = rows[place].when, !when.matches(country, needs: slice.needs) { continue }
            if let unless = rows[place].unless, unless.isOfRecipientOnly,
                unless.matches(country, needs: slice.needs)
            {
                continue
            }
            try add(place)
        }
    }

    private mutating func add(_ place: Int) throws(AnalysisFailure) {
        let row = rows[place]
        let index = Int32(steps.count)
        var step = try step(row)
        step.row = Int32(place)
        step.index = Int32(row.index)
        step.label = row.label
        switch row.ifUnusable {
        case .next: step.target = -1
        case .reject: step.target = -2
        case .row(let target): step.target = Int32(target)
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
        if row.source == .team { usesTeams = true }
        steps.append(step)
        if let teams = row.when?.teams {
            for team in teams { ofTeam[Int(team)].append(index) }
        } else {
            common.append(index)
        }
    }

    private mutating func addTests(_ condition: ConditionForm) {
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

    // MARK: - Two tables

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
        team < 0 || ofTeam[Int(team)].isEmpty ? common : merged(common, ofTeam[Int(team)])
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

    /// Whether a team's program may differ from that of any other team without rows of its own.
    func isSpecial(_ team: Int32) -> Bool {
        usesTeams || !ofTeam[Int(team)].isEmpty || (!excludedTeams.isEmpty && excludedTeams.contains(team))
    }

    /// The program for messages whose team, as the `team` source finds it, is this; -1 for none.
    mutating func program(_ team: Int32) throws(AnalysisFailure) -> ProgramStore.Program {
        guard team >= 0, isSpecial(team) else {
            if team >= 0 || !usesTeams {
                if usualProgram < 0 { usualProgram = try program(common, -1) }
                return usualProgram
            }
            return try program(common, -1)
        }
        return try program(ofTeam[Int(team)].isEmpty ? common : merged(common, ofTeam[Int(team)]), team)
    }

    private func merged(_ a: [Int32], _ b: [Int32]) -> [Int32] {
        var result: [Int32] = []
        result.reserveCapacity(a.count + b.count)
        var index = 0
        for row in a {
            while index < b.count, b[index] < row {
                result.append(b[index])
                index += 1
            }
            result.append(row)
        }
        result.append(contentsOf: b[index...])
        return result
    }

    private mutating func program(_ places: [Int32], _ team: Int32) throws(AnalysisFailure) -> ProgramStore.Program {
        while starts.count < places.count { starts.append(0) }
        let end = try store.decision(.noSender, -1)
        var next = end
        var place = places.count - 1
        while place >= 0 {
            let step = steps[Int(places[place])]
            var failure = next
            if step.target == -2 {
                failure = -1 - step.label
            } else if step.target >= 0 {
                // The first row considered at or after the one named.
                var later = place + 1
                while later < places.count, steps[Int(places[later])].index < step.target { later += 1 }
                failure = later < places.count ? starts[later] : end
            }
            let candidate = try candidate(step, team, next: next, failure: failure)
            next = try guarded(step, team, candidate, next: next)
            starts[place] = next
            place -= 1
        }
        return next
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
    private mutating func candidate(
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

    // MARK: - Rows

    /// What a row does here, as far as that doesn't depend on what follows it.
    private func step(_ row: RowForm) throws(AnalysisFailure) -> RowStep {
        var step = RowStep()
        switch row.source {
        case .conversation, .explicit, .firstUsed, .lastUsed:
            let input = row.source.openInput ?? 0
            step.kind = .open
            step.variable = UInt8(input)
            step.require = row.require
            step.program = try store.decision(.open(input), row.label)
        case .user where table.table.allowsUserNumbers:
            step.kind = .own
            step.require = row.require & Require.ofEntry
            step.program = try store.decision(.own, row.label)
        case .user:
            switch table.table.organizationNumber {
            case .sender(let entry): try literal(Int32(entry), row, nil, &step)
            case .unknown:
                step.kind = .fails
                step.program = try store.decision(.unusable(.unknownSender), row.label)
            case nil: break
            }
        case .countryDefault:
            if let entry = slice.country.flatMap({ table.table.countryDefaults[$0] }) {
                try literal(Int32(entry), row, .countryDefault, &step)
            }
        case .default:
            if case .sender(let entry) = table.table.defaultSender { try literal(Int32(entry), row, nil, &step) }
        case .sender(let entry): try literal(Int32(entry), row, nil, &step)
        case .best:
            let require = row.require | Require.compliant
            let unowned = slice.bestUnowned(side, require)
            let rest = unowned < 0 ? -1 : try store.decision(.best(require), row.label)
            if table.ownsMatter, let bit = slice.space.bestRequires.firstIndex(of: require) {
                step.kind = .wins
                step.variable = UInt8(bit)
                step.program = try store.decision(.own, row.label)
                step.other = rest
            } else if unowned >= 0 {
                step.kind = .decides
                step.program = rest
            }
        case .reject:
            step.kind = .decides
            step.program = try store.decision(.rejectedByRule, row.label)
        case .team, .pool: step.kind = .other
        }
        return step
    }

    private func literal(
        _ entry: Int32, _ row: RowForm, _ symbol: ProgramOutcome?, _ step: inout RowStep
    ) throws(AnalysisFailure) {
        let failing = slice.failures(entry, side) & row.require
        if failing != 0 {
            step.kind = .fails
            step.program = try store.decision(.unusable(Require.reason(failing)), row.label)
        } else if row.require & Require.owned != 0, !table.owners[Int(entry)].isEmpty {
            step.kind = .other
            // Says which entry it is about where two tables are compared.
            step.program = try store.decision(symbol ?? .literal(table.numberOfEntry[Int(entry)]), row.label)
        } else {
            step.kind = .decides
            step.program = try store.decision(symbol ?? .literal(table.numberOfEntry[Int(entry)]), row.label)
        }
    }

    /// Rows that depend on the team, on whose own an entry is, or on what follows them.
    private mutating func slow(
        _ row: RowForm, _ team: Int32, next: ProgramStore.Program, failure: ProgramStore.Program
    ) throws(AnalysisFailure) -> ProgramStore.Program {
        switch row.source {
        case .pool(let pool): return try self.pool(pool, row, next: next)
        case .team:
            let entry = table.senderOfTeam(team, slice.country)
            return entry < 0 ? next : try owned(entry, row, .team, failure)
        case .countryDefault:
            let entry = slice.country.flatMap { table.table.countryDefaults[$0] } ?? 0
            return try owned(Int32(entry), row, .countryDefault, failure)
        case .sender(let entry): return try owned(Int32(entry), row, nil, failure)
        case .default:
            guard case .sender(let entry) = table.table.defaultSender else { return next }
            return try owned(Int32(entry), row, nil, failure)
        case .user:
            guard case .sender(let entry) = table.table.organizationNumber else { return next }
            return try owned(Int32(entry), row, nil, failure)
        default: return next
        }
    }

    /// An entry that must perhaps be the user's own.
    private func owned(
        _ entry: Int32, _ row: RowForm, _ symbol: ProgramOutcome?, _ failure: ProgramStore.Program
    ) throws(AnalysisFailure) -> ProgramStore.Program {
        func failed(_ reason: RowResult) throws(AnalysisFailure) -> ProgramStore.Program {
            failure < 0 ? try store.decision(.unusable(reason), row.label) : failure
        }
        let failing = slice.failures(entry, side) & row.require
        if failing != 0 { return try failed(Require.reason(failing)) }
        let pass = try store.decision(symbol ?? .literal(table.numberOfEntry[Int(entry)]), row.label)
        guard row.require & Require.owned != 0, !table.owners[Int(entry)].isEmpty else { return pass }
        // A user that this table doesn't declare is nobody here.
        let allowed = slice.space.ownersOrNobody(of: entry, side)
        return try store.test(
            RowTest(kind: .users, variable: 0, payload: UInt64(allowed)), yes: pass, no: try failed(.notOwned))
    }

    // MARK: - Pools

    private mutating func pool(
        _ pool: Int, _ row: RowForm, next: ProgramStore.Program
    ) throws(AnalysisFailure) -> ProgramStore.Program {
        let key = Int(row.label)
        if let known = poolPrograms[key]?.first(where: { $0.next == next }) { return known.program }
        let usable = table.table.pools[pool].senders.map(Int32.init).filter {
            slice.failures($0, side) & row.require == 0
        }
        let unowned = usable.filter { table.owners[Int($0)].isEmpty }
        var program = try narrowed(unowned, pool, row, next: next)
        for member in usable where !table.owners[Int(member)].isEmpty {
            let owners = slice.space.constraints.oneOf(table.owners[Int(member)])
            let withOwn = usable.filter { $0 == member || table.owners[Int($0)].isEmpty }
            program = try store.test(
                RowTest(kind: .users, variable: 0, payload: UInt64(owners)),
                yes: try narrowed(withOwn, pool, row, next: next), no: program)
        }
        poolPrograms[key, default: []].append((program, next))
        return program
    }

    /// The pool's criteria applied to usable members, in the pool's order.
    private func narrowed(
        _ members: [Int32], _ pool: Int, _ row: RowForm, next: ProgramStore.Program
    ) throws(AnalysisFailure) -> ProgramStore.Program {
        guard !members.isEmpty else { return next }
        return try narrowed(members, table.table.pools[pool].prefer[...], row.label)
    }

    private func narrowed(
        _ members: [Int32], _ criteria: ArraySlice<PoolPreference>, _ label: Int32
    ) throws(AnalysisFailure) -> ProgramStore.Program {
        guard let criterion = criteria.first else {
            return try store.decision(.literal(table.numberOfEntry[Int(members[0])]), label)
        }
        let rest = criteria.dropFirst()
        switch criterion {
        case .hash:
            // Of members of one text the first of the inventory wins every time.
            var seen: Set<Int32> = []
            let numbers = members.sorted().map { table.numberOfEntry[Int($0)] }.filter {
                seen.insert(slice.space.senders.canonical[Int($0)]).inserted
            }
            if numbers.count == 1 { return try store.decision(.literal(numbers[0]), label) }
            return try store.decision(.pool(store.pool(numbers.sorted())), label)
        case .country:
            guard let country = slice.country else { return try narrowed(members, rest, label) }
            let local = members.filter { table.table.inventory[Int($0)].country == country }
            return try narrowed(local.isEmpty ? members : local, rest, label)
        case .areaCode:
            var program = try narrowed(members, rest, label)
            let here = slice.recipient.areaCodes
            let codes = Set(members.map { table.areaCodeOfEntry[Int($0)] }).filter { here.containsSorted($0) }
            for code in codes.sorted() {
                let local = members.filter { table.areaCodeOfEntry[Int($0)] == code }
                program = try store.test(
                    RowTest(kind: .areaCode, variable: 0, payload: UInt64(code)),
                    yes: try narrowed(local, rest, label), no: program)
            }
            return program
        }
    }
}

/// What a row does in a slice, in a few plain bytes.
struct RowStep {
    enum Kind: UInt8 {
        /// It has no candidate.
        case nothing
        /// `program` is the decision.
        case decides
        /// Its candidate can't be used; `program` is the decision if that rejects.
        case fails
        /// Tests of a program, see `ProgramStore.Kind`; `program` is the decision if they hold.
        case open, own, wins
        /// Worked out team by team.
        case other
    }

    var kind = Kind.nothing
    var variable: UInt8 = 0
    var require: UInt8 = 0
    var hasUnless = false
    var unlessHasTeams = false
    var program: ProgramStore.Program = -1
    /// `wins`: what follows if not, -1 for the next row.
    var other: ProgramStore.Program = -1
    /// Place among the rows considered, and position among the table's.
    var row: Int32 = 0
    var index: Int32 = 0
    var label: Int32 = 0
    /// Where it goes on if its candidate can't be used: -1 next, -2 nowhere, else a row's position.
    var target: Int32 = -1
    var firstTest: Int32 = 0
    var firstUnlessTest: Int32 = 0
    var endOfTests: Int32 = 0
}

/// One test of a condition.
struct RowTest {
    var kind: ProgramStore.Kind
    var variable: UInt8
    var payload: UInt64
}
