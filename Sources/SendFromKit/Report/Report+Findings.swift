internal import Diagnostics
package import Linting

/// What lint found, and what tests gave.
extension Report {
    package static func findings(_ report: LintReport) -> HTML {
        guard !report.findings.isEmpty else { return "<p class=\"calm\">No findings.</p>\n" }
        let items = report.findings.map { finding -> HTML in
            let diagnostic = finding.diagnostic
            let (start, severity) = (diagnostic.place.start, diagnostic.severity.rawValue)
            let place =
                diagnostic.place.source == nil
                ? diagnostic.place.path : "\(diagnostic.place.path):\(start.line):\(start.column)"
            let text = TextRenderer(color: false).render(diagnostic)
            return """
                <li data-f data-kind="\(severity)"><details class="card \(severity)"><summary><span class="tag \(severity)">\(severity)</span> <span class="grow">\(HTML.prose(diagnostic.message))</span> <code>\(diagnostic.code.rawValue)</code> <span class="muted">\(place)</span></summary>
                <pre>\(HTML.lines(text))</pre></details></li>

                """
        }
        let kinds = Severity.allCases.filter { report.count($0) > 0 }.map { ($0.rawValue, report.count($0)) }
        return "<p>\(report.summary).</p>\n\(Report.chips(kinds))<ul class=\"list\">\n\(items)</ul>\n"
    }

    /// Buttons that show only some kinds.
    static func chips(_ kinds: [(kind: String, count: Int)]) -> HTML {
        guard kinds.count > 1 else { return "" }
        let buttons = kinds.map { kind, count in
            "<button type=\"button\" aria-pressed=\"false\" data-only=\"\(kind)\">\(kind) \(count)</button>" as HTML
        }
        return "<div class=\"chips\" role=\"group\" aria-label=\"Show only\" hidden>\(buttons)</div>\n"
    }

    func testsSection(_ tenant: Tenant, id: String) -> HTML {
        guard let run = tenant.run else { return "" }
        var body: HTML = "<h3 id=\"\(id)-tests\">Tests</h3>\n"
        if let coverage = tenant.coverage {
            body += """
                <p><progress max="\(max(coverage.reachable, 1))" value="\(coverage.hit)" aria-label="Rules tested"></progress> Tests reach \(coverage.hit) of the \(coverage.reachable) rules that can decide a message.</p>

                """
        }
        guard !run.results.isEmpty else {
            body += "<p class=\"muted\">There is no test case: they stand in <code>tests/*.yaml</code>.</p>\n"
            return body
        }
        let items = run.results.map { result -> HTML in
            let kind = result.passed ? "passed" : "failed"
            let note = result.note.map { " <span class=\"muted\">(\($0))</span>" as HTML } ?? ""
            let place = "\(result.place.path):\(result.place.start.line)"
            let head: HTML =
                "<span class=\"tag \(kind)\">\(kind)</span> <span class=\"grow\">\(result.name)\(note)</span> <span class=\"muted\">\(place)</span>"
            guard !result.passed else {
                return "<li data-f data-kind=\"passed\"><div class=\"card\">\(head)</div></li>\n"
            }
            let lines = (result.differences + [""] + result.explanation).joined(separator: "\n")
            return """
                <li data-f data-kind="failed"><details class="card error" open><summary>\(head)</summary>
                <pre>\(HTML.lines(lines))</pre></details></li>

                """
        }
        let passed = run.results.count(where: \.passed)
        let kinds = [("failed", run.results.count - passed), ("passed", passed)].filter { $0.1 > 0 }
        body += Report.chips(kinds)
        body += "<ul class=\"list\">\n\(items)</ul>\n"
        return body
    }
}
