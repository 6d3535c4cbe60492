internal import SenderModel

/// The decisions of a file's messages.
extension Report {
    func messagesSection(_ messages: ReportedMessages) -> HTML {
        let summary = messages.summary
        var body: HTML =
            "<p>\(summary.messages) messages of <code>\(messages.path)</code>: \(summary.sent) sent, \(summary.rejected) rejected, \(summary.routed) routed, \(summary.errors) errors.</p>\n"
        body += shares(messages)
        if messages.items.count < summary.messages {
            body += "<p class=\"note\">The first \(messages.items.count) are shown one by one; all are counted.</p>\n"
        }
        let kinds = [
            ("sent", summary.sent), ("rejected", summary.rejected), ("routed", summary.routed),
            ("error", summary.errors),
        ]
        body += Report.chips(kinds.filter { $0.1 > 0 })
        let before = Dictionary(
            (changes?.set?.traffic?.list ?? []).map { ($0.place, $0.before) }, uniquingKeysWith: { first, _ in first })
        let items = messages.items.map { item -> HTML in
            let title = item.id.map { "\($0) (\(item.place))" } ?? item.place
            let was = before[item.place].map { "<span class=\"tag warning\">was \($0)</span> " as HTML } ?? ""
            switch item.result {
            case .decided(let tenant, let card):
                let source = tenants.indices.contains(tenant) ? tenants[tenant].sourceLine : { _ in nil }
                let name: HTML = tenants.count > 1 ? "<span class=\"muted\">\(tenants[tenant].name)</span> " : ""
                return "<li data-f data-kind=\"\(card.kind)\">\(card.html(title, note: "\(name)\(was)", source))</li>\n"
            case .unknownTenant(let name):
                let why = name.map { "tenant `\($0)` is not loaded" } ?? "it names no tenant, and several are loaded"
                return
                    "<li data-f data-kind=\"rejected\"><div class=\"card\"><span class=\"tag rejected\">rejected</span> <b>\(title)</b> <span class=\"grow\">\(why)</span> <span class=\"out\">\(RejectReason.unknownTenant.rawValue)</span></div></li>\n"
            case .error(let problem):
                return
                    "<li data-f data-kind=\"error\"><div class=\"card\"><span class=\"tag error\">error</span> <b>\(title)</b> <span class=\"grow\">\(problem)</span></div></li>\n"
            }
        }
        body += "<ul class=\"list\">\n\(items)</ul>\n"
        return body
    }

    /// How many messages each rule decided, as bars.
    private func shares(_ messages: ReportedMessages) -> HTML {
        let most = max(messages.byRow.flatMap { $0 }.max() ?? 0, 1)
        var bars: [HTML] = []
        for (tenant, counts) in messages.byRow.enumerated() where tenants.indices.contains(tenant) {
            for (row, count) in counts.enumerated() where count > 0 {
                let name = tenants[tenant].table?.rows[row].name ?? ""
                let whose = tenants.count > 1 ? tenants[tenant].name + ": " : ""
                bars.append(
                    "<tr><th scope=\"row\"><a href=\"#t\(tenant)-r\(row)\">\(whose)\(name)</a></th><td class=\"num\">\(count)</td><td class=\"bar-cell\" aria-hidden=\"true\"><span class=\"meter\" style=\"width:\(max(count * 100 / most, 1))%\"></span></td></tr>\n"
                )
            }
        }
        return bars.isEmpty ? "" : Report.table("Messages by the rule that decided", ["Rule", "Messages", ""], bars)
    }
}
