import Evaluation
import SenderModel
import TableAnalysis
import Testing

/// Differences of two tables, against every message of random small ones.
@Suite struct DifferenceTests {
    @Test func classesHoldExactlyTheMessagesThatChange() throws {
        var (empty, full) = (0, 0)
        try Seeds.forEach { seed in
            guard let isEmpty = try check(seed) else { return }
            if isEmpty { empty += 1 } else { full += 1 }
        }
        #expect(empty > 0 && full > empty / 4, "\(empty) without, \(full) with differences")
    }

    private func check(_ seed: UInt64) throws -> Bool? {
        var generator = RandomTables(seed: seed &+ 4_000_000)
        let old = generator.table()
        let new = generator.edited(old)
        let enumeration = Enumeration([old, new], ids: true)
        guard enumeration.count <= Seeds.messageLimit / 2 else { return nil }
        let difference = try TableDifference(from: old, to: new)
        let classes = difference.classes.map(\.messages)
        let membership = ClassMembership([old, new])
        var pair = TablePair(old, new)
        for (index, changed) in difference.classes.enumerated() {
            let differs = pair.differ(changed.example)
            #expect(differs, "seed \(seed) class \(index)")
            #expect(
                membership.containing(classes, changed.example) == [index], "seed \(seed) class \(index): \(changed)")
        }
        func check(_ message: WitnessMessage) {
            let decisions = pair.decide(message)
            let containing = membership.containing(classes, message)
            if containing.isEmpty {
                #expect(decisions[0] == decisions[1], "seed \(seed) misses \(message.pairs)")
                return
            }
            guard containing.count == 1 else {
                Issue.record("seed \(seed): classes \(containing) hold \(message.pairs)")
                return
            }
            let changed = difference.classes[containing[0]]
            if !changed.isPartial {
                #expect(decisions[0] != decisions[1], "seed \(seed) invents \(message.pairs)")
            }
            for (side, outcome) in [changed.before, changed.after].enumerated() {
                let isAsTold =
                    switch outcome {
                    case .reject(let reason, let detail):
                        decisions[side].reason == reason && decisions[side].detail == detail
                    case .route(let user, let team): decisions[side].user == user && decisions[side].team == team
                    case .send:
                        decisions[side].outcome == .send
                            && (membership.sender(outcome, side, message).map { $0 == decisions[side].sender } ?? true)
                    }
                #expect(isAsTold, "seed \(seed): \(outcome) for \(message.pairs), not \(decisions[side])")
            }
        }
        for message in pair.inbound { check(message) }
        enumeration.forEach(check)
        let areEqual = try TableAnalysis(old).digest() == TableAnalysis(new).digest()
        #expect(areEqual == difference.classes.isEmpty, "seed \(seed): the digest says otherwise")
        return difference.classes.isEmpty
    }
}
