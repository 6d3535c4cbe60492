import Evaluation
import NumberingPlan
import SenderModel
import Testing

@testable import TableAnalysis

/// On random large tables, programs and regions decide random messages as the evaluator does.
@Suite struct LargeTableTests {
    @Test func regionsDecideAsTheEvaluatorDoes() throws {
        for seed in Seeds.all.prefix(max(2, Seeds.all.count / 20)) { try check(seed) }
    }

    private func check(_ seed: UInt64) throws {
        var generator = RandomTables(seed: seed &+ 6_000_000)
        let table = generator.largeTable()
        let symbolic = try SymbolicTable(table, .standard)
        let space = symbolic.space
        let evaluator = Evaluator(table)
        var scratch = EvaluationScratch()
        for _ in 0..<1_500 {
            let message = generator.message(table)
            let decision = evaluator.decide(message.message, scratch: &scratch)
            let country = NumberingPlan.facts(of: message.to).country
            let recipient = try #require(space.recipients.firstIndex { $0.countries.contains(country) })
            let needs = message.needs.isEmpty ? 1 : message.needs.bits
            let place = try #require(
                symbolic.slices.firstIndex { $0.recipientIndex == recipient && $0.needsClass.needs.contains(needs) })
            let slice = symbolic.slices[place]
            let user = message.user.flatMap { space.vocabulary.users.firstIndex(of: $0) }.map { Int32($0) } ?? -1
            let given = message.team.flatMap { space.vocabulary.teams.firstIndex(of: $0) }.map { Int32($0) } ?? -1
            let team = given >= 0 ? given : user >= 0 ? symbolic.side.teamOfUser[Int(user)] : -1
            // The one cell the message is in, and the regions of its program that hold it.
            let cells = symbolic.cells[place].filter {
                space.constraints.allows($0.teams, team) && (team >= 0 || space.constraints.allows($0.users, user))
            }
            #expect(cells.count == 1, "seed \(seed): \(message.pairs)")
            let cell = try #require(cells.first)
            let leaves = try symbolic.unroller.leaves(cell.program).filter {
                holds($0.region, message, slice, user)
            }
            #expect(leaves.count == 1, "seed \(seed): \(leaves.count) regions hold \(message.pairs)")
            let leaf = try #require(leaves.first)
            let row = symbolic.side.rows.first { $0.label == leaf.label }?.index
            #expect(row == decision.row, "seed \(seed): \(message.pairs)")
            if case .unusable(let reason) = symbolic.store.outcomes[Int(leaf.outcome)] {
                #expect(decision.detail == reason, "seed \(seed): \(message.pairs)")
            }
        }
    }

    private func holds(_ region: Region, _ message: WitnessMessage, _ slice: Slice, _ user: Int32) -> Bool {
        let space = slice.space
        for input in 0..<4 {
            var position = 0
            if let text = message[open: input] {
                position = space.vocabulary.referenceNumbers.known(text).map { slice.classOf(Int32($0), user) } ?? 1
            }
            if region[open: input] & 1 << OpenAlphabet.Mask(position) == 0 { return false }
        }
        let value = slice.userClass(user)
        guard region.userClasses & 1 << UserAlphabet.Mask(value.position) != 0,
            value.wins & region.wins == region.wins, value.wins & region.loses == 0,
            space.constraints.allows(region.users, user)
        else { return false }
        let areaCode = Int32(message.to.dropFirst().prefix(4)) ?? -1
        if !space.constraints.allows(region.areaCodes, areaCode) { return false }
        let origin = message.origin.map { 2 << UInt8($0.ordinal) } ?? UInt8(1)
        let purpose = message.purpose.map { 2 << UInt8($0.ordinal) } ?? UInt8(1)
        if region.origins & origin == 0 || region.purposes & purpose == 0 { return false }
        for (index, mask) in space.attributeSets.sets[Int(region.attributes)].enumerated() {
            let attribute = space.vocabulary.attributes[index]
            let given = message.attributes.first { $0.name == attribute.name }?.value
            let bit = given.flatMap { attribute.values.firstIndex(of: $0) }.map { UInt64(2) << UInt64($0) } ?? 1
            if mask & bit == 0 { return false }
        }
        return true
    }
}

extension RandomTables {
    /// Many of everything.
    mutating func largeTable() -> DecisionTable {
        var table = DecisionTable(tenant: "large")
        for index in 0..<120 {
            let codes = ["US": "+1415555", "CA": "+1416555", "GB": "+4474001", "DE": "+4915112", "SG": "+658123"]
            let country = random.pick(Self.countries)
            var entry = InventoryEntry(
                sender: "\(codes[country.code] ?? "")\(1000 + index)", kind: .longCode, country: country)
            fill(&entry)
            if random.chance(0.7) { entry.id = "s\(index)" }
            table.inventory.append(entry)
        }
        let entries = Array(table.inventory.indices)
        table.users = (0..<60).map { .init(name: "u\($0)", sender: random.chance(0.8) ? random.pick(entries) : nil) }
        for index in 0..<20 {
            var team = DecisionTable.Team(name: "t\(index)", sender: random.chance(0.8) ? random.pick(entries) : nil)
            for country in random.some(Self.countries, 0, 3) { team.countries[country] = random.pick(entries) }
            team.members = random.some(table.users.map(\.name), 0, 6)
            table.teams.append(team)
        }
        for name in ["p", "q", "r"] {
            var prefer = random.some([PoolPreference.areaCode, .country], 0, 2)
            if random.chance(0.6) { prefer.append(.hash) }
            table.pools.append(.init(name: name, senders: random.some(entries, 5, 12), prefer: prefer))
        }
        table.defaultSender = .sender(random.pick(entries))
        for country in Self.countries where random.chance(0.7) { table.countryDefaults[country] = random.pick(entries) }
        for country in Self.countries where random.chance(0.7) {
            table.countryRules[country] = CountryRule()
            for column in CountryColumn.allCases {
                table.countryRules[country]?[column] = random.pick([.yes, .yes, .no, .unknown])
            }
        }
        table.attributes = [.init(name: "brand", values: ["acme", "zenith"])]
        table.rows = (0..<60).map { row(table, $0) }
        for index in table.rows.indices where table.rows[index].when == nil && random.chance(0.85) {
            table.rows[index].when = condition(table)
        }
        jumps(&table.rows)
        return table
    }

    /// One message, which may say anything.
    mutating func message(_ table: DecisionTable) -> WitnessMessage {
        let country = random.chance(0.85) ? random.pick(Self.countries) : random.pick([Country("FR"), nil])
        var message = WitnessMessage(
            to: NumberingPlan.recipients(in: country).number(at: random.int(0...2_000)))
        message.needs = MemberSet(bits: UInt8(random.int(0...7)))
        if random.chance(0.6) { message.user = "u\(random.int(0...64))" }
        if random.chance(0.6) { message.team = "t\(random.int(0...21))" }
        if random.chance(0.6) { message.origin = random.pick(Origin.allCases) }
        if random.chance(0.6) { message.purpose = random.pick(Purpose.allCases) }
        if random.chance(0.6) {
            message.attributes = [.init(name: "brand", value: random.pick(["acme", "zenith", "?"]))]
        }
        for input in 0..<4 where random.chance(0.4) {
            let entry = random.pick(table.inventory)
            message[open: input] = random.pick([entry.id ?? entry.sender, entry.sender, "unknown"])
        }
        return message
    }
}
