internal import Evaluation
internal import SenderModel

/// A tenant: its order, its table, an example for each row, its senders and people.
extension Report {
    func tenantSection(_ tenant: Tenant, id: String) -> HTML {
        var body: HTML = ""
        if let folder = tenant.folder { body += "<p class=\"muted\">from <code>\(folder)</code></p>\n" }
        guard let table = tenant.table else {
            body +=
                "<p class=\"note\">Errors make this tenant's table meaningless, so there is none to show: see the findings.</p>\n"
            return body
        }
        let view = TableView(table)
        if let problem = tenant.problem { body += "<p class=\"note\">No examples, no coverage: \(problem).</p>\n" }
        body += "<h3 id=\"\(id)-order\">The order</h3>\n"
        body += flow(view, id: id)
        body += "<h3 id=\"\(id)-table\">Decision table</h3>\n"
        body += rows(tenant, view, id: id)
        body += examples(tenant, view, id: id)
        body += "<h3 id=\"\(id)-senders\">Senders</h3>\n"
        body += inventory(view)
        body += people(view)
        body += testsSection(tenant, id: id)
        return body
    }

    /// A table that can be scrolled by keyboard, its name read out.
    static func table(_ caption: String, _ header: [String], _ rows: [HTML]) -> HTML {
        let cells = header.map { "<th scope=\"col\">\($0)</th>" as HTML }
        return """
            <div class="scroll" role="region" tabindex="0" aria-label="\(caption)"><table>
            <caption>\(caption)</caption>
            <thead><tr>\(cells)</tr></thead>
            <tbody>
            \(rows)</tbody>
            </table></div>

            """
    }

    /// A condition as one line a key.
    private func condition(_ condition: DecisionTable.Condition?, _ view: TableView) -> HTML {
        guard let condition else { return "<span class=\"muted\" aria-label=\"always\">–</span>" }
        let parts = view.parts(of: condition).map { part in
            let values = part.values.map { "<span class=\"value\">\($0)</span> " as HTML }
            return "<div class=\"cond\"><b>\(part.name)</b> \(values)</div>" as HTML
        }
        return HTML(parts)
    }

    private func rows(_ tenant: Tenant, _ view: TableView, id: String) -> HTML {
        let coverage = tenant.coverage.map { Dictionary(uniqueKeysWithValues: $0.rows.map { ($0.position, $0) }) }
        let shown = (
            when: view.table.rows.contains { $0.when != nil }, unless: view.table.rows.contains { $0.unless != nil }
        )
        let rows = view.table.rows.enumerated().map { index, row -> HTML in
            let covered = coverage?[index]
            let example: HTML
            if covered != nil {
                example = "<a href=\"#\(id)-e\(index)\" aria-label=\"Example of rule \(index + 1)\">example</a>"
            } else {
                example = coverage == nil ? "" : "<span class=\"tag warning\">never decides</span>"
            }
            let tested: HTML
            if tenant.run == nil {
                tested = ""
            } else {
                tested =
                    covered.map {
                        $0.isHit ? "<span class=\"yes\">tested</span>" : "<span class=\"no\">not tested</span>"
                    } ?? ""
            }
            let cells = view.cells(row)
            let when: HTML = shown.when ? "<td>\(condition(row.when, view))</td>" : ""
            let unless: HTML = shown.unless ? "<td>\(condition(row.unless, view))</td>" : ""
            return """
                <tr data-f id="\(id)-r\(index)"><td class="num">\(index + 1)</td><th scope="row">\(row.name)</th>\(when)\(unless)<td>\(cells.use)</td><td>\(cells.require)</td><td>\(cells.ifUnusable)</td><td>\(example) \(tested)</td><td class="muted"><code>\(row.at)</code></td></tr>

                """
        }
        // A column that is empty throughout is left out.
        let header =
            ["#", "Rule"] + (shown.when ? ["When"] : []) + (shown.unless ? ["Unless"] : [])
            + ["Use", "Require", "If unusable", "Example", "At"]
        var body = Report.table("Decision table of \(tenant.name)", header, rows)
        let inputs = view.table.inputs.map { "<code>\($0.name)</code> " as HTML }
        body +=
            "<p class=\"muted\">Hit policy \(view.table.hitPolicy.rawValue): the first rule whose conditions hold and whose sender is usable decides. Reads \(inputs)</p>\n"
        let foot = view.foot().map { "<li>\($0)</li>\n" as HTML }
        body += "<ul class=\"foot\">\n\(foot)</ul>\n"
        return body
    }

    /// A message for each row that decides one.
    private func examples(_ tenant: Tenant, _ view: TableView, id: String) -> HTML {
        guard let coverage = tenant.coverage, !coverage.rows.isEmpty else { return "" }
        let evaluator = Evaluator(view.table)
        let items = coverage.rows.map { row -> HTML in
            let card = DecisionCard(row.example, evaluator)
            return
                "<li data-f id=\"\(id)-e\(row.position)\">\(card.html("\(row.position + 1). \(row.name)", tenant.sourceLine))</li>\n"
        }
        return """
            <h3 id="\(id)-examples">One message for each rule</h3>
            <p class="muted">Found by the exact analysis, decided by the evaluator. Open one for its whole trace.</p>
            <ul class="list">
            \(items)</ul>

            """
    }

    private func inventory(_ view: TableView) -> HTML {
        let uses = SenderRoles(view)
        let rows = view.table.inventory.enumerated().map { index, entry -> HTML in
            let status: HTML =
                "<span class=\"tag \(entry.status == .active ? "passed" : "warning")\">\(entry.status.rawValue)</span>"
            let flags = [entry.isAssigned ? nil : "not assigned", entry.isShared ? "shared" : nil].compactMap { $0 }
            let registered = entry.registeredIn.sorted.map(\.code).joined(separator: " ")
            return """
                <tr data-f><th scope="row"><code>\(entry.sender)</code></th><td>\(entry.id ?? "")</td><td>\(entry.name ?? "")</td><td>\(entry.kind.rawValue)</td><td>\(entry.country?.code ?? "")</td><td>\(entry.capabilities.members.map(\.rawValue).joined(separator: " "))</td><td>\(status) \(flags.joined(separator: ", "))</td><td>\(registered)</td><td>\(uses.text(index))</td></tr>

                """
        }
        let header = ["Sender", "Id", "Name", "Type", "Country", "Can", "Status", "Registered in", "Named by"]
        return Report.table("Senders", header, rows)
    }

    private func people(_ view: TableView) -> HTML {
        let table = view.table
        func label(_ sender: Int?) -> String { sender.map(view.label) ?? "" }
        var body: HTML = ""
        if !table.teams.isEmpty {
            let rows = table.teams.map { team -> HTML in
                let countries = team.countries.keys.sorted()
                    .map { "\($0) \(view.reference(team.countries[$0] ?? 0))" }.joined(separator: ", ")
                return
                    "<tr data-f><th scope=\"row\">\(team.name)</th><td>\(label(team.sender))</td><td>\(countries)</td><td>\(team.members.joined(separator: ", "))</td></tr>\n"
            }
            body += "<h3>Teams</h3>\n"
            body += Report.table("Teams", ["Team", "Sender", "By country", "Members"], rows)
        }
        if !table.users.isEmpty {
            let rows = table.users.map { user in
                "<tr data-f><th scope=\"row\">\(user.name)</th><td>\(label(user.sender))</td></tr>\n" as HTML
            }
            body += "<h3>Users</h3>\n"
            body += Report.table("Users", ["User", "Own number"], rows)
        }
        return body
    }
}
