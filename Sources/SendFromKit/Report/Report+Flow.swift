internal import SenderModel

/// The order as a picture: a message falls from rule to rule until one decides; jumps are arcs beside them.
extension Report {
    /// Of a rule's box with the way to the next, in CSS pixels; the style sheet has the same.
    private static let step = 84
    /// From a step's top to the middle of its box.
    private static let middle = 32

    func flow(_ view: TableView, id: String) -> HTML {
        let rows = view.table.rows
        let steps = rows.enumerated().map { index, row in node(row, index, view, id: id) }
        let arcs = self.arcs(rows)
        let picture: HTML = """
            <div class="flow\(arcs == nil ? "" : " jumps")">
            <p class="start">a message</p>
            <div class="track">\(arcs ?? "")<ol aria-label="The order of the rules">
            \(steps)</ol></div>
            <p class="end"><span class="tag rejected">rejected</span> no rule gives a sender</p>
            </div>

            """
        // A long order is a picture to ask for.
        guard rows.count > 40 else { return picture }
        return
            "<details class=\"card\"><summary>Show the \(rows.count) rules as a picture</summary>\n\(picture)</details>\n"
    }

    private func node(_ row: DecisionTable.Row, _ index: Int, _ view: TableView, id: String) -> HTML {
        let conditions = [("when", row.when), ("unless", row.unless)].compactMap { word, condition in
            condition.map { "\(word) \(view.describe($0))" }
        }.joined(separator: "; ")
        let words = words(row.source, view)
        let asks = conditions.isEmpty ? "every message" : conditions
        let out: HTML =
            row.source == .reject
            ? "<span class=\"tag rejected\">rejected</span>"
            : "<span class=\"pill\" title=\"\(words)\">\(words)</span>"
        var fails: HTML = ""
        switch (row.source, row.ifUnusable) {
        case (.best, _), (.pool, _), (.reject, _), (_, .next): break
        case (_, .reject): fails = "<span class=\"fails\">unusable: rejected</span>"
        case (_, .row(let target)):
            fails =
                "<span class=\"fails jump\">unusable: to <a href=\"#\(id)-r\(target)\">\(target + 1). \(view.table.rows[target].name)</a></span>"
        }
        return """
            <li><a class="node" href="#\(id)-r\(index)"><span class="n">\(index + 1)</span><span class="what"><b title="\(row.name)">\(row.name)</b><small title="\(asks)">\(asks)</small></span></a><span class="arrow" aria-hidden="true"></span>\(out)\(fails)</li>

            """
    }

    /// What a source gives, in words.
    private func words(_ source: DecisionTable.Source, _ view: TableView) -> String {
        switch source {
        case .conversation: "the thread's number"
        case .explicit: "the sender the message names"
        case .user: "the user's own number"
        case .firstUsed: "the number first used"
        case .lastUsed: "the number last used"
        case .countryDefault: "the country's default"
        case .default:
            if case .sender(let sender) = view.table.defaultSender {
                "the default, \(view.label(sender))"
            } else {
                "the default: there is none"
            }
        case .team: "the team's sender"
        case .best: "the best usable sender"
        case .pool(let pool): "one of the pool \(view.table.pools[pool].name)"
        case .sender(let sender): view.label(sender)
        case .reject: ""
        }
    }

    /// The jumps, drawn; nil where there is none.
    private func arcs(_ rows: [DecisionTable.Row]) -> HTML? {
        let jumps = rows.enumerated().compactMap { index, row -> (from: Int, to: Int)? in
            if case .row(let target) = row.ifUnusable { (index, target) } else { nil }
        }
        guard !jumps.isEmpty else { return nil }
        let paths = jumps.enumerated().map { number, jump -> HTML in
            let (from, to) = (jump.from * Self.step + Self.middle + 8, jump.to * Self.step + Self.middle - 8)
            // Arcs beside each other, the fourth where the first is.
            let x = 34 - (number % 4) * 9
            return """
                <path d="M56 \(from) C \(x) \(from), \(x) \(from), \(x) \(from + 20) L \(x) \(to - 20) C \(x) \(to), \(x) \(to), 50 \(to)"/><path class="head" d="M56 \(to) l -8 -5 v 10 z"/>
                """
        }
        return """
            <svg class="arcs" width="56" height="\(rows.count * Self.step)" aria-hidden="true" focusable="false">\(paths)</svg>
            """
    }
}
