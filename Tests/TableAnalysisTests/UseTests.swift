import Evaluation
import SenderModel
import TableAnalysis
import Testing

/// What rows and senders are used for, against every message of random small tables.
@Suite struct UseTests {
    @Test func rowsAndSendersAreUsedAsEveryMessageShows() throws {
        var checked = 0
        try Seeds.forEach { if try check($0) { checked += 1 } }
        #expect(checked * 4 > Seeds.all.count, "only \(checked) tables were small enough")
    }

    /// False where the table has too many messages.
    private func check(_ seed: UInt64) throws -> Bool {
        var generator = RandomTables(seed: seed)
        let table = generator.table()
        let enumeration = Enumeration([table])
        guard enumeration.count <= Seeds.messageLimit else { return false }
        let analysis = try TableAnalysis(table)
        let rows = try analysis.decidedMessages()
        let senders = try analysis.senderFindings()
        try checkWithoutMessages(analysis, rows, senders)
        let evaluator = Evaluator(table)
        var scratch = EvaluationScratch()
        var decided = Array(repeating: false, count: table.rows.count)
        var sent = Array(repeating: 0, count: table.inventory.count)
        enumeration.forEach { message in
            let decision = evaluator.decide(message.message, scratch: &scratch)
            if let row = decision.row { decided[row] = true }
            guard let sender = decision.sender else { return }
            let entry = table.inventory[sender]
            let given = [message.conversation, message.from, message.firstUsed, message.lastUsed]
            // A short code of several countries: what a text means depends on the recipient, so ask the evaluator.
            let isNamed = given.contains { text in
                guard let text else { return false }
                if text == entry.id { return true }
                guard text == entry.sender else { return false }
                let same = table.inventory.indices.filter { table.inventory[$0].sender == text }
                guard same.count > 1 else { return true }
                if case .country(let country) = decision.country,
                    let local = same.first(where: { table.inventory[$0].country == country })
                {
                    return local == sender
                }
                return same[0] == sender
            }
            sent[sender] = max(sent[sender], isNamed ? 1 : 2)
        }
        for (row, isDecided) in decided.enumerated() {
            #expect(
                (rows[row] != nil) == isDecided || (rows[row] != nil && !enumeration.isWhole), "seed \(seed) row \(row)"
            )
        }
        for (entry, use) in sent.enumerated() {
            let found =
                switch senders[entry] {
                case .used: 2
                case .namedOnly: 1
                case .idle: 0
                }
            #expect(found == use || (found > use && !enumeration.isWhole), "seed \(seed) entry \(entry)")
        }
        return true
    }

    /// The same is found where no messages are made.
    private func checkWithoutMessages(
        _ analysis: TableAnalysis, _ rows: [WitnessMessage?], _ senders: [TableAnalysis.SenderFinding]
    ) throws {
        let findings = try analysis.rowFindings(showing: false)
        #expect(findings.map { $0 == .decides(nil) } == rows.map { $0 != nil })
        let uses = try analysis.senderFindings(showing: false)
        #expect(
            uses
                == senders.map { finding in
                    switch finding {
                    case .used: .used(nil)
                    case .namedOnly: .namedOnly(nil)
                    case .idle: .idle
                    }
                })
    }
}
