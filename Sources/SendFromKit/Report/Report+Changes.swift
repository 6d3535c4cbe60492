internal import Evaluation
internal import Linting
internal import SenderModel
internal import TableAnalysis

/// What is decided differently than in another version.
extension Report {
    /// How many classes of one cause are shown: each has two traces.
    private static let mostClasses = 200

    func changesSection(_ changes: Changes) -> HTML {
        var body: HTML = "<p class=\"muted\">against <code>\(changes.old)</code></p>\n"
        guard let set = changes.set else {
            body += "<p class=\"note\">The difference was not told: \(changes.problem ?? "").</p>\n"
            return body
        }
        body += "<p class=\"\(set.isEmpty ? "calm" : "lead")\">\(set.summary).</p>\n"
        if let traffic = set.traffic { body += "<p>In the traffic given, \(traffic.share).</p>\n" }
        for name in set.added { body += "<p><span class=\"tag passed\">new</span> tenant \(name)</p>\n" }
        for name in set.removed { body += "<p><span class=\"tag failed\">gone</span> tenant \(name)</p>\n" }
        for tenant in set.tenants where !tenant.classes.isEmpty {
            let (before, after) = (Evaluator(tenant.before), Evaluator(tenant.after))
            if set.tenants.count > 1 { body += "<h3>\(tenant.name)</h3>\n" }
            for group in ChangeSet.groups(tenant) {
                let items = group.classes.prefix(Self.mostClasses).map { item($0, tenant, before, after) }
                body += "<h4>\(group.cause)</h4>\n<ul class=\"list\">\n\(items)</ul>\n"
                let more = group.classes.count - items.count
                if more > 0 {
                    body +=
                        "<p class=\"note\">And \(more) more: <code>sendfrom diff --format json</code> has them.</p>\n"
                }
            }
        }
        return body
    }

    private func isReject(_ outcome: TableDifference.ClassOutcome) -> Bool {
        if case .reject = outcome { true } else { false }
    }

    private func item(
        _ changed: TableDifference.ChangedClass, _ tenant: ChangeSet.Tenant, _ before: Evaluator, _ after: Evaluator
    ) -> HTML {
        let words = MessageClassWords.text(changed.messages, requires: tenant.requires)
        let partial: HTML =
            changed.isPartial ? " <span class=\"muted\">for the recipients whose choice differs</span>" : ""
        // The lines of files are those of the new version.
        let source = tenants.first { $0.table?.tenant == tenant.after.tenant }?.sourceLine ?? { _ in nil }
        return """
            <li data-f><details class="card change"><summary><span class="grow">\(words)\(partial)</span> <span class="was"><span class="sr">before: </span>\(ChangeSet.words(changed.before))</span> <span aria-hidden="true">→</span> <span class="now\(isReject(changed.after) ? " bad" : "")"><span class="sr">after: </span>\(ChangeSet.words(changed.after))</span></summary>
            <p class="example">for example <code>\(changed.example.json)</code></p>
            <div class="pair"><div><h5>Before</h5>
            \(DecisionCard(changed.example, before).trace { _ in nil })</div><div><h5>After</h5>
            \(DecisionCard(changed.example, after).trace(source))</div></div></details></li>

            """
    }
}
