import NumberingPlan
import SenderModel
import Testing

@testable import TableAnalysis

/// Differences of tables as large tenants have them, by edits that change much, against random messages: what is joined,
/// kept and summed up in the middle of a search must not lose a message.
@Suite struct LargeDifferenceTests {
    @Test(arguments: [25, 60, 150, 400, 10_000])
    func classesHoldExactlyTheMessagesThatChange(limit: Int) throws {
        var (changed, alike, varied, told, stopped) = (0, 0, 0, 0, 0)
        for seed in Seeds.all.prefix(max(3, Seeds.all.count / 20)) {
            var generator = RandomTables(seed: seed &+ 8_000_000)
            let old = generator.tenant()
            for edit in TenantEdit.allCases {
                let new = generator.edited(old, edit)
                guard let difference = try difference(old, new, limit) else {
                    stopped += 1
                    continue
                }
                told += 1
                if difference.classes.contains(where: { $0.before.isVaried || $0.after.isVaried }) { varied += 1 }
                var claims = Claims(difference, old, new, seed)
                claims.checkExamples()
                for _ in 0..<400 {
                    let message = generator.message(old, about: old.defaultEntry)
                    claims.check(message)
                    if claims.pair.differ(message) { changed += 1 } else { alike += 1 }
                }
            }
        }
        // Each edit changes what some of its 400 messages get, and how many edits fit a small limit goes by the seeds.
        #expect(
            told > 0 && changed > 60 * told && alike > 60 * told,
            "\(changed) changed, \(alike) alike, \(told) told, \(stopped) stopped")
        #expect(limit == 10_000 ? stopped == 0 : varied > 0, "\(varied) summed up, \(stopped) stopped")
    }
}

extension LargeDifferenceTests {
    /// Nil where it is more than is told.
    private func difference(_ old: DecisionTable, _ new: DecisionTable, _ limit: Int) throws -> TableDifference? {
        do {
            return try TableDifference(from: old, to: new, budget: AnalysisBudget(changedRegions: limit))
        } catch AnalysisFailure.budgetExceeded {
            return nil
        }
    }
}

/// Edits that change what many messages get.
private enum TenantEdit: CaseIterable {
    case suspend, explicit, both
}

extension DecisionTable {
    fileprivate var defaultEntry: Int { if case .sender(let entry) = defaultSender { entry } else { 0 } }
}

extension RandomTables {
    private static let places = [
        "US", "CA", "GB", "DE", "SG", "FR", "IN", "AU", "BR", "MX", "AT", "BE", "CH", "CL", "CZ",
    ]
    .compactMap { Country($0) }

    /// Many countries, needs, teams and users that rules tell apart, behind the thread's own number.
    fileprivate mutating func tenant() -> DecisionTable {
        var table = DecisionTable(tenant: "large")
        for index in 0..<90 {
            let country = random.pick(Self.places)
            var entry = InventoryEntry(
                sender: NumberingPlan.recipients(in: country).number(at: 3_000 + index), kind: .longCode,
                country: country)
            entry.id = "s\(index)"
            entry.capabilities = random.pick([[.sms], [.sms, .mms]])
            entry.trust = random.int(0...3)
            table.inventory.append(entry)
        }
        let own = Array(0..<40)
        let rest = Array(40..<90)
        table.users = own.map { .init(name: "u\($0)", sender: random.chance(0.8) ? $0 : nil) }
        for index in 0..<8 {
            var team = DecisionTable.Team(name: "t\(index)", sender: random.pick(rest))
            team.members = (index * 5..<index * 5 + 4).map { "u\($0)" }
            table.teams.append(team)
        }
        table.defaultSender = .sender(random.pick(rest))
        for country in Self.places where random.chance(0.8) { table.countryDefaults[country] = random.pick(rest) }
        let require: MemberSet<Requirement> = [.assigned, .active, .capable, .compliant]
        func row(
            _ name: String, _ source: DecisionTable.Source, _ when: DecisionTable.Condition? = nil,
            _ ifUnusable: DecisionTable.OnUnusable = .next
        ) -> DecisionTable.Row {
            .init(name: name, source: source, when: when, require: require, ifUnusable: ifUnusable, at: "")
        }
        table.rows = [row("conversation", .conversation), row("explicit", .explicit, nil, .reject)]
        for index in 0..<50 {
            var when = DecisionTable.Condition()
            if random.chance(0.8) { when.countries = CountrySet(random.some(Self.places, 1, 4)) }
            if random.chance(0.4) { when.teams = ["t\(random.int(0...7))"] }
            if random.chance(0.2) { when.needs = random.pick([[.mms], [.reply]]) }
            if random.chance(0.2) { when.purposes = random.pick([[.otp], [.marketing, .transactional]]) }
            let source: DecisionTable.Source = random.pick([
                .sender(random.pick(rest)), .sender(random.pick(rest)), .user, .team, .countryDefault, .lastUsed,
            ])
            table.rows.append(row("r\(index)", source, when, random.chance(0.15) ? .reject : .next))
        }
        table.rows += [
            row("user", .user), row("country", .countryDefault), row("best", .best), row("default", .default),
        ]
        return table
    }

    fileprivate mutating func edited(_ table: DecisionTable, _ edit: TenantEdit) -> DecisionTable {
        var table = table
        if edit != .explicit { table.inventory[table.defaultEntry].status = .suspended }
        if edit != .suspend { table.rows[1].ifUnusable = .next }
        return table
    }

    /// A message that often gives one sender, or none there is.
    fileprivate mutating func message(_ table: DecisionTable, about entry: Int) -> WitnessMessage {
        let country = random.chance(0.9) ? random.pick(Self.places) : random.pick([Country("NZ"), nil])
        var message = WitnessMessage(to: NumberingPlan.recipients(in: country).number(at: random.int(0...500)))
        message.needs = MemberSet(bits: UInt8(random.int(0...7)))
        if random.chance(0.6) { message.user = "u\(random.int(0...42))" }
        if random.chance(0.6) { message.team = "t\(random.int(0...8))" }
        if random.chance(0.5) { message.purpose = random.pick(Purpose.allCases) }
        for input in 0..<4 where random.chance(0.5) {
            let other = random.pick(table.inventory)
            message[open: input] = random.pick([
                table.inventory[entry].sender, table.inventory[entry].id ?? "", other.sender, "unknown",
            ])
        }
        return message
    }
}
