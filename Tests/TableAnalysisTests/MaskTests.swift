import Evaluation
import SenderModel
import TableAnalysis
import Testing

/// Why rows decide nothing, against every message and every set of earlier rows of random small tables.
@Suite struct MaskTests {
    @Test func reasonsAreThoseEveryMessageShows() throws {
        var reasons: [String: Int] = [:]
        try Seeds.forEach { try check($0, &reasons) }
        #expect(reasons.count >= 3, "\(reasons)")
    }

    private func check(_ seed: UInt64, _ reasons: inout [String: Int]) throws {
        var generator = RandomTables(seed: seed &+ 1_000_000)
        let table = generator.table()
        let enumeration = Enumeration([table])
        guard enumeration.isWhole, enumeration.count <= Seeds.messageLimit / 4 else { return }
        let findings = try TableAnalysis(table).rowFindings()
        for (row, finding) in findings.enumerated() {
            switch finding {
            case .decides: break
            case .contradictsItself:
                reasons["contradicts", default: 0] += 1
                var only = table.rows[row]
                only.source = .reject
                #expect(!decides(only.name, table, [only], enumeration), "seed \(seed) row \(row)")
            case .noCandidate, .candidateNeverUsable:
                reasons[finding == .noCandidate ? "none" : "unusable", default: 0] += 1
                var only = table.rows[row]
                #expect(!decides(only.name, table, [only], enumeration), "seed \(seed) row \(row)")
                only.ifUnusable = .reject
                let proposes = decides(only.name, table, [only], enumeration)
                #expect(proposes == (finding == .candidateNeverUsable), "seed \(seed) row \(row)")
                only.source = .reject
                #expect(decides(only.name, table, [only], enumeration), "seed \(seed) row \(row)")
            case .masked(let mask, let isSmallest):
                reasons["masked", default: 0] += 1
                #expect(!decides(table, row, mask, enumeration), "seed \(seed) row \(row)")
                for dropped in mask {
                    let fewer = mask.filter { $0 != dropped }
                    #expect(decides(table, row, fewer, enumeration), "seed \(seed) row \(row) without \(dropped)")
                }
                guard isSmallest, row < 6 else { continue }
                for bits in 0..<1 << row where bits.nonzeroBitCount < mask.count {
                    let set = (0..<row).filter { bits & 1 << $0 != 0 }
                    #expect(
                        decides(table, row, set, enumeration),
                        "seed \(seed) row \(row): \(set) masks it, not only \(mask)")
                }
            }
        }
    }

    /// Whether a row decides some message after these earlier rows only.
    private func decides(_ table: DecisionTable, _ row: Int, _ earlier: [Int], _ enumeration: Enumeration) -> Bool {
        decides(table.rows[row].name, table, table.keeping(earlier + [row]).rows, enumeration)
    }

    private func decides(
        _ name: String, _ table: DecisionTable, _ rows: [DecisionTable.Row], _ enumeration: Enumeration
    ) -> Bool {
        var table = table
        table.rows = rows
        for index in rows.indices {
            if case .row(let target) = rows[index].ifUnusable, target >= rows.count {
                table.rows[index].ifUnusable = .next
            }
        }
        let evaluator = Evaluator(table)
        var scratch = EvaluationScratch()
        struct Found: Error {}
        do {
            try enumeration.forEach { message in
                let decision = evaluator.decide(message.message, scratch: &scratch)
                if let row = decision.row, table.rows[row].name == name { throw Found() }
            }
        } catch { return true }
        return false
    }
}

extension DecisionTable {
    /// Only these rows; a jump to one that is gone goes to the next that is there.
    func keeping(_ kept: [Int]) -> DecisionTable {
        var table = self
        table.rows = kept.map { rows[$0] }
        for index in table.rows.indices {
            guard case .row(let target) = table.rows[index].ifUnusable else { continue }
            if let place = kept.firstIndex(where: { $0 >= target }) {
                table.rows[index].ifUnusable = .row(place)
            } else {
                // Past the last row: a row that never applies stands for the end.
                var end = Row(name: "end", source: .reject, require: [], ifUnusable: .next, at: "")
                end.when = Condition()
                end.when?.countries = CountrySet()
                table.rows[index].ifUnusable = .row(kept.count)
                if table.rows.count == kept.count { table.rows.append(end) }
            }
        }
        return table
    }
}
