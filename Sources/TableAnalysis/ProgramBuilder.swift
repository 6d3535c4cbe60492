internal import SenderModel

/// Makes the programs of one table in one slice, a team at a time.
struct ProgramBuilder {
    let slice: Slice
    let side: Int
    let store: ProgramStore
    private let table: AnalysisSide
    private let rows: [RowForm]
    /// Rows that can apply here, whatever the team; and those that name teams, by team. Places in `rows`.
    private var common: [Int32] = []
    private var ofTeam: [Int32: [Int32]] = [:]
    /// Whether a row uses or excludes a team, so that teams without rows of their own differ.
    private(set) var usesTeams = false
    private var excludedTeams: Set<Int32> = []
    private var poolPrograms: [Int: [(program: ProgramStore.Program, next: ProgramStore.Program)]] = [:]
    private var commonPrograms: [Int32: ProgramStore.Program] = [:]

    /// - Parameter rows: the rows to consider, in order; jumps go to the next one considered.
    init(_ slice: Slice, side: Int, store: ProgramStore, rows: [RowForm]) {
        self.rows = rows
        self.slice = slice
        self.side = side
        self.store = store
        table = slice.space.sides[side]
        for (place, row) in rows.enumerated() {
            let index = Int32(place)
            if let when = row.when, !when.matches(slice.country, needs: slice.needs) { continue }
            if let unless = row.unless, unless.isOfRecipientOnly,
                unless.matches(slice.country, needs: slice.needs)
            {
                continue
            }
            if let teams = row.when?.teams {
                for team in teams { ofTeam[team, default: []].append(index) }
            } else {
                common.append(index)
            }
            if row.source == .team { usesTeams = true }
            if let teams = row.unless?.teams { excludedTeams.formUnion(teams) }
        }
    }

    /// Whether a team's program may differ from that of any other team without rows of its own.
    func isSpecial(_ team: Int32) -> Bool {
        usesTeams || ofTeam[team] != nil || excludedTeams.contains(team)
    }

    /// The program for messages whose team, as the `team` source finds it, is this; -1 for none.
    mutating func program(_ team: Int32) throws(AnalysisFailure) -> ProgramStore.Program {
        let key = isSpecial(team) ? team : -1
        if let known = commonPrograms[key] { return known }
        let places = ofTeam[team].map { merged(common, $0) } ?? common
        let program = try program(places, team)
        commonPrograms[key] = program
        return program
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

    /// From the last row to the first, so that a row knows what follows it and where it jumps.
    private mutating func program(_ places: [Int32], _ team: Int32) throws(AnalysisFailure) -> ProgramStore.Program {
        var starts = [ProgramStore.Program](repeating: 0, count: places.count)
        var next = try store.decision(.noSender, -1)
        let end = next
        for place in places.indices.reversed() {
            let row = rows[Int(places[place])]
            var failure = next
            switch row.ifUnusable {
            case .next: break
            case .reject: failure = -1 - row.label
            case .row(let target):
                // The first row considered at or after the one named.
                var later = place + 1
                while later < places.count, rows[Int(places[later])].index < target { later += 1 }
                failure = later < places.count ? starts[later] : end
            }
            let candidate = try candidate(row, team, next: next, failure: failure)
            next = try guarded(row, team, candidate, next: next)
            starts[place] = next
        }
        return next
    }

    /// The conditions of a row before what it does.
    private func guarded(
        _ row: RowForm, _ team: Int32, _ candidate: ProgramStore.Program, next: ProgramStore.Program
    ) throws(AnalysisFailure) -> ProgramStore.Program {
        var program = candidate
        if let unless = row.unless, unless.matches(slice.country, needs: slice.needs),
            unless.teams.map({ team >= 0 && $0.containsSorted(team) }) ?? true
        {
            program = try tests(unless, holds: next, fails: candidate)
        }
        guard let when = row.when else { return program }
        return try tests(when, holds: program, fails: next)
    }

    /// The tests of a condition whose country, needs and team match.
    private func tests(
        _ condition: ConditionForm, holds: ProgramStore.Program, fails: ProgramStore.Program
    ) throws(AnalysisFailure) -> ProgramStore.Program {
        var program = holds
        for (attribute, values) in condition.attributes {
            program = try store.test(.attribute, values, variable: attribute, yes: program, no: fails)
        }
        if let users = condition.users {
            program = try store.test(.users, UInt64(users), yes: program, no: fails)
        }
        if condition.purposes != 0 {
            program = try store.test(.purpose, UInt64(condition.purposes) << 1, yes: program, no: fails)
        }
        if condition.origins != 0 {
            program = try store.test(.origin, UInt64(condition.origins) << 1, yes: program, no: fails)
        }
        return program
    }

    /// What a row whose conditions hold does.
    private mutating func candidate(
        _ row: RowForm, _ team: Int32, next: ProgramStore.Program, failure: ProgramStore.Program
    ) throws(AnalysisFailure) -> ProgramStore.Program {
        switch row.source {
        case .conversation, .explicit, .firstUsed, .lastUsed:
            let input = row.source.openInput ?? 0
            let pass = try store.decision(.open(input), row.label)
            return try store.make(
                .init(
                    kind: .open, variable: UInt8(input), require: row.require, yes: pass, no: failure,
                    none: next))
        case .user:
            guard table.table.allowsUserNumbers else {
                switch table.table.organizationNumber {
                case .sender(let entry): return try literal(Int32(entry), row, failure: failure)
                case .unknown: return try failed(.unknownSender, row, failure)
                case nil: return next
                }
            }
            let pass = try store.decision(.own, row.label)
            return try store.make(
                .init(
                    kind: .own, require: row.require & Require.ofEntry, yes: pass, no: failure, none: next))
        case .countryDefault:
            guard let entry = slice.country.flatMap({ table.table.countryDefaults[$0] }) else { return next }
            return try literal(Int32(entry), row, .countryDefault, failure: failure)
        case .default:
            guard case .sender(let entry) = table.table.defaultSender else { return next }
            return try literal(Int32(entry), row, failure: failure)
        case .team:
            let entry = table.senderOfTeam(team, slice.country)
            return entry < 0 ? next : try literal(entry, row, .team, failure: failure)
        case .sender(let entry): return try literal(Int32(entry), row, failure: failure)
        case .best: return try best(row, next: next)
        case .pool(let pool): return try self.pool(pool, row, next: next)
        case .reject: return try store.decision(.rejectedByRule, row.label)
        }
    }

    private func failed(
        _ reason: RowResult, _ row: RowForm, _ failure: ProgramStore.Program
    ) throws(AnalysisFailure) -> ProgramStore.Program {
        failure < 0 ? try store.decision(.unusable(reason), row.label) : failure
    }

    /// An entry that does not depend on what is left to test, unless it must be the user's own.
    private func literal(
        _ entry: Int32, _ row: RowForm, _ symbol: Outcome? = nil, failure: ProgramStore.Program
    ) throws(AnalysisFailure) -> ProgramStore.Program {
        let failing = slice.failures(entry, side) & row.require
        if failing != 0 { return try failed(Require.reason(failing), row, failure) }
        let pass = try store.decision(symbol ?? .literal(table.numberOfEntry[Int(entry)]), row.label)
        let owners = table.owners[Int(entry)]
        guard row.require & Require.owned != 0, !owners.isEmpty else { return pass }
        // A user that this table doesn't declare is nobody here.
        let allowed = slice.space.ownersOrNobody(of: entry, side)
        return try store.test(.users, UInt64(allowed), yes: pass, no: try failed(.notOwned, row, failure))
    }

    private func best(_ row: RowForm, next: ProgramStore.Program) throws(AnalysisFailure) -> ProgramStore.Program {
        let require = row.require | Require.compliant
        let unowned = slice.bestUnowned(side, require)
        let rest =
            unowned < 0 ? next : try store.decision(.best(require), row.label)
        guard table.ownsMatter, let bit = slice.space.bestRequires.firstIndex(of: require) else { return rest }
        let own = try store.decision(.own, row.label)
        return try store.test(.wins, 0, variable: bit, yes: own, no: rest)
    }

    private mutating func pool(
        _ pool: Int, _ row: RowForm, next: ProgramStore.Program
    ) throws(AnalysisFailure) -> ProgramStore.Program {
        let key = row.index
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
                .users, UInt64(owners), yes: try narrowed(withOwn, pool, row, next: next), no: program)
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
                    .areaCode, UInt64(code), yes: try narrowed(local, rest, label), no: program)
            }
            return program
        }
    }
}
