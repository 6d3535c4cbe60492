import SenderModel
import Testing

@testable import TableAnalysis

/// Differences of two tables, against every message of random small ones.
@Suite struct DifferenceTests {
    @Test func classesHoldExactlyTheMessagesThatChange() throws {
        var (empty, full) = (0, 0)
        try Seeds.forEach { seed in
            guard let classes = try check(seed) else { return }
            if classes.isEmpty { empty += 1 } else { full += 1 }
            #expect(!classes.contains { $0.before.isVaried || $0.after.isVaried })
        }
        #expect(empty > 0 && full > empty / 4, "\(empty) without, \(full) with differences")
    }

    /// Where decisions of one table are summarized, which messages change is exact all the same.
    @Test(arguments: SummarizedDecisions.Level.allCases)
    func summariesHoldExactlyTheMessagesThatChange(level: SummarizedDecisions.Level) throws {
        var (told, senders, anything) = (0, 0, 0)
        try Seeds.forEach { seed in
            guard let classes = try check(seed, always: level), !classes.isEmpty else { return }
            let outcomes = classes.flatMap { [$0.before, $0.after] }
            if outcomes.contains(.varies) { anything += 1 }
            if outcomes.contains(.send(.varies)) { senders += 1 }
            if !outcomes.contains(where: \.isVaried) { told += 1 }
        }
        #expect(senders > 0 && told > 0 && (anything > 0) == (level != .sender), "\(told) \(senders) \(anything)")
    }

    /// Where there is more than is kept, less is told in the middle of a search, or it begins anew.
    @Test(arguments: [1, 2, 3])
    func whatIsFoldedInPassingHoldsExactlyTheMessagesThatChange(limit: Int) throws {
        var (told, varied, stopped) = (0, 0, 0)
        try Seeds.forEach { seed in
            do {
                guard let classes = try check(seed, budget: AnalysisBudget(changedRegions: limit)), !classes.isEmpty
                else { return }
                let isVaried = classes.contains { $0.before.isVaried || $0.after.isVaried }
                if isVaried { varied += 1 } else { told += 1 }
            } catch AnalysisFailure.budgetExceeded {
                stopped += 1
            }
        }
        #expect(varied > 0 && told > 0, "\(told) told, \(varied) summed up, \(stopped) stopped")
    }

    private func check(
        _ seed: UInt64, always: SummarizedDecisions.Level? = nil, budget: AnalysisBudget = .standard
    ) throws -> [TableDifference.ChangedClass]? {
        var generator = RandomTables(seed: seed &+ 4_000_000)
        let old = generator.table()
        let new = generator.edited(old)
        let enumeration = Enumeration([old, new], ids: true)
        guard enumeration.count <= Seeds.messageLimit / 2 else { return nil }
        let search = try DifferenceSearch(old, new, budget, always: always)
        let difference = try TableDifference(search, old, new)
        var claims = Claims(difference, old, new, seed)
        claims.checkExamples()
        for message in claims.pair.inbound { claims.check(message) }
        enumeration.forEach { claims.check($0) }
        let areEqual = try TableAnalysis(old).digest() == TableAnalysis(new).digest()
        #expect(areEqual == difference.classes.isEmpty, "seed \(seed): the digest says otherwise")
        return difference.classes
    }
}
