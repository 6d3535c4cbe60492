internal import SenderModel

/// What the rows of a table do in a slice.
extension ProgramBuilder {
    /// What a row does here, as far as that doesn't depend on what follows it.
    func step(_ row: RowForm) throws(AnalysisFailure) -> RowStep {
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
            let entry = table.countryDefault(slice.country)
            if entry >= 0 { try literal(entry, row, .countryDefault, &step) }
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
    func slow(
        _ row: RowForm, _ team: Int32, next: ProgramStore.Program, failure: ProgramStore.Program
    ) throws(AnalysisFailure) -> ProgramStore.Program {
        switch row.source {
        case .pool(let pool): return try self.pool(pool, row, next: next)
        case .team:
            let entry = table.senderOfTeam(team, slice.country)
            return entry < 0 ? next : try owned(entry, row, .team, failure)
        case .countryDefault:
            return try owned(table.countryDefault(slice.country), row, .countryDefault, failure)
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
}
