import Foundation
import SendFromCLI
import Testing
import TableAnalysis
import TestSupport

/// `report`: one page, whole and safe. How it looks and behaves is for `make report-test`, in a browser.
@Suite struct ReportTests {
    private static let hostile = "Tests/Report/hostile"

    private func page(_ arguments: String) -> String {
        let run = CommandRun("report \(arguments) -o - --today 2026-06-01")
        #expect(run.status == .fine, "\(run.errors)")
        #expect(run.errors == "")
        return run.output
    }

    /// The texts between two marks.
    private func all(_ start: String, _ end: String, in text: String) -> [String] {
        text.components(separatedBy: start).dropFirst().map { $0.components(separatedBy: end)[0] }
    }

    // MARK: - What it shows

    @Test(arguments: ["crm", "global", "helpdesk", "per-user", "pool"])
    func everyExampleHasItsRowsAndADecisionForEachThatDecides(_ name: String) throws {
        let page = page("examples/\(name)")
        let table = CommandRun("table examples/\(name) --format csv").output
        let rows = table.split(separator: "\n").dropFirst()
        #expect(!rows.isEmpty)
        for index in 0..<rows.count {
            #expect(page.contains("<tr data-f id=\"t0-r\(index)\">"), "row \(index)")
        }
        let examples = all("<li data-f id=\"t0-e", "</li>", in: page).count
        let unreachable = all("never decides", "<", in: page).count
        #expect(examples + unreachable == rows.count)
        #expect(all("href=\"#", "\"", in: page).allSatisfy { page.contains(" id=\"\($0)\"") }, "a link leads nowhere")
    }

    @Test func theSamePathGivesTheSameBytes() {
        let arguments =
            "examples/helpdesk --diff docs/samples/helpdesk-new --messages examples/helpdesk/messages/monday.ndjson"
        #expect(page(arguments) == page(arguments))
    }

    @Test func itNeedsNothingBesideIt() {
        let page = page("examples/helpdesk --diff docs/samples/helpdesk-new")
        for reference in ["src=", "<link", "@import", "url(", "http://", "https://", "//cdn"] {
            #expect(!page.contains(reference), "\(reference)")
        }
        #expect(page.contains("default-src 'none'"))
    }

    @Test func thePolicyNamesTheScriptItHas() throws {
        let page = page("examples/helpdesk")
        let script = try #require(all("<script>", "</script>", in: page).first)
        let digest = Data(SHA256.digest(Array(script.utf8))).base64EncodedString()
        #expect(page.contains("script-src 'sha256-\(digest)'"))
    }

    @Test func messagesOpenToTheTraceThatExplainPrints() throws {
        let page = page("examples/helpdesk --messages examples/helpdesk/messages/with-a-broken-line.ndjson")
        let eval = CommandRun(
            "eval examples/helpdesk examples/helpdesk/messages/with-a-broken-line.ndjson --format ndjson")
        let decisions = eval.output.split(separator: "\n")
        let section = try #require(page.components(separatedBy: "<section id=\"messages\"").last)
        #expect(all("<li data-f data-kind=\"", "\"", in: section).count == decisions.count)
        for (kind, outcome) in [("sent", "send"), ("rejected", "reject"), ("error", "error")] {
            let shown = all("<li data-f data-kind=\"", "\"", in: section).count { $0 == kind }
            #expect(shown == decisions.count { $0.contains("\"outcome\":\"\(outcome)\"") }, "\(kind)")
        }
        // One of them, step by step.
        let explained = CommandRun("explain examples/helpdesk --to +24775678 --team support")
        let steps = explained.output.split(separator: "\n").filter { $0.contains(". ") && $0.hasPrefix("  ") }
        let lines = all("<li class=\"", "</li>", in: self.page("examples/helpdesk"))
        #expect(steps.count == 5)
        for step in steps {
            let words = step.split(separator: "  ").map { $0.trimmingCharacters(in: .whitespaces) }
            let last = try #require(words.last).replacing(#/`([^`]*)`/#) { "<code>\($0.output.1)</code>" }
            #expect(lines.contains { $0.hasSuffix("<span>\(last)</span>") }, "\(step)")
        }
    }

    @Test func changesAreThoseOfDiff() {
        let page = page("docs/samples/helpdesk-new --diff examples/helpdesk")
        let diff = CommandRun("diff examples/helpdesk docs/samples/helpdesk-new").output
        #expect(page.contains("<p class=\"lead\">4 classes of messages change, in 1 country.</p>"))
        for example in all("e.g. ", "\n", in: diff) {
            #expect(page.contains("<code>\(example.replacing("\"", with: "&quot;"))</code>"), "\(example)")
        }
        #expect(all("<details class=\"card change\">", "</details>", in: page).count == 4)
    }

    @Test func manyNeighboursThatDoNotApplyAreOneLine() throws {
        func page(_ count: Int) throws -> String {
            let rules = (0..<count).map { "{name: r\($0), use: default, when: {team: t\($0)}}" }.joined(separator: ", ")
            let teams = (0..<count).map { "t\($0): {}" }.joined(separator: ", ")
            let head = SmallTenant.yaml.components(separatedBy: "order:")[0]
            let folder = try TemporaryFolder([
                "tenant.yaml": head + "teams: {\(teams)}\norder: {rules: [\(rules), default]}\n"
            ])
            return self.page(folder.path)
        }
        #expect(try page(9).contains("value=\"1\"><b>to 9</b> <span>do not apply: 9 rules, by their conditions</span>"))
        #expect(try page(8).contains("value=\"8\"><b>r7</b> <span>does not apply (when team: t7)</span>"))
    }

    @Test func aFolderOfTenantsIsOnePage() {
        let page = page("examples")
        #expect(all("href=\"#", "\"", in: page).allSatisfy { page.contains(" id=\"\($0)\"") }, "a link leads nowhere")
        for index in 0..<5 { #expect(page.contains("<section id=\"t\(index)\"")) }
        let ids = all(" id=\"", "\"", in: page)
        #expect(Set(ids).count == ids.count, "an id stands twice")
    }

    @Test func aCompiledFileHasItsTableAndExamples() throws {
        let folder = try TemporaryFolder()
        #expect(CommandRun("compile examples/helpdesk -o \(folder.path)/t.json").status == .fine)
        let page = page("\(folder.path)/t.json")
        #expect(page.contains("id=\"t0-e0\"") && !page.contains("id=\"findings\"") && !page.contains("id=\"t0-tests\""))
    }

    // MARK: - Errors

    @Test func aTenantWithErrorsHasAPageOfItsFindings() throws {
        let folder = try TemporaryFolder([
            "tenant.yaml": SmallTenant.yaml.replacing("sender: support", with: "sender: suport")
        ])
        let run = CommandRun("report \(folder.path) -o \(folder.path)/r.html --diff examples/helpdesk")
        #expect(run.status == .findings)
        #expect(run.errors.contains("sendfrom: acme has errors: the page has its findings only\n"))
        let page = try folder.read("r.html")
        #expect(page.contains("unresolved-reference") && !page.contains("id=\"t0-table\""))
    }

    @Test func whatCannotBeReadIsSaid() throws {
        #expect(CommandRun("report examples/helpdesk").status == .usage)
        #expect(CommandRun("report no/such/folder -o -").status == .usage)
        #expect(CommandRun("report examples/helpdesk -o - --messages no.ndjson").status == .usage)
        #expect(CommandRun("report examples/helpdesk -o - --messages -").status == .usage)
        #expect(CommandRun("report examples/helpdesk -o /no/such/folder/r.html").status == .usage)
    }

    @Test func withoutAnalysisThereAreNoExamplesAndItSaysWhy() {
        let page = page("examples/helpdesk --no-analysis")
        #expect(page.contains("--no-analysis") && !page.contains("id=\"t0-e0\"") && page.contains("id=\"t0-r0\""))
    }

    // MARK: - Hostile text

    @Test func noNameBecomesMarkup() {
        let page = page("\(Self.hostile) --messages Tests/Report/messages.ndjson --diff examples/helpdesk")
        #expect(all("<script", ">", in: page) == [""], "a script of ours, and no other")
        #expect(all("</script", ">", in: page).count == 1 && all("</style", ">", in: page).count == 1)
        for markup in ["<img", "<svg onload", "<h1>germany", "<i>gold", "<b>\"", "sales</details>", "\u{202E}"] {
            #expect(!page.contains(markup), "\(markup)")
        }
        // Each is there, as text.
        for text in ["&lt;img src=x onerror=", "sales&lt;/details&gt;", "&lt;h1&gt;germany", "&lt;i&gt;gold", "Söhne"] {
            #expect(page.contains(text), "\(text)")
        }
        for element in ["details", "section", "table", "ul", "ol", "li", "div", "span", "svg"] {
            let opened = all("<\(element)", ">", in: page).count { $0.isEmpty || $0.hasPrefix(" ") }
            #expect(
                opened == page.components(separatedBy: "</\(element)>").count - 1,
                "<\(element)> is not closed as often as opened")
        }
    }

    @Test func aJumpIsDrawnAndLeadsToItsRule() {
        let page = page(Self.hostile)
        #expect(page.contains("<svg class=\"arcs\"") && page.contains("unusable: to <a href=\"#t0-r4\">"))
        #expect(!self.page("examples/helpdesk").contains("<svg"))
    }

    @Test func secretsStayHidden() throws {
        let secret = ["eyJhbGciOiJIUzI1NiJ9", "eyJzdWIiOiIxMjM0NTY3ODkwIn0", "SflKxwRJSMeKKF2QT4fwpMeJf36P"]
        let yaml =
            SmallTenant.yaml.replacing("name: Support line", with: "name: \(secret.joined(separator: "."))")
            + "providers: {main: {kind: generic, credentials: {token: hunter2-correct-horse}}}\n"
        let folder = try TemporaryFolder(["tenant.yaml": yaml])
        let run = CommandRun("report \(folder.path) -o -")
        #expect(run.output.contains("plaintext-secret"))
        for part in secret + ["hunter2", "correct-horse"] { #expect(!run.output.contains(part), "\(part)") }
    }
}
