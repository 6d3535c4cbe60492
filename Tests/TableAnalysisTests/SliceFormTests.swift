import SenderModel
import Testing

@testable import TableAnalysis

/// Slices of one form share their programs: the random tables that every message is tried on must have some, in tables
/// of each kind of rule that programs depend on.
@Suite struct SliceFormTests {
    @Test func randomTablesHaveSlicesOfOneForm() throws {
        var counts: [String: Int] = [:]
        for seed in UInt64(0)..<300 {
            var generator = RandomTables(seed: seed &+ 2_000_000)
            let table = generator.table()
            let symbolic = try TableAnalysis(table).symbolic
            for place in symbolic.slices.indices where symbolic.firstsAlike[place] < place {
                let isDefault = symbolic.side.countryDefault(symbolic.slices[place].country) >= 0
                counts[isDefault ? "default" : "none", default: 0] += 1
                for row in symbolic.side.rows { counts["\(row.source)".prefix { $0 != "(" } + "", default: 0] += 1 }
            }
        }
        for kind in ["default", "none", "countryDefault", "team", "best", "conversation", "sender", "user"] {
            #expect(counts[kind, default: 0] > 20, "\(kind): \(counts)")
        }
    }
}
