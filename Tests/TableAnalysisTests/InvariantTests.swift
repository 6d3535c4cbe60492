import Evaluation
import NumberingPlan
import SenderModel
import TableAnalysis
import Testing

/// Invariants, against every message of random small tables.
@Suite struct InvariantTests {
    @Test func verdictsAreWhatEveryMessageShows() throws {
        var verdicts: [String: Int] = [:]
        try Seeds.forEach { try check($0, &verdicts) }
        #expect(verdicts.count >= 2, "\(verdicts)")
    }

    private func check(_ seed: UInt64, _ verdicts: inout [String: Int]) throws {
        var generator = RandomTables(seed: seed &+ 5_000_000)
        let table = generator.table()
        let enumeration = Enumeration(
            [table], reading: ["origin", "purpose", "needs", "user", "team", "brand"])
        guard enumeration.count <= Seeds.messageLimit else { return }
        let analysis = try TableAnalysis(table)
        let evaluator = Evaluator(table)
        for _ in 0..<4 {
            let invariant = generator.invariant(table)
            let verdict = try analysis.prove(invariant)
            var scratch = EvaluationScratch()
            var spoken = 0
            var broken: WitnessMessage?
            var guarding = table
            var guardRow = DecisionTable.Row(
                name: "for", source: .reject, require: [], ifUnusable: .next, at: "")
            guardRow.when = invariant.condition
            guarding.rows = [guardRow]
            let speaksOf = Evaluator(guarding)
            var other = EvaluationScratch()
            enumeration.forEach { message in
                guard speaksOf.decide(message.message, scratch: &other).reason == .rejectedByRule else { return }
                spoken += 1
                let decision = evaluator.decide(message.message, scratch: &scratch)
                if breaks(decision, invariant, table) { broken = message }
            }
            switch verdict {
            case .vacuous:
                #expect(spoken == 0, "seed \(seed) \(invariant)")
                verdicts["vacuous", default: 0] += 1
            case .proved:
                #expect(
                    broken == nil && (spoken > 0 || !enumeration.isWhole),
                    "seed \(seed) \(invariant) \(String(describing: broken?.pairs))")
                verdicts["proved", default: 0] += 1
            case .refuted(let message):
                let decision = evaluator.decide(message.message, scratch: &scratch)
                #expect(breaks(decision, invariant, table), "seed \(seed)")
                let isSpokenOf = speaksOf.decide(message.message, scratch: &other).reason == .rejectedByRule
                #expect(isSpokenOf, "seed \(seed)")
                verdicts["refuted", default: 0] += 1
            }
        }
    }

    /// As the contract says it.
    private func breaks(_ decision: Decision, _ invariant: Invariant, _ table: DecisionTable) -> Bool {
        let facts = invariant.facts
        let entry = decision.sender.map { table.inventory[$0] }
        var held: [Bool] = []
        if let outcomes = facts.outcomes { held.append(outcomes.contains(decision.outcome)) }
        let ofSent: [Bool?] = [
            facts.senders.map { $0.contains(decision.sender ?? -1) },
            facts.senderCountries.map { set in entry?.country.map { set.contains($0) } ?? false },
            facts.senderKinds.map { kinds in entry.map { kinds.contains($0.kind) } ?? false },
            facts.rows.map { $0.contains(decision.row ?? -1) },
        ]
        let asked = ofSent.compactMap { $0 }
        switch invariant.promise {
        case .always: return held.contains(false) || (entry != nil && asked.contains(false))
        case .never:
            if entry == nil, !asked.isEmpty { return false }
            if entry != nil { held += asked }
            return !held.isEmpty && !held.contains(false)
        }
    }
}

extension RandomTables {
    mutating func invariant(_ table: DecisionTable) -> Invariant {
        var facts = Invariant.Facts()
        for _ in 0..<random.pick([1, 1, 2]) {
            switch random.int(0...4) {
            case 0: facts.senders = Set(random.some(Array(table.inventory.indices), 1, 3))
            case 1: facts.senderCountries = CountrySet(random.some(Self.countries, 1, 4))
            case 2: facts.senderKinds = Set(random.some(SenderKind.allCases, 1, 3))
            case 3: facts.rows = Set(random.some(Array(table.rows.indices), 1, 3))
            default: facts.outcomes = [random.pick([.send, .reject])]
            }
        }
        return Invariant(
            random.chance(0.5) ? .always : .never, facts, for: random.chance(0.6) ? condition(table) : nil)
    }
}
