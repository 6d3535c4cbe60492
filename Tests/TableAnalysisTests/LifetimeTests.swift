import SenderModel
import Testing

@testable import TableAnalysis

/// An analysis is made of parts that know each other: none may outlive it, as a linter makes one for each tenant.
@Suite struct LifetimeTests {
    @Test func nothingOutlivesAnAnalysis() throws {
        for seed in UInt64(0)..<40 {
            var generator = RandomTables(seed: seed &+ 9_000_000)
            let old = generator.table()
            let new = generator.edited(old)
            weak var space: AnalysisSpace?
            weak var store: ProgramStore?
            do {
                let analysis = try TableAnalysis(old)
                _ = try analysis.rowFindings()
                _ = try analysis.senderFindings()
                _ = try analysis.gap()
                (space, store) = (analysis.symbolic.space, analysis.symbolic.store)
                #expect(space != nil && store != nil)
            }
            #expect(space == nil && store == nil, "seed \(seed)")
            do {
                let search = try DifferenceSearch(old, new, .standard)
                _ = try TableDifference(search, old, new)
                space = search.space
                #expect(space != nil)
            }
            #expect(space == nil, "seed \(seed)")
        }
    }
}
