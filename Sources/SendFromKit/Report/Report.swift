// In: tenants read, linted, tested and analysed, what changes, messages decided. Out: one page of HTML that needs
// nothing beside it. What it shows was decided by the evaluator; nothing here decides. The same input gives the same
// bytes.
internal import Diagnostics
internal import Linting
internal import SenderModel

/// What is known of some tenants, as one page.
package struct Report: Sendable {
    let title: String
    let tenants: [Tenant]
    /// None where tenants come from a compiled file.
    let lint: LintReport?
    let changes: Changes?
    let messages: ReportedMessages?

    /// One tenant of the page.
    struct Tenant: Sendable {
        let name: String
        /// As given on the command line; none for a compiled file.
        let folder: String?
        /// None where errors make it meaningless.
        let table: DecisionTable?
        /// Results of its tests; none where there are no files, or they can't be read.
        let run: TestSuite.Run?
        /// Reachable rows, each with a message it decides.
        let coverage: Coverage?
        /// Why there is no coverage.
        let problem: String?
        /// The line of a file that a row's `at` names.
        let sourceLine: @Sendable (String) -> String?
    }

    /// What changes since another version.
    struct Changes: Sendable {
        /// The other version, as the user named it.
        let old: String
        let set: ChangeSet?
        /// Why there is no set.
        let problem: String?
    }

    /// Whether examples and coverage were wanted.
    let isAnalysed: Bool

    /// What was asked for and is missing from the page, which says so too.
    package var problems: [String] {
        var problems = tenants.filter { $0.table == nil }.map {
            "\($0.name) has errors: the page has its findings only"
        }
        if isAnalysed {
            for tenant in tenants {
                if let problem = tenant.problem { problems.append("no examples for \(tenant.name): \(problem)") }
            }
        }
        if let problem = changes?.problem { problems.append("the difference was not told: \(problem)") }
        return problems
    }

    /// The page.
    package func html() -> String {
        var sections: [(id: String, title: String, body: HTML)] = []
        if let changes { sections.append(("changes", "Changes", changesSection(changes))) }
        if let lint { sections.append(("findings", "Findings", Self.findings(lint))) }
        for (index, tenant) in tenants.enumerated() {
            sections.append(("t\(index)", tenant.name, tenantSection(tenant, id: "t\(index)")))
        }
        if let messages { sections.append(("messages", "Messages", messagesSection(messages))) }
        let links = sections.map { section in "<a href=\"#\(section.id)\">\(section.title)</a>" as HTML }
        let bodies = sections.map { section in
            """
            <section id="\(section.id)" aria-labelledby="\(section.id)-h">
            <h2 id="\(section.id)-h">\(section.title)</h2>
            \(section.body)</section>

            """ as HTML
        }
        let page: HTML = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="generator" content="sendfrom \(SendFromVersion.text)">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src '\(ReportScript.hash)'; base-uri 'none'; form-action 'none'">
            <title>\(title) · SendFrom report</title>
            <style>\(ReportStyle.css)</style>
            </head>
            <body>
            <a class="skip" href="#main">Skip to the report</a>
            <header class="bar">
            <p class="brand"><span aria-hidden="true">⇥</span> SendFrom <span class="muted">report</span></p>
            <nav aria-label="Sections">\(links)</nav>
            <div class="tools" hidden>
            <input id="search" type="search" placeholder="Search  ( / )" aria-label="Search rules, senders, findings and messages" autocomplete="off">
            <span id="count" role="status"></span>
            <button type="button" id="open">Open all</button>
            <button type="button" id="theme" aria-label="Light or dark">◐</button>
            </div>
            </header>
            <main id="main">
            <h1>\(title)</h1>
            \(overview())
            \(bodies)</main>
            <footer><p>Made by <code>sendfrom report</code> \(SendFromVersion.text). Every decision shown was made by the evaluator that <code>eval</code> runs.</p></footer>
            <script>\(ReportScript.source)</script>
            </body>
            </html>

            """
        return page.text
    }

    /// The figures at the top.
    private func overview() -> HTML {
        var tiles: [HTML] = []
        func tile(_ figure: String, _ words: String, _ link: String, _ kind: String = "") {
            tiles.append(
                "<li class=\"\(kind)\"><a href=\"#\(link)\"><strong>\(figure)</strong> <span>\(words)</span></a></li>\n"
            )
        }
        let tables = tenants.compactMap(\.table)
        let tested = tenants.firstIndex { $0.run != nil } ?? 0
        if tenants.count > 1 { tile("\(tenants.count)", "tenants", "t0") }
        tile("\(tables.map(\.rows.count).reduce(0, +))", "rules", "t0")
        tile(
            "\(tables.map(\.inventory.count).reduce(0, +))", "senders",
            tenants.count == 1 && !tables.isEmpty ? "t0-senders" : "t0")
        if let lint {
            let (errors, warnings) = (lint.count(.error), lint.count(.warning))
            let kind = errors > 0 ? "bad" : warnings > 0 ? "warn" : "good"
            let words =
                errors + warnings == 0
                ? "errors and warnings" : "\(Wording.number(errors, "error")), \(Wording.number(warnings, "warning"))"
            tile("\(errors + warnings)", words, "findings", kind)
        }
        let results = tenants.compactMap(\.run).flatMap(\.results)
        if !results.isEmpty {
            let passed = results.count(where: \.passed)
            tile(
                "\(passed)/\(results.count)", "tests pass", "t\(tested)-tests", passed == results.count ? "good" : "bad"
            )
        }
        let covered = tenants.filter { $0.run != nil }.compactMap(\.coverage)
        if !covered.isEmpty {
            let (hit, all) = (covered.map(\.hit).reduce(0, +), covered.map(\.reachable).reduce(0, +))
            tile("\(hit)/\(all)", "rules that can decide are tested", "t\(tested)-tests", hit == all ? "good" : "warn")
        }
        if let changes {
            let words = changes.set.map {
                $0.classCount == 1 ? "class of messages changes" : "classes of messages change"
            }
            tile(changes.set.map { "\($0.classCount)" } ?? "?", words ?? "change: not told", "changes")
        }
        if let messages { tile("\(messages.summary.messages)", "messages decided", "messages") }
        return "<ul class=\"tiles\" aria-label=\"Overview\">\n\(tiles)</ul>"
    }
}
