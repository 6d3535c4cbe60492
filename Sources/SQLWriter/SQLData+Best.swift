internal import Evaluation
internal import SenderModel

/// What `best` takes for a message of nobody in particular, as the evaluator says: it depends on the country, on what the
/// message needs and on the row's requirements only.
extension SQLData {
    /// Two tables, since most sets of needs are answered alike: which list of choices to read, and the choices.
    var best: [SQLRows] {
        var lists = SQLRows(
            name: "best_list", columns: ["tenant", "require", "needs", "list"],
            like: Array(repeating: .integer(nil), count: 4))
        var choices = SQLRows(
            name: "best_choice", columns: ["list", "entry", "grade", "country"], words: "country",
            like: [.integer(nil), .integer(nil), .integer(nil), .text(nil)])
        var count = 0
        for (tenant, table) in tables.enumerated() {
            let evaluator = Evaluator(table)
            var scratch = EvaluationScratch()
            var known: [[Choice: [String]]: Int] = [:]
            for require in requirements(of: table) {
                for needs in UInt8(1)...7 {
                    var byChoice: [Choice: [String]] = [:]
                    for country in Country.all.map({ Optional($0) }) + [nil] {
                        guard
                            let entry = evaluator.best(
                                for: country, require: MemberSet(bits: require), needs: MemberSet(bits: needs),
                                scratch: &scratch)
                        else { continue }
                        let choice = Choice(entry: entry, grade: Self.grade(of: entry, for: country, in: table))
                        byChoice[choice, default: []].append(country?.code ?? Self.noCountry)
                    }
                    if known[byChoice] == nil {
                        known[byChoice] = count
                        for (choice, countries) in byChoice.sorted(by: { $0.value[0] < $1.value[0] }) {
                            choices.rows.append([
                                .integer(count), .integer(choice.entry), .integer(choice.grade),
                                .text(countries.joined(separator: " ")),
                            ])
                        }
                        count += 1
                    }
                    lists.rows.append([
                        .integer(tenant), .integer(Int(require)), .integer(Int(needs)), .integer(known[byChoice]),
                    ])
                }
            }
        }
        return [lists, choices]
    }

    /// Stands for a recipient of no country.
    static let noCountry = "none"

    private struct Choice: Hashable {
        let entry: Int
        let grade: Int
    }

    private func requirements(of table: DecisionTable) -> [UInt8] {
        let sets = table.rows.compactMap { row in
            row.source == .best ? row.require.bits | MemberSet<Requirement>.bit(of: .compliant) : nil
        }
        return Set(sets).sorted()
    }

    /// What `best` compares before an entry's preference: 2 where compliance isn't known, and 1 for a foreign sender.
    private static func grade(of entry: Int, for country: Country?, in table: DecisionTable) -> Int {
        guard let country else { return 3 }
        return (table.verdict(of: entry, for: country) == .ok ? 0 : 2)
            + (table.inventory[entry].isLocal(to: country) ? 0 : 1)
    }
}
