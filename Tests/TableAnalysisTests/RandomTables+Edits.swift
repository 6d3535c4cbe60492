import SenderModel

/// One or a few edits of a table, of every kind people make; some of which change nothing.
extension RandomTables {
    mutating func edited(_ table: DecisionTable) -> DecisionTable {
        var table = table
        for _ in 0..<random.pick([1, 1, 1, 2, 4]) { edit(&table) }
        return table
    }

    private mutating func edit(_ table: inout DecisionTable) {
        let entry = random.int(0...table.inventory.count - 1)
        let row = random.int(0...table.rows.count - 1)
        switch random.int(0...21) {
        case 0: table.inventory[entry].status = table.inventory[entry].status == .active ? .suspended : .active
        case 1: table.inventory[entry].isAssigned.toggle()
        case 2: table.inventory[entry].capabilities = random.pick([[.sms], [.sms, .mms], [.voice]])
        case 3: table.inventory[entry].id = random.pick([nil, "renamed", table.inventory[entry].id])
        case 4: addEntry(&table)
        case 5 where !table.users.isEmpty:
            table.users[random.int(0...table.users.count - 1)].sender = random.chance(0.3) ? nil : entry
        case 6:
            if !table.users.contains(where: { $0.name == "new" }) {
                table.users.append(.init(name: "new", sender: random.chance(0.5) ? nil : entry))
            }
        case 7 where !table.teams.isEmpty:
            let team = random.int(0...table.teams.count - 1)
            table.teams[team].sender = random.chance(0.3) ? nil : entry
            table.teams[team].inbound = Set(
                [table.teams[team].sender].compactMap { $0 } + table.teams[team].countries.values
            ).sorted()
        case 8 where !table.teams.isEmpty:
            table.teams[random.int(0...table.teams.count - 1)].members = random.some(table.users.map(\.name), 0, 2)
        case 9: table.defaultSender = random.pick([.absent, .none, .sender(entry)])
        case 10: table.countryDefaults[random.pick(Self.countries)] = random.chance(0.3) ? nil : entry
        case 11 where table.rows.count > 1:
            table = table.keeping(table.rows.indices.filter { $0 != row })
        case 12 where row + 1 < table.rows.count:
            table.rows.swapAt(row, row + 1)
            jumps(&table.rows)
        case 13:
            table.rows.append(self.row(table, table.rows.count + 20))
            jumps(&table.rows)
        case 14: table.rows[row].require = require()
        case 15:
            switch table.rows[row].source {
            case .best, .pool, .reject: break
            default: table.rows[row].ifUnusable = random.pick([.next, .reject])
            }
        case 16: table.rows[row].name += "-renamed"
        case 17:
            let country = random.pick(Self.countries)
            var rule = table.rule(for: country)
            rule[random.pick(CountryColumn.allCases)] = random.pick([.yes, .no, .unknown])
            table.countryRules[country] = rule
        case 18 where !table.pools.isEmpty:
            let pool = random.int(0...table.pools.count - 1)
            table.pools[pool].senders = random.some(Array(table.inventory.indices), 1, 4)
        case 19: table.unknownCompliance = table.unknownCompliance == .allow ? .reject : .allow
        case 20: table.rows[row].when = random.chance(0.3) ? nil : condition(table)
        default: table.rows[row].unless = random.chance(0.5) ? nil : condition(table)
        }
    }

    private mutating func addEntry(_ table: inout DecisionTable) {
        let free = Self.numbers.filter { number in
            !table.inventory.contains { $0.sender == number.0 && $0.country?.code == number.1 }
        }
        guard !free.isEmpty else { return }
        table.inventory.append(entry(random.pick(free)))
    }
}
