// In: decision tables, the name of a table of messages, a dialect. Out: the text of one SQL statement that decides the
// messages as the evaluator does. Nothing here knows files or commands. Where to read on: `SQLProgram.swift` writes a
// tenant's rows, `SQLStages.swift` the stages a message goes through, `SQLData.swift` what they look up.
package import SenderModel

/// Writes decision tables as SQL for engines that keep the messages.
package enum SQLWriter {
    /// What can't be written for an engine.
    package struct Refusal: Error {
        package let message: String
    }

    /// One statement for all tenants: it returns a row a message with `id`, `outcome`, `sender`, `rule`, `reason`,
    /// `detail` and `country`. The same tables give the same text.
    ///
    /// - Parameters:
    ///   - tables: of tenants with different names, one at least.
    ///   - messages: the table or view of messages, as the engine names it.
    /// - Throws: `Refusal`.
    package static func statement(for tables: [DecisionTable], messages: String, dialect: SQLDialect) throws -> String {
        try checkNames(tables, dialect)
        var reads = SQLReads()
        var programs: [SQLProgram] = []
        var known: [[String]: Int] = [:]
        let programOf = tables.map { table in
            let program = SQLProgram(table, dialect: dialect, reads: &reads)
            let text = [program.text] + program.levels.map { $0.joined(separator: "\n") }
            if let same = known[text] { return same }
            known[text] = programs.count
            programs.append(program)
            return programs.count - 1
        }
        reads.ownNumbers = tables.contains { $0.allowsUserNumbers && $0.users.contains { $0.sender != nil } }
        if reads.sources.contains(.team) { reads.team = true }
        let ranksOwn = !reads.best.isEmpty && reads.ownNumbers
        if reads.team || reads.sources.contains(.user) || ranksOwn { reads.user = true }
        if ranksOwn { reads.countryRules = true }

        let data = SQLData(tables: tables, programs: programOf, reads: reads)
        let stages = SQLStages(dialect: dialect, messages: messages, tables: tables, programs: programs, reads: reads)
        var parts = [stages.given]
        func add(_ comment: String, _ rows: [SQLRows]) {
            parts.append("-- \(comment)\n" + rows.map { $0.written(dialect) }.joined(separator: ",\n"))
        }
        add(
            "The numbering plan: leading digits, then lengths, to countries.",
            [SQLData.plan.prefixes, SQLData.plan.lengths])
        add("The tenants and what their rules look up.", data.all)
        parts.append(
            "-- A message: read, its number looked up, its names, its candidates, and what these fail.\n"
                + stages.checked)
        parts += [stages.numbered, stages.placed, stages.known]
        var last = "known"
        if reads.countryRules {
            parts.append(stages.ruled)
            last = "ruled"
        }
        func then(_ stage: String, _ name: String) {
            parts.append(stage)
            last = name
        }
        then(stages.inbound(from: last), "inbound")
        for source in stages.sources { then(stages.judged(source, from: last), "by_\(source.rawValue)") }
        if ranksOwn { then(stages.own(from: last), "own") }
        for require in reads.best.sorted() { then(stages.best(require, from: last), "with_best_\(require)") }
        for level in reads.jumps.indices {
            then(stages.jumps(level: level, from: last), "jumped_\(level + 1)")
        }
        parts.append("-- The rules in order: the first that is not NULL decides.\n" + stages.decided(from: last))
        return heading(tables, messages, dialect) + "WITH\n" + parts.joined(separator: ",\n") + "\n" + stages.answered
    }

    private static func heading(_ tables: [DecisionTable], _ messages: String, _ dialect: SQLDialect) -> String {
        let names = tables.prefix(5).map(\.tenant).joined(separator: ", ")
        let rest = tables.count > 5 ? " and \(tables.count - 5) more" : ""
        return """
            -- Which sender each message goes out from, and by which rule: \(names)\(rest).
            -- Written for \(dialect.rawValue) by `sendfrom compile`; change the configuration, not this. See docs/engines.md.

            """
    }

    /// The attributes that any tenant declares, in the order met.
    static func attributes(of tables: [DecisionTable]) -> [String] {
        var seen: Set<String> = []
        return tables.flatMap(\.attributes).map(\.name).filter { seen.insert($0).inserted }
    }

    /// Names that an engine would take for one another would make it read the wrong column.
    private static func checkNames(_ tables: [DecisionTable], _ dialect: SQLDialect) throws {
        guard dialect.ignoresCaseOfNames else { return }
        var columns = Dictionary(Message.keyNames.map { ($0, $0) }, uniquingKeysWith: { first, _ in first })
        for name in attributes(of: tables) {
            if let other = columns[name.lowercased()], other != name {
                throw Refusal(
                    message:
                        "\(dialect.rawValue) takes the columns `\(other)` and `\(name)` for one; rename the attribute `\(name)`"
                )
            }
            columns[name.lowercased()] = name
        }
    }
}
