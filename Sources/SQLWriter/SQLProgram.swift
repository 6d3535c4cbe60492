internal import SenderModel

/// One tenant's order as an expression: the `hit` of a message, NULL where no row decides.
///
/// A hit is `(row + 1) * 10^7 + entry` for a message that is sent, and `-((row + 1) * 64 + failures)` for one that a row
/// stops, without failures where that is a `reject` row. The hit policy FIRST is `coalesce`: each row is an expression
/// that is NULL unless it decides, and engines ask the rows one after the other.
///
/// Tenants of the same order share a program: what differs (senders, users, teams, defaults) is looked up as data.
struct SQLProgram {
    static let rowFactor = 10_000_000
    static let stopFactor = 64

    let table: DecisionTable
    let dialect: SQLDialect
    /// The jump columns each row is jumped over by.
    private let jumps: SQLJumps

    /// - Parameter reads: what the rows ask is added to it.
    init(_ table: DecisionTable, dialect: SQLDialect, reads: inout SQLReads) {
        self.table = table
        self.dialect = dialect
        jumps = SQLJumps(table.rows)
        rows = []
        levels = []
        for (level, rows) in jumps.levels.enumerated() {
            if reads.jumps.count == level { reads.jumps.append(0) }
            reads.jumps[level] = max(reads.jumps[level], rows.count)
            levels.append(rows.map { jumped($0, &reads) })
        }
        for row in table.rows.indices { rows.append(written(row, &reads)) }
    }

    /// Each row: what it is in words, and its expression; nil for one that never decides.
    private(set) var rows: [(comment: String, expression: String?)]
    /// By level, whether each of its jumps is made.
    private(set) var levels: [[String]]

    /// The expression of all rows, NULL where there are none.
    var text: String {
        let count = rows.count { $0.expression != nil }
        guard count > 0 else { return "CAST(NULL AS BIGINT)" }
        var written = 0
        var lines: [String] = []
        for (comment, expression) in rows {
            lines.append("  -- \(comment)")
            guard let expression else { continue }
            written += 1
            lines.append("  \(expression)\(written < count ? "," : "")")
        }
        return "coalesce(\n\(lines.joined(separator: "\n"))\n)"
    }

    private func written(_ index: Int, _ reads: inout SQLReads) -> (comment: String, expression: String?) {
        let row = table.rows[index]
        let conditions = conditions(index, &reads)
        let result = result(of: index, &reads)
        let comment = "\(index + 1): \(Self.comment(row.name))"
        guard let result else { return ("\(comment), which no message can use", nil) }
        guard !conditions.isEmpty else { return (comment, result) }
        return (comment, "CASE WHEN \(conditions.joined(separator: " AND ")) THEN \(result) END")
    }

    /// A text in a comment: letters and digits, so that nothing in it ends the comment, or confuses a client that looks
    /// for the ends of statements.
    static func comment(_ text: String) -> String {
        String(text.map { $0.isLetter || $0.isNumber || ":._-+#".contains($0) ? $0 : " " })
    }

    // MARK: - Conditions

    private func conditions(_ index: Int, _ reads: inout SQLReads) -> [String] {
        let row = table.rows[index]
        var parts = jumps.over(index).map { "NOT \($0)" }
        if let when = row.when { parts += matches(when, &reads) }
        if let unless = row.unless {
            parts.append("(\(matches(unless, &reads).joined(separator: " AND "))) IS NOT TRUE")
        }
        return parts
    }

    /// What must all be true. What the message doesn't give is NULL, which is not.
    private func matches(_ condition: DecisionTable.Condition, _ reads: inout SQLReads) -> [String] {
        var parts: [String] = []
        if let countries = condition.countries {
            let codes = countries.sorted.map(\.code)
            let others = Country.all.filter { !countries.contains($0) }.map(\.code)
            // A country that is none matches neither.
            if codes.isEmpty {
                parts.append("FALSE")
            } else if others.isEmpty {
                parts.append("country IS NOT NULL")
            } else if codes.count > Country.count / 2 {
                parts.append("country NOT IN \(list(others))")
            } else {
                parts.append("country IN \(list(codes))")
            }
        }
        if let teams = condition.teams {
            reads.team = true
            reads.user = true
            parts.append("team IN \(list(teams))")
        }
        if let users = condition.users { parts.append("user_name IN \(list(users))") }
        if let origins = condition.origins { parts.append("origin IN \(list(origins.members.map(\.rawValue)))") }
        if let purposes = condition.purposes { parts.append("purpose IN \(list(purposes.members.map(\.rawValue)))") }
        if let needs = condition.needs { parts.append("(needs & \(needs.bits)) <> 0") }
        for attribute in condition.attributes {
            parts.append("\(dialect.name("attribute_" + attribute.name)) IN \(list(attribute.values))")
        }
        return parts
    }

    func list(_ texts: [String]) -> String { "(" + texts.map(dialect.text).joined(separator: ", ") + ")" }

    // MARK: - Results

    private func hit(_ row: Int) -> Int { (row + 1) * Self.rowFactor }
    private func stop(_ row: Int) -> Int { -(row + 1) * Self.stopFactor }

    /// An expression for the hit of a row that applies, NULL where its candidate can't be used; nil for a row that never decides.
    private func result(of index: Int, _ reads: inout SQLReads) -> String? {
        let row = table.rows[index]
        switch row.source {
        case .reject: return "\(stop(index))"
        case .best:
            let require = row.require.bits | MemberSet<Requirement>.bit(of: .compliant)
            reads.best.insert(require)
            return "\(hit(index)) + best_\(require)"
        case .pool(let pool): return pooled(table.pools[pool], row.require, hit(index), &reads)
        case .sender(let entry): return fixed(entry, index, &reads)
        default: return SQLSource(row.source).map { looked($0, index, &reads) }
        }
    }

    /// Notes what a row asks of a source, and says what tells whether its candidate fails.
    private func failures(of source: SQLSource, _ row: Int, _ reads: inout SQLReads) -> String {
        let require = table.rows[row].require
        reads.sources.insert(source)
        if require.contains(.compliant) {
            reads.compliance.insert(source)
            reads.countryRules = true
        }
        if require.contains(.owned) {
            reads.ownership.insert(source)
            reads.user = true
        }
        return "(\(source.fails) & \(SQLFailure.mask(require)))"
    }

    private func looked(_ source: SQLSource, _ index: Int, _ reads: inout SQLReads) -> String {
        let failures = failures(of: source, index, &reads)
        let stopped = table.rows[index].ifUnusable == .reject ? " ELSE \(stop(index)) - \(failures)" : ""
        return "CASE WHEN \(failures) = 0 THEN \(hit(index)) + \(source.entry)\(stopped) END"
    }

    private func fixed(_ entry: Int, _ index: Int, _ reads: inout SQLReads) -> String? {
        let row = table.rows[index]
        let tests = tests(of: entry, row.require, &reads)
        let sent = "\(hit(index) + entry)"
        if tests.standing != 0 {
            return row.ifUnusable == .reject ? "\(stop(index) - tests.standing)" : nil
        }
        guard !tests.passed.isEmpty else { return sent }
        guard row.ifUnusable == .reject else {
            return "CASE WHEN \(tests.passed.map(\.test).joined(separator: " AND ")) THEN \(sent) END"
        }
        let failed = tests.passed.map { "WHEN NOT (\($0.test)) THEN \(stop(index) - $0.failure)" }
        return "CASE \(failed.joined(separator: " ")) ELSE \(sent) END"
    }

    // MARK: - Jumps

    /// Whether a row that may jump does.
    private func jumped(_ index: Int, _ reads: inout SQLReads) -> String {
        let row = table.rows[index]
        var parts = conditions(index, &reads)
        if case .sender(let entry) = row.source {
            let tests = tests(of: entry, row.require, &reads)
            if tests.standing == 0 {
                parts.append(
                    tests.passed.isEmpty ? "FALSE" : "NOT (\(tests.passed.map(\.test).joined(separator: " AND ")))")
            }
        } else if let source = SQLSource(row.source) {
            parts.append("\(failures(of: source, index, &reads)) <> 0")
        } else {
            // `best`, pools and `reject` have no candidate that can't be used.
            return "FALSE"
        }
        return parts.isEmpty ? "TRUE" : parts.joined(separator: " AND ")
    }
}
