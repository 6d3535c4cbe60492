import SenderModel
import TestSupport

/// Draws that a seed repeats on any machine.
struct SeededGenerator: RandomNumberGenerator {
    private var numbers: SplitMix64

    init(_ seed: UInt64) { numbers = SplitMix64(state: seed &* 0x9E37_79B9_7F4A_7C15 &+ 0x1234_5678) }

    mutating func next() -> UInt64 { numbers.next() }

    mutating func chance(_ p: Double) -> Bool { Double.random(in: 0..<1, using: &self) < p }
    mutating func int(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }
    mutating func pick<T>(_ values: [T]) -> T { values[int(0...values.count - 1)] }
    mutating func some<T>(_ values: [T], _ least: Int, _ most: Int) -> [T] {
        Array(values.shuffled(using: &self).prefix(int(min(least, values.count)...min(most, values.count))))
    }
}

/// Random small tables, as nasty as the contract allows: few of everything, so that things collide.
struct RandomTables {
    var random: SeededGenerator

    init(seed: UInt64) { random = SeededGenerator(seed) }

    static let countries = ["US", "CA", "GB", "DE", "SG"].compactMap { Country($0) }
    static let numbers: [(String, String, SenderKind)] = [
        ("+14155550123", "US", .longCode), ("+12125550147", "US", .longCode), ("+14165551234", "CA", .longCode),
        ("+447400123456", "GB", .longCode), ("+4915112345678", "DE", .longCode), ("+18005551234", "US", .tollFree),
        ("88022", "US", .shortCode), ("88022", "CA", .shortCode), ("88022", "GB", .shortCode),
        ("12345", "DE", .shortCode), ("+6581234567", "SG", .longCode),
    ]

    mutating func table() -> DecisionTable {
        var table = DecisionTable(tenant: "acme")
        table.inventory = inventory()
        let entries = Array(table.inventory.indices)
        let userCount = random.pick([0, 0, 1, 2, 3])
        table.users = ["jane", "ali", "bob"].prefix(userCount).map { .init(name: $0) }
        for index in table.users.indices where random.chance(0.75) { table.users[index].sender = random.pick(entries) }
        table.allowsUserNumbers = random.chance(0.85)
        if random.chance(0.5) {
            table.organizationNumber = random.chance(0.8) ? .sender(random.pick(entries)) : .unknown("+15005550099")
        }
        for name in ["sales", "help"].prefix(random.pick([0, 0, 1, 2])) {
            var team = DecisionTable.Team(name: name)
            if random.chance(0.7) { team.sender = random.pick(entries) }
            if random.chance(0.4) { team.countries = [random.pick(Self.countries): random.pick(entries)] }
            team.members = random.some(table.users.map(\.name), 0, 2)
            team.inbound = Set([team.sender].compactMap { $0 } + team.countries.values).sorted()
            table.teams.append(team)
        }
        for name in ["p", "q"].prefix(random.pick([0, 0, 1, 2])) {
            var prefer = random.some([PoolPreference.areaCode, .country], 0, 2)
            if random.chance(0.6) { prefer.append(.hash) }
            table.pools.append(.init(name: name, senders: random.some(entries, 1, 4), prefer: prefer))
        }
        switch random.int(0...3) {
        case 0: table.defaultSender = .none
        case 1: break
        default: table.defaultSender = .sender(random.pick(entries))
        }
        for country in random.some(Self.countries, 0, 2) { table.countryDefaults[country] = random.pick(entries) }
        if random.chance(0.3) { table.unknownCompliance = .reject }
        for country in random.some(Self.countries, 1, 4) {
            var rule = CountryRule()
            for column in CountryColumn.allCases {
                let answers: [CountryAnswer] =
                    column == .alphanumeric ? [.yes, .registration, .no, .unknown] : [.yes, .yes, .no, .unknown]
                rule[column] = random.pick(answers)
            }
            table.countryRules[country] = rule
        }
        if random.chance(0.4) {
            table.attributes = [.init(name: "brand", values: ["acme", "zenith"])]
        }
        table.require = random.chance(0.6) ? [.assigned, .active, .capable] : require()
        table.rows = rows(table)
        return table
    }

    mutating func entry(_ number: (String, String, SenderKind)) -> InventoryEntry {
        var entry = InventoryEntry(sender: number.0, kind: number.2, country: Country(number.1))
        fill(&entry)
        return entry
    }

    mutating func fill(_ entry: inout InventoryEntry) {
        entry.capabilities = random.pick([[.sms], [.sms], [.sms, .mms], [.voice], [.sms, .mms]])
        entry.status = random.chance(0.75) ? .active : .suspended
        entry.isAssigned = random.chance(0.85)
        entry.isShared = random.chance(0.2)
        entry.trust = random.pick([0, 0, 1])
        entry.purchased = random.pick([nil, "2025-03-01", "2026-01-01"])
        if random.chance(0.3) { entry.registeredIn = CountrySet(random.some(Self.countries, 0, 2)) }
    }

    private mutating func inventory() -> [InventoryEntry] {
        var entries = random.some(Self.numbers, 1, 4).map { entry($0) }
        if random.chance(0.4) {
            var alphanumeric = InventoryEntry(sender: "ACME", kind: .alphanumeric)
            fill(&alphanumeric)
            entries.append(alphanumeric)
        }
        var ids = ["support", "main", "x", "y", "z"]
        for index in entries.indices where random.chance(0.4) { entries[index].id = ids.removeFirst() }
        return entries
    }

    mutating func require() -> MemberSet<Requirement> {
        MemberSet(random.some(Requirement.allCases, 0, 5))
    }

    mutating func condition(_ table: DecisionTable) -> DecisionTable.Condition {
        var condition = DecisionTable.Condition()
        for _ in 0..<random.pick([1, 1, 2]) {
            switch random.int(0...6) {
            case 0: condition.countries = CountrySet(random.some(Self.countries, 1, 3))
            case 1 where !table.teams.isEmpty: condition.teams = random.some(table.teams.map(\.name), 1, 2)
            case 2 where !table.users.isEmpty: condition.users = random.some(table.users.map(\.name), 1, 2)
            case 3: condition.origins = MemberSet(random.some(Origin.allCases, 1, 3))
            case 4: condition.purposes = MemberSet(random.some(Purpose.allCases, 1, 2))
            case 5: condition.needs = MemberSet(random.some(Need.allCases, 1, 2))
            case 6 where !table.attributes.isEmpty:
                condition.attributes = [.init(name: "brand", values: random.some(["acme", "zenith"], 1, 2))]
            default: break
            }
        }
        if condition == DecisionTable.Condition() { condition.countries = CountrySet([random.pick(Self.countries)]) }
        return condition
    }

    mutating func row(_ table: DecisionTable, _ index: Int) -> DecisionTable.Row {
        let sources: [DecisionTable.Source] = [
            .conversation, .conversation, .explicit, .user, .user, .firstUsed, .countryDefault, .default, .team, .best,
            .best, .sender(random.int(0...table.inventory.count - 1)),
            .sender(random.int(0...table.inventory.count - 1)),
            table.pools.isEmpty ? .best : .pool(random.int(0...table.pools.count - 1)),
            table.pools.isEmpty ? .user : .pool(random.int(0...table.pools.count - 1)),
            random.chance(0.3) ? .reject : .default,
        ]
        let source = random.pick(sources)
        var row = DecisionTable.Row(
            name: "r\(index)", source: source, require: table.require, ifUnusable: .next,
            at: "order.yaml:\(index + 3):5")
        if random.chance(0.45) { row.when = condition(table) }
        if random.chance(0.12) { row.unless = condition(table) }
        if random.chance(0.25) { row.require = require() }
        return row
    }

    mutating func rows(_ table: DecisionTable) -> [DecisionTable.Row] {
        var rows = (0..<random.int(1...7)).map { row(table, $0) }
        jumps(&rows)
        return rows
    }

    mutating func jumps(_ rows: inout [DecisionTable.Row]) {
        for index in rows.indices {
            switch rows[index].source {
            case .best, .pool, .reject: rows[index].ifUnusable = .next
            default:
                if case .row(let target) = rows[index].ifUnusable, target > index, target < rows.count { continue }
                rows[index].ifUnusable = .next
                guard random.chance(0.45) else { continue }
                rows[index].ifUnusable =
                    random.chance(0.5) || index + 1 >= rows.count
                    ? .reject : .row(random.int(index + 1...rows.count - 1))
            }
        }
    }
}
