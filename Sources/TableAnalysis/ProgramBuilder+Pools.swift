internal import SenderModel

/// Pools: usable members narrowed by the pool's criteria, as far as a slice decides them.
extension ProgramBuilder {
    func pool(
        _ pool: Int, _ row: RowForm, next: ProgramStore.Program
    ) throws(AnalysisFailure) -> ProgramStore.Program {
        if let known = poolPrograms[row.label]?.first(where: { $0.next == next || $0.next == nil }) {
            return known.program
        }
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
        poolPrograms[row.label, default: []].append((program, unowned.isEmpty ? next : nil))
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
