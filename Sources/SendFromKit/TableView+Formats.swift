internal import Diagnostics
internal import YAMLSyntax
internal import SenderModel

/// The whole table as text, Markdown and YAML.
extension TableView {
    /// What it is, what it reads, and the rows aligned.
    public func text() -> String {
        let name = table.displayName.map { "\(table.tenant) (\(Printable.line($0)))" } ?? table.tenant
        return """
            \(name): \(table.rows.count) rows, hit policy \(table.hitPolicy.rawValue)
            reads \(table.inputs.map(\.name).joined(separator: ", "))

            \(rows().aligned())
            \(foot().map(Printable.line).joined(separator: "\n"))

            """
    }

    /// A Markdown table of the rows.
    public func markdown() -> String {
        "Decision table of `\(table.tenant)`, hit policy \(table.hitPolicy.rawValue), reading "
            + table.inputs.map { "`\($0.name)`" }.joined(separator: ", ") + ".\n\n" + rows().markdown() + "\n"
            + foot().map { "- \(Printable.line($0))\n" }.joined()
    }

    /// What rows look up, in a line each.
    func foot() -> [String] {
        var lines: [String] = []
        switch table.defaultSender {
        case .sender(let sender): lines.append("default: \(label(sender))")
        case .none: lines.append("default: none, deliberately")
        case .absent: break
        }
        if !table.countryDefaults.isEmpty {
            let countries = table.countryDefaults.keys.sorted()
            lines.append(
                "country defaults: "
                    + countries.map { "\($0) \(reference(table.countryDefaults[$0] ?? 0))" }.joined(separator: ", "))
        }
        for pool in table.pools {
            let prefer = pool.prefer.isEmpty ? "" : ", prefers " + pool.prefer.map(\.rawValue).joined(separator: ", ")
            lines.append("pool \(pool.name): " + pool.senders.map(reference).joined(separator: ", ") + prefer)
        }
        let counts = [(table.inventory.count, "sender"), (table.users.count, "user"), (table.teams.count, "team")]
        lines.append(counts.map(Wording.number).joined(separator: ", "))
        return lines
    }

    /// The rows as YAML one could write by hand: what a preset stands for, with all defaults spelt out.
    public func yaml() -> String {
        var lines = ["# \(table.tenant): hit policy \(table.hitPolicy.rawValue)", "order:"]
        if table.unknownCompliance == .reject { lines.append("  unknown_compliance: reject") }
        lines.append("  rules:")
        for row in table.rows {
            let use: String
            let ownName: String
            switch row.source {
            case .pool(let pool):
                use = "{pool: \(YAMLText.scalar(table.pools[pool].name))}"
                ownName = "pool:\(table.pools[pool].name)"
            case .sender(let sender):
                use = "{sender: \(YAMLText.scalar(reference(sender)))}"
                ownName = "sender:\(reference(sender))"
            default:
                use = row.source.word
                ownName = row.source.word
            }
            lines.append("    - use: \(use)  # \(row.at)")
            if row.name != ownName { lines.append("      name: \(YAMLText.scalar(row.name))") }
            for (key, condition) in [("when", row.when), ("unless", row.unless)] {
                guard let condition else { continue }
                let parts = parts(of: condition).map { part in
                    "\(YAMLText.scalar(part.name)): [\(part.values.map(YAMLText.scalar).joined(separator: ", "))]"
                }
                lines.append("      \(key): {\(parts.joined(separator: ", "))}")
            }
            lines.append("      require: [\(row.require.members.map(\.rawValue).joined(separator: ", "))]")
            switch (row.source, row.ifUnusable) {
            case (.best, _), (.pool, _), (.reject, _): break
            case (_, .next): lines.append("      if_unusable: next")
            case (_, .reject): lines.append("      if_unusable: reject")
            case (_, .row(let target)): lines.append("      if_unusable: \(YAMLText.scalar(table.rows[target].name))")
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
