internal import Diagnostics
internal import SendFromKit
internal import SenderModel
internal import ShippedRules
internal import TenantConfig
internal import YAMLSyntax

/// What stands under the cursor: a key's meaning, a sender and the rules that use it, a country's rules, a check.
struct Hover {
    let source: SourceFile
    let offset: Int
    let shape: Shape
    let view: TenantView?

    /// Markdown, and what it is about.
    var found: (text: String, range: Range<Int>)? {
        if let check { return check }
        guard let (visit, range, text) = visit, let words = words(visit, text) else { return nil }
        return (view?.masked(words) ?? words, range)
    }

    /// The key or value at the place. Where the text can't be parsed, what the word would be.
    private var visit: (ShapeWalk.Visit, Range<Int>, String)? {
        if let root = YAMLReader.read(source).0.root {
            var found: ShapeWalk.Visit?
            ShapeWalk.walk(root, shape) { visit in
                let range = visit.node.range.bytes
                if found == nil, range.lowerBound <= offset, offset < range.upperBound { found = visit }
            }
            return found.map { ($0, $0.node.range.bytes, $0.node.text ?? "") }
        }
        let context = CursorContext(source, at: offset, shape)
        guard !context.typed.isEmpty else { return nil }
        return (context.hasColon ? context.visits.first : context.visits.last).map {
            ($0, context.word, context.typed)
        }
    }

    private func words(_ visit: ShapeWalk.Visit, _ text: String) -> String? {
        switch visit.role {
        case .key(let known, let mapping):
            // While a text is being typed the mark stands for the key.
            guard let key = known ?? mapping.key(text) else { return nil }
            return key.about + allowed(key.value)
        case .name(let names, let mapping):
            if let key = mapping?.key(text) { return key.about + allowed(key.value) }
            return name(names.kind, text, visit)
        case .value(let shape):
            // What a secret is, or may be, is nobody's to see.
            guard !visit.node.isSecret else { return nil }
            for scalar in shape.scalarShapes {
                switch scalar {
                case .word(let words):
                    guard let word = words.first(where: { $0.name == text }), let about = word.about else { continue }
                    return "`\(text)`: \(about)"
                case .refers(let kind), .declares(let kind):
                    if let words = name(kind, text, visit) { return words }
                default: continue
                }
            }
            return nil
        }
    }

    /// A closed list's members, with what they mean.
    private func allowed(_ shape: Shape) -> String {
        let scalars = shape.scalarShapes + (shape.itemShape?.scalarShapes ?? [])
        let lists = scalars.compactMap { if case .word(let words) = $0 { words } else { nil } }
        guard let words = lists.first, !words.isEmpty else { return "" }
        return "\n\n" + words.map { "- `\($0.name)`" + ($0.about.map { ": " + $0 } ?? "") }.joined(separator: "\n")
    }

    // MARK: - Names

    private func name(_ kind: NameKind, _ text: String, _ visit: ShapeWalk.Visit) -> String? {
        switch kind {
        case .sender, .senderOrNone, .senderID, .senderText:
            guard let view else { return nil }
            let declared = view.occurrence(at: visit.node.range.bytes.lowerBound, in: source.path)
            if case .entry(let entry)? = declared?.symbol { return SenderHover(view: view, entry: entry).text }
            let entries = view.entries(text)
            return entries.isEmpty
                ? nil : entries.map { SenderHover(view: view, entry: $0).text }.joined(separator: "\n\n---\n\n")
        case .country, .countryOrGroup, .countryOrBuiltInGroup, .group:
            return country(text) ?? group(text)
        case .preset:
            return ShippedRules.presetNames.contains(text) ? "Preset `\(text)`. " + PresetWords.about(text) : nil
        case .rule, .jump: return view.flatMap { rule(text, $0) }
        case .user: return view.flatMap { user(text, $0) }
        case .team, .pool, .provider, .attribute:
            let detail = view?.names(kind, attribute: nil).first { $0.name == text }?.detail ?? ""
            return detail.isEmpty ? nil : "`\(text)`: \(detail)"
        case .check:
            return CheckWords.all.first { $0.code == text }.map { "`\(text)` (\($0.weight)): \($0.statement)." }
        case .attributeValue, .tenant: return nil
        }
    }

    private func country(_ code: String) -> String? {
        guard let country = Country(code) else { return nil }
        let facts = ShippedRules.countries[country]
        let isWhole = view.map { !$0.named.loaded.diagnostics.hasErrors } ?? false
        let rule = (isWhole ? view?.named.loaded.table.rule(for: country) : nil) ?? facts?.rule ?? .unknown
        var lines = ["**\(code)** \(facts?.name ?? "")", ""]
        lines += CountryColumn.allCases.map { "- \($0.rawValue): `\(rule[$0].rawValue)`" }
        if let facts, !facts.sources.isEmpty {
            lines += ["", "Built in as of \(facts.asOf), from \(facts.sources.joined(separator: ", "))."]
        }
        return lines.joined(separator: "\n")
    }

    private func group(_ name: String) -> String? {
        if let builtIn = CountryGroups.builtIn[name] {
            return "Group **\(name)**: \(builtIn.sorted.map(\.code).joined(separator: " "))"
        }
        let own = view?.names(.group, attribute: nil).first { $0.name == name }
        return own.map { "Group **\(name)**: \($0.detail)" }
    }

    private func rule(_ name: String, _ view: TenantView) -> String? {
        let loaded = view.named.loaded
        guard !loaded.diagnostics.hasErrors,
            let index = loaded.table.rows.firstIndex(where: { $0.name == name })
        else { return nil }
        let row = loaded.table.rows[index]
        let shown = TableView(loaded.table)
        var lines = ["Rule \(index + 1), **\(name)**: \(shown.describe(row.source))"]
        if let when = row.when { lines.append("- when \(shown.describe(when))") }
        if let unless = row.unless { lines.append("- unless \(shown.describe(unless))") }
        lines.append("- at \(row.at)")
        return lines.joined(separator: "\n")
    }

    private func user(_ name: String, _ view: TenantView) -> String? {
        let config = view.named.loaded.config
        guard let user = config.users.first(where: { $0.name.value == name }) else { return nil }
        let teams = config.teams.filter { team in team.members.contains { $0.value == name } }.map(\.name.value)
        var lines = ["User **\(name)**" + (user.displayName.map { " (\($0.value))" } ?? "")]
        if let sender = user.sender?.value { lines.append("- own number: `\(sender)`") }
        if !teams.isEmpty { lines.append("- in " + Wording.list(teams)) }
        return lines.joined(separator: "\n")
    }

    // MARK: - Comments

    /// The check a suppression names.
    private var check: (String, Range<Int>)? {
        let line = source.lineRange(source.position(of: offset).line)
        let text = source.text(in: line)
        guard let marker = text.firstRange(of: "sendfrom:allow ") else { return nil }
        let start = line.lowerBound + text.utf8.distance(from: text.startIndex, to: marker.upperBound)
        let code = String(text[marker.upperBound...].prefix { $0.isLetter || $0 == "-" || $0.isNumber })
        let range = start..<start + code.utf8.count
        guard range.contains(offset), let known = CheckWords.all.first(where: { $0.code == code }) else { return nil }
        return ("`\(code)` (\(known.weight)): \(known.statement).", range)
    }
}

/// A sender for people: what it is, who has it, which rules can propose it.
struct SenderHover {
    let view: TenantView
    let entry: Int

    var text: String {
        let loaded = view.named.loaded
        let written = loaded.config.inventory[entry]
        let isWhole = !loaded.diagnostics.hasErrors && loaded.table.inventory.indices.contains(entry)
        var lines = ["**\(written.id?.value ?? written.sender?.value ?? "?")**"]
        if let sender = written.sender?.value, written.id != nil { lines[0] += " `\(sender)`" }
        if let name = written.name?.value { lines[0] += " \(name)" }
        guard isWhole else {
            if let status = written.status?.value { lines.append("- \(status.rawValue)") }
            return lines.joined(separator: "\n")
        }
        let table = loaded.table
        let value = table.inventory[entry]
        let kind = value.kind.rawValue.split(separator: "_").joined(separator: " ")
        lines.append("- \(kind)" + (value.country.map { " of \($0.code)" } ?? ""))
        lines.append(
            "- \(value.status.rawValue)\(value.isAssigned ? "" : ", not assigned")"
                + ", can do \(value.capabilities.members.map(\.rawValue).joined(separator: ", "))")
        if !value.registeredIn.sorted.isEmpty {
            lines.append("- registered in \(value.registeredIn.sorted.map(\.code).joined(separator: " "))")
        }
        let uses = NumberList(loaded).entries[entry].uses
        lines.append("- used by: " + (uses.isEmpty ? "nobody" : uses.joined(separator: "; ")))
        let rules = rules(table)
        lines.append("- rules: " + (rules.isEmpty ? "only where a message names it" : rules.joined(separator: ", ")))
        return lines.joined(separator: "\n")
    }

    /// The rules that can propose the entry without a message naming it.
    private func rules(_ table: DecisionTable) -> [String] {
        table.rows.filter { row in
            switch row.source {
            case .sender(let sender): sender == entry
            case .pool(let pool): table.pools[pool].senders.contains(entry)
            case .default: table.defaultSender == .sender(entry)
            case .countryDefault: table.countryDefaults.values.contains(entry)
            case .team:
                table.teams.contains { $0.sender == entry || $0.countries.values.contains(entry) }
            case .user:
                table.allowsUserNumbers
                    ? table.users.contains { $0.sender == entry } : table.organizationNumber == .sender(entry)
            case .best: true
            case .conversation, .explicit, .firstUsed, .lastUsed, .reject: false
            }
        }.map { "`\($0.name)` (\($0.at))" }
    }
}
