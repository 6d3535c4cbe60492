internal import Diagnostics
internal import Linting
internal import SendFromKit
internal import SenderModel

/// The page for one tenant. Elements with `data-live` are put in the place of those of the same id when the files have
/// changed; what somebody typed stays.
struct Page {
    private let preview: Preview
    private let tenant: Int
    /// What was read, as the user named it.
    private let path: String
    private let version: String
    private let table: DecisionTable

    init(_ preview: Preview, tenant: Int, path: String, version: String) {
        self.preview = preview
        self.tenant = tenant
        self.path = path
        self.version = version
        table = preview.set.tables[tenant]
    }

    func html() -> String {
        let title = table.displayName ?? table.tenant
        let page: HTML = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(title) · SendFrom</title>
            <link rel="icon" href="data:,">
            <link rel="stylesheet" href="/page.css">
            <script src="/page.js" defer></script>
            </head>
            <body data-version="\(version)" data-tenant="\(table.tenant)">
            <a class="skip" href="#to">Skip to the message</a>
            <header class="bar">
            <p class="brand"><span aria-hidden="true">⇥</span> SendFrom <span class="muted">dry run</span></p>
            <nav aria-label="Sections"><a href="#message">Message</a><a href="#decision">Decision</a><a href="#findings">Findings</a></nav>
            <div class="tools"><button type="button" id="theme" aria-label="Light or dark">◐</button></div>
            </header>
            <main id="main">
            <h1 id="title" data-live>\(title)</h1>
            <noscript><p class="note">This page asks while you type, and needs JavaScript for it. <code>sendfrom explain</code> doesn't.</p></noscript>
            <p id="offline" class="note" role="alert" hidden>The server can't be reached: what you see is what it said last. It is asked again and again.</p>
            \(status())
            <div class="columns">
            \(form())
            <section id="decision" aria-labelledby="decision-h">
            <h2 id="decision-h">Decision</h2>
            <div id="verdict" role="status"><p class="muted">Type a recipient.</p></div>
            <div id="trace"></div>
            </section>
            </div>
            <section id="findings" aria-labelledby="findings-h">
            <h2 id="findings-h">Findings</h2>
            \(findings())
            </section>
            </main>
            <footer><p>Nothing is sent. Made by <code>sendfrom serve</code> \(SendFromVersion.text) from <code>\(path)</code>; decisions are those of <code>eval</code>.</p></footer>
            </body>
            </html>

            """
        return page.text
    }

    private func status() -> HTML {
        let trouble: HTML =
            preview.trouble.map {
                "<p class=\"note\"><b>Not what is on disk:</b> \($0). Decisions are from the last version without errors; what is wrong stands under <a href=\"#findings\">findings</a>.</p>"
            } ?? ""
        return "<div id=\"status\" role=\"status\" data-live>\(trouble)</div>"
    }

    // MARK: - The message

    private func form() -> HTML {
        """
        <section id="message" aria-labelledby="message-h">
        <h2 id="message-h">Message</h2>
        <form id="form" autocomplete="off" spellcheck="false">
        \(tenants())
        \(Self.select("direction", "Direction", Direction.names, first: nil))
        \(Self.text("to", "To", list: nil, hint: "+14155550123; inbound: one of our senders"))
        <div class="fields" role="group" aria-label="What the message says">
        \(Self.text("from", "From", list: "senders", hint: "a sender somebody named; inbound: the contact"))
        \(Self.text("conversation", "Conversation", list: "senders", hint: "the number the thread is on"))
        \(Self.text("user", "User", list: "users", hint: "who sends it"))
        \(Self.text("team", "Team", list: "teams", hint: "whose team sends it"))
        \(Self.select("origin", "Origin", Origin.names, first: "not given"))
        \(Self.select("purpose", "Purpose", Purpose.names, first: "not given"))
        \(Self.text("first_used", "First used", list: "senders", hint: "first number used with the contact"))
        \(Self.text("last_used", "Last used", list: "senders", hint: "number last picked for the contact"))
        </div>
        <fieldset><legend>Needs</legend>\(Need.names.map { "<label class=\"box\"><input type=\"checkbox\" name=\"needs\" value=\"\($0)\"> \($0)</label> " as HTML })</fieldset>
        \(choices())
        <div class="buttons"><button type="reset">Clear</button> <button type="button" id="share">Copy link</button> <span id="copied" role="status"></span></div>
        </form>
        </section>
        """
    }

    private func tenants() -> HTML {
        let names = preview.set.tables.map(\.tenant)
        guard names.count > 1 else { return "<div id=\"tenants\" data-live></div>" }
        let options = names.map { name -> HTML in
            "<option\(name == table.tenant ? " selected" as HTML : "")>\(name)</option>"
        }
        return """
            <div id="tenants" data-live><p class="field"><label for="tenant">Tenant</label><select id="tenant" name="tenant">\(options)</select></p></div>
            """
    }

    private static func text(_ name: String, _ label: String, list: String?, hint: String) -> HTML {
        let list: HTML = list.map { " list=\"\($0)\"" } ?? ""
        return """
            <p class="field"><label for="\(name)">\(label)</label><input id="\(name)" name="\(name)"\(list) aria-describedby="\(name)-hint"><small id="\(name)-hint">\(hint)</small></p>
            """
    }

    private static func select(_ name: String, _ label: String, _ values: [String], first: String?) -> HTML {
        let none: HTML = first.map { "<option value=\"\">\($0)</option>" } ?? ""
        return """
            <p class="field"><label for="\(name)">\(label)</label><select id="\(name)" name="\(name)">\(none)\(values.map { "<option>\($0)</option>" as HTML })</select></p>
            """
    }

    /// What the tenant declares: names to choose from, and its attributes.
    private func choices() -> HTML {
        let view = TableView(table)
        let senders = table.inventory.indices.map { index -> HTML in
            "<option value=\"\(view.reference(index))\">\(view.label(index))</option>"
        }
        let users = table.users.map { "<option value=\"\($0.name)\"></option>" as HTML }
        let teams = table.teams.map { "<option value=\"\($0.name)\"></option>" as HTML }
        let attributes = table.attributes.enumerated().map { index, attribute -> HTML in
            """
            <p class="field"><label for="attribute-\(index)">\(attribute.name)</label><input id="attribute-\(index)" name="\(attribute.name)" data-attribute list="values-\(index)"><datalist id="values-\(index)">\(attribute.values.map { "<option value=\"\($0)\"></option>" as HTML })</datalist></p>

            """
        }
        let fields: HTML =
            attributes.isEmpty
            ? "" : "<fieldset><legend>Attributes</legend><div class=\"fields\">\(attributes)</div></fieldset>"
        return """
            <div id="choices" data-live>
            <datalist id="senders">\(senders)</datalist><datalist id="users">\(users)</datalist><datalist id="teams">\(teams)</datalist>
            \(fields)</div>
            """
    }

    // MARK: - Findings

    private func findings() -> HTML {
        let body: HTML
        switch preview.findings {
        case .none: body = "<p class=\"muted\">Linting…</p>"
        case .problem(let text): body = "<p class=\"note\">No findings: \(text).</p>"
        case .report(let report, let isWhole):
            let own = report.findings.filter { $0.tenant == nil || $0.tenant == table.tenant || isBroken($0.tenant) }
            let others = report.findings.count - own.count
            body = """
                \(Report.findings(LintReport(findings: own, tenants: report.tenants.filter { $0.name == table.tenant })))\(others == 0 ? "" : "<p class=\"muted\">\(Wording.number(others, "finding")) of other tenants.</p>" as HTML)\(isWhole ? "" : "<p class=\"muted\">Checks that are proved over all messages are on their way…</p>" as HTML)
                """
        }
        return "<div id=\"found\" data-live>\(body)</div>"
    }

    /// Whether a finding's tenant is none that is shown: it has errors, perhaps in its name.
    private func isBroken(_ name: String?) -> Bool { !preview.set.tables.contains { $0.tenant == name } }
}
