import Evaluation
import NumberingPlan
import SenderModel
import TableAnalysis
import Testing

/// Gaps, against every message of random small tables.
@Suite struct GapTests {
    @Test func gapsAreWhatEveryMessageShows() throws {
        var found = 0
        try Seeds.forEach { if try check($0) { found += 1 } }
        #expect(found > 0)
    }

    private func check(_ seed: UInt64) throws -> Bool {
        var generator = RandomTables(seed: seed &+ 2_000_000)
        let table = generator.table()
        let enumeration = Enumeration([table], reading: ["needs", "user"])
        guard enumeration.count <= Seeds.messageLimit else { return false }
        let gap = try TableAnalysis(table).gap()
        let hasGap = try TableAnalysis(table).hasGap()
        #expect(hasGap == (gap != nil), "seed \(seed)")
        let evaluator = Evaluator(table)
        var available = Availability(table)
        var scratch = EvaluationScratch()
        var messages: [WitnessMessage] = []
        enumeration.forEach { message in
            guard evaluator.decide(message.message, scratch: &scratch).reason == .noSender else { return }
            if available.hasSender(message) { messages.append(message) }
        }
        guard let gap else {
            #expect(messages.isEmpty, "seed \(seed): \(messages[0].pairs)")
            return false
        }
        #expect(!messages.isEmpty || !enumeration.isWhole, "seed \(seed): there is none")
        let membership = ClassMembership([table])
        for message in messages {
            #expect(membership.contains(gap.common, message), "seed \(seed): \(message.pairs) not in \(gap.common)")
        }
        #expect(membership.contains(gap.common, gap.example), "seed \(seed)")
        let hasSender = available.hasSender(gap.example)
        #expect(hasSender, "seed \(seed)")
        guard enumeration.isWhole else { return true }
        // Every value of the class is some gap's.
        if let countries = gap.common.countries {
            for country in countries where country == nil || RandomTables.countries.contains(where: { $0 == country }) {
                #expect(
                    messages.contains { NumberingPlan.facts(of: $0.to).country == country },
                    "seed \(seed) \(String(describing: country))")
            }
        }
        for needs in gap.common.needs ?? [] {
            #expect(messages.contains { $0.needs == needs }, "seed \(seed) \(needs)")
        }
        for origin in gap.common.origins ?? [] { #expect(messages.contains { $0.origin == origin }, "seed \(seed)") }
        for purpose in gap.common.purposes ?? [] {
            #expect(messages.contains { $0.purpose == purpose }, "seed \(seed)")
        }
        for user in enumeration.users where gap.common.users?.contains(user) ?? true {
            #expect(messages.contains { $0.user == user }, "seed \(seed) user \(user ?? "none")")
        }
        for team in enumeration.teams where gap.common.teams?.contains(team) ?? true {
            #expect(messages.contains { $0.team == team }, "seed \(seed) team \(team ?? "none")")
        }
        return true
    }
}

/// Whether a message has an entry usable under the order's `require` that is not another user's: asked of the evaluator,
/// rule by rule.
struct Availability {
    private let evaluators: [Evaluator]
    private let table: DecisionTable
    private var scratches: [EvaluationScratch]

    init(_ table: DecisionTable) {
        self.table = table
        evaluators = table.inventory.indices.map { entry in
            var single = table
            single.rows = [
                .init(name: "only", source: .sender(entry), require: table.require, ifUnusable: .next, at: "")
            ]
            return Evaluator(single)
        }
        scratches = evaluators.map { _ in EvaluationScratch() }
    }

    mutating func hasSender(_ message: WitnessMessage) -> Bool {
        evaluators.indices.contains { entry in
            let owners = table.allowsUserNumbers ? table.users.filter { $0.sender == entry }.map(\.name) : []
            if !owners.isEmpty, !owners.contains(message.user ?? "") { return false }
            return evaluators[entry].decide(message.message, scratch: &scratches[entry]).outcome == .send
        }
    }
}
