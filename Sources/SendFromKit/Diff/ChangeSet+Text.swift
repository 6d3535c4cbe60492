internal import Diagnostics
internal import Linting
internal import SenderModel
internal import TableAnalysis

/// Changes for people: grouped by the rules that cause them, as text and as Markdown for a pull request's comment.
extension ChangeSet {
    /// Changed classes with the same deciding rules before and after.
    struct Group {
        let cause: String
        var classes: [TableDifference.ChangedClass]
    }

    static func groups(_ tenant: Tenant) -> [Group] {
        var groups: [Group] = []
        var positions: [String: Int] = [:]
        func rules(_ rows: [Int], _ table: DecisionTable) -> String {
            rows.isEmpty
                ? "no rule" : rows.map { "\(table.rows[$0].name) (\(table.rows[$0].at))" }.joined(separator: ", ")
        }
        for changed in tenant.classes {
            let (before, after) = (rules(changed.rowsBefore, tenant.before), rules(changed.rowsAfter, tenant.after))
            let cause =
                changed.messages.isInbound ? "inbound" : before == after ? before : "\(before) -> \(after)"
            if let position = positions[cause] {
                groups[position].classes.append(changed)
            } else {
                positions[cause] = groups.count
                groups.append(Group(cause: cause, classes: [changed]))
            }
        }
        return groups
    }

    static func words(_ outcome: TableDifference.ClassOutcome) -> String {
        switch outcome {
        case .send(.sender(let sender, let id)): id ?? sender
        case .send(.conversation): "the conversation's number"
        case .send(.from): "the explicit sender"
        case .send(.firstUsed): "the number first used"
        case .send(.lastUsed): "the number last used"
        case .send(.user): "the user's own number"
        case .send(.team): "the team's sender"
        case .send(.countryDefault): "the country's default"
        case .send(.best): "the best sender"
        case .send(.varies): "a sender by the rest of the order"
        case .varies: "whatever the rest of the order says"
        case .send(.pool(let members)): "one of \(members.joined(separator: ", "))"
        case .reject(let reason, let detail):
            "rejected: \(reason.rawValue)" + (detail.map { ", \($0.rawValue)" } ?? "")
        case .route(let user, let team):
            user.map { "to user \($0)" } ?? team.map { "to team \($0)" } ?? "to the inbox"
        }
    }

    /// For the terminal: classes grouped by the rules that decide before and after.
    ///
    /// - Parameters:
    ///   - most: how many classes of a group are shown.
    ///   - color: whether to use ANSI colours.
    public func text(most: Int = 8, color: Bool = false) -> String {
        func painted(_ text: String, _ code: String) -> String { color ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text }
        var text = ""
        for tenant in tenants where !tenant.classes.isEmpty {
            if tenants.count > 1 { text += painted(tenant.name, "1") + "\n" }
            for group in Self.groups(tenant) {
                text += "\(painted(Printable.line(group.cause), "1"))\n"
                for changed in group.classes.prefix(most) {
                    text += "  \(Printable.line(MessageClassWords.text(changed.messages, requires: tenant.requires)))\n"
                    text += "    \(painted("-", "31")) \(Printable.line(Self.words(changed.before)))\n"
                    text += "    \(painted("+", "32")) \(Printable.line(Self.words(changed.after)))"
                    text += changed.isPartial ? " (for the recipients whose choice differs)\n" : "\n"
                    text += "    e.g. \(changed.example.json)\n"
                }
                if group.classes.count > most { text += "  and \(group.classes.count - most) more classes\n" }
            }
        }
        for name in added { text += "tenant \(name) is new\n" }
        for name in removed { text += "tenant \(name) is gone\n" }
        if let traffic { text += (text.isEmpty ? "" : "\n") + traffic.text }
        return text + (text.isEmpty ? "" : "\n") + summary + "\n" + (summedUp.map { "\($0)\n" } ?? "")
    }

    /// What is not told, where decisions are summed up.
    private var summedUp: String? {
        let classes = tenants.flatMap(\.classes).filter { $0.before.isVaried || $0.after.isVaried }
        guard !classes.isEmpty else { return nil }
        let partial = classes.count { $0.isPartial }
        return
            "of \(classes.count) of them it is not told what each message gets, which would make more than "
            + "\(AnalysisBudget.standard.changedClasses) classes; "
            + (partial == 0
                ? "which messages change is exact" : "of \(partial), only some of whose messages change, not which")
    }

    /// "2 classes of messages change, in 3 countries"
    var summary: String {
        guard !isEmpty else { return "every message is decided as before" }
        let (classes, countries) = (classCount, countryCount)
        guard classes > 0 else { return "messages of the other tenants are decided as before" }
        return
            "\(classes) \(classes == 1 ? "class" : "classes") of messages \(classes == 1 ? "changes" : "change"), in "
            + "\(countries) \(countries == 1 ? "country" : "countries")"
    }

    /// For a pull request's comment.
    ///
    /// - Parameter most: how many classes stand open; more are folded.
    public func markdown(most: Int = 10) -> String {
        guard !isEmpty || traffic != nil else { return "**SendFrom:** \(summary).\n" }
        var text = "### SendFrom: \(summary)\n"
        for tenant in tenants where !tenant.classes.isEmpty {
            if tenants.count > 1 { text += "\n#### \(Self.escaped(tenant.name))\n" }
            for group in Self.groups(tenant) {
                let isLong = group.classes.count > most
                text += "\n**\(Self.escaped(group.cause))**\n\n"
                text += Self.table(group.classes.prefix(most), tenant)
                guard isLong else { continue }
                text += "\n<details><summary>\(group.classes.count - most) more</summary>\n\n"
                text += Self.table(group.classes.dropFirst(most).prefix(200), tenant)
                if group.classes.count > most + 200 {
                    text += "\nand \(group.classes.count - most - 200) more; `--format json` has all of them\n"
                }
                text += "\n</details>\n"
            }
        }
        if !added.isEmpty { text += "\nNew tenants: \(added.map(Self.escaped).joined(separator: ", "))\n" }
        if !removed.isEmpty {
            text += "\nTenants that are gone: \(removed.map(Self.escaped).joined(separator: ", "))\n"
        }
        if let summedUp { text += "\n\(summedUp)\n" }
        if let traffic { text += "\n" + traffic.markdown }
        return text
    }

    private static func table(
        _ classes: some Sequence<TableDifference.ChangedClass>, _ tenant: Tenant
    ) -> String {
        var table = TextTable(["messages", "before", "after", "for example"])
        for changed in classes {
            table.add([
                MessageClassWords.text(changed.messages, requires: tenant.requires), words(changed.before),
                words(changed.after) + (changed.isPartial ? " (some)" : ""), changed.example.json,
            ])
        }
        return table.markdown()
    }

    private static func escaped(_ text: String) -> String {
        Printable.line(text).map { "|\\`*_<>[]#".contains($0) ? "\\\($0)" : String($0) }.joined()
    }
}
