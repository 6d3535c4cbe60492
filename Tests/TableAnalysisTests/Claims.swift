import Evaluation
import SenderModel
import TableAnalysis
import Testing

/// What a difference says, against what both tables decide.
struct Claims {
    let difference: TableDifference
    let classes: [MessageClass]
    let membership: ClassMembership
    var pair: TablePair
    let seed: UInt64

    init(_ difference: TableDifference, _ old: DecisionTable, _ new: DecisionTable, _ seed: UInt64) {
        self.difference = difference
        self.seed = seed
        classes = difference.classes.map(\.messages)
        membership = ClassMembership([old, new])
        pair = TablePair(old, new)
    }

    mutating func checkExamples() {
        for (index, changed) in difference.classes.enumerated() {
            let differs = pair.differ(changed.example)
            #expect(differs, "seed \(seed) class \(index)")
            #expect(
                membership.containing(classes, changed.example) == [index], "seed \(seed) class \(index): \(changed)")
        }
    }

    mutating func check(_ message: WitnessMessage) {
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
                case .varies: true
                }
            #expect(isAsTold, "seed \(seed): \(outcome) for \(message.pairs), not \(decisions[side])")
        }
    }
}
