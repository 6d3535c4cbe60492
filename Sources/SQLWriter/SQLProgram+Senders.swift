internal import SenderModel

/// Senders that a row or a pool names: what is known of them is written into the tests.
extension SQLProgram {
    struct Tests {
        /// Bits of `SQLFailure` that it fails whatever the message: the first requirement it doesn't meet.
        let standing: Int
        /// What must be true for it to be used, never NULL, in the order of the requirements.
        let passed: [(test: String, failure: Int)]
    }

    func tests(of entry: Int, _ require: MemberSet<Requirement>, _ reads: inout SQLReads) -> Tests {
        let value = table.inventory[entry]
        let standing = SQLFailure.standing(value) & SQLFailure.mask(require)
        guard standing == 0 else { return Tests(standing: standing, passed: []) }
        var passed: [(String, Int)] = []
        if require.contains(.capable) {
            let lacking = ~value.meets.bits & MemberSet(Need.allCases).bits
            if lacking != 0 { passed.append(("(needs & \(lacking)) = 0", SQLFailure.notCapable)) }
        }
        if require.contains(.compliant) {
            reads.countryRules = true
            passed.append((compliance(of: value), SQLFailure.notCompliant))
        }
        if require.contains(.owned), isOwned(entry) {
            reads.user = true
            passed.append(("(NOT has_user OR \(isOwn(entry)))", SQLFailure.notOwned))
        }
        return Tests(standing: 0, passed: passed)
    }

    /// Whether users have an entry as their own.
    func isOwned(_ entry: Int) -> Bool {
        table.allowsUserNumbers && table.users.contains { $0.sender == entry }
    }

    /// Whether an entry is the own number of the message's user.
    func isOwn(_ entry: Int) -> String { "coalesce(own_entry, -1) = \(entry)" }

    /// Whether the country's rules let a sender through (section 3 of the contract; docs/country-rules.md).
    private func compliance(of entry: InventoryEntry) -> String {
        // `unknown` passes unless the order says otherwise; a country that isn't known is `unknown` in all columns.
        let refused = table.unknownCompliance == .allow ? "<> 'no'" : "NOT IN ('no', 'unknown')"
        let home = Country.all.filter { entry.kind.isAtHome(in: $0, from: entry.country) }.map(\.code)
        switch entry.kind {
        case .alphanumeric:
            let registered =
                entry.registeredIn.isEmpty ? "FALSE" : "country IN \(list(entry.registeredIn.sorted.map(\.code)))"
            return """
                (CASE WHEN rule_alphanumeric <> 'registration' THEN rule_alphanumeric \
                WHEN \(registered) THEN 'yes' ELSE 'no' END \(refused))
                """
        case .shortCode:
            let isHome = home.first.map { "country = \(dialect.text($0))" } ?? "FALSE"
            return "(CASE WHEN country IS NULL THEN 'unknown' WHEN \(isHome) THEN 'yes' ELSE 'no' END \(refused))"
        case .tollFree: return "(\(column("rule_toll_free", at: home)) \(refused))"
        case .longCode: return "(\(column("rule_domestic", at: home)) \(refused))"
        }
    }

    private func column(_ name: String, at home: [String]) -> String {
        home.isEmpty
            ? "rule_international" : "CASE WHEN country IN \(list(home)) THEN \(name) ELSE rule_international END"
    }
}
