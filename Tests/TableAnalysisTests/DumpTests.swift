import Foundation
import SenderModel
import Testing

@Suite struct DumpTests {
    /// `ANALYSIS_DUMP=SEED` prints the table of a seed.
    @Test func printsATable() {
        guard let text = ProcessInfo.processInfo.environment["ANALYSIS_DUMP"], let seed = UInt64(text) else { return }
        var generator = RandomTables(seed: seed)
        let table = generator.table()
        Describe.print(table)
        if ProcessInfo.processInfo.environment["ANALYSIS_EDIT"] != nil {
            Swift.print("  edited")
            Describe.print(generator.edited(table))
        }
    }
}

enum Describe {
    static func print(_ table: DecisionTable) {
        for (i, e) in table.inventory.enumerated() {
            Swift.print(
                "  [\(i)]", e.sender, e.id ?? "-", e.kind, e.country?.code ?? "-", e.capabilities.members, e.status,
                e.isAssigned ? "" : "unassigned", e.isShared ? "shared" : "", e.trust, e.purchased ?? "", "reg",
                e.registeredIn.sorted.map(\.code))
        }
        for u in table.users { Swift.print("  user", u.name, u.sender ?? -1) }
        for t in table.teams {
            Swift.print("  team", t.name, t.sender ?? -1, t.countries.map { "\($0.key):\($0.value)" }, t.members)
        }
        for p in table.pools { Swift.print("  pool", p.name, p.senders, p.prefer) }
        Swift.print(
            "  default", table.defaultSender, table.countryDefaults.map { "\($0.key):\($0.value)" }, "own",
            table.allowsUserNumbers, table.organizationNumber.map { "\($0)" } ?? "", table.unknownCompliance, "require",
            table.require.members)
        for (c, r) in table.countryRules.sorted(by: { $0.key < $1.key }) {
            Swift.print("  rule", c, r.alphanumeric, r.longCodeDomestic, r.longCodeInternational, r.tollFree)
        }
        for r in table.rows {
            Swift.print(
                "  row", r.name, r.source, "when", r.when.map(condition) ?? "-", "unless",
                r.unless.map(condition) ?? "-", "req", r.require.members, r.ifUnusable)
        }
    }
    static func condition(_ c: DecisionTable.Condition) -> String {
        var s: [String] = []
        if let x = c.countries { s.append("country \(x.sorted)") }
        if let x = c.teams { s.append("team \(x)") }
        if let x = c.users { s.append("user \(x)") }
        if let x = c.origins { s.append("origin \(x.members)") }
        if let x = c.purposes { s.append("purpose \(x.members)") }
        if let x = c.needs { s.append("needs \(x.members)") }
        for a in c.attributes { s.append("\(a.name) \(a.values)") }
        return s.joined(separator: ", ")
    }
}
