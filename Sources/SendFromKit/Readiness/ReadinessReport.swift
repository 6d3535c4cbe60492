internal import Diagnostics
internal import MessageIO
internal import SenderModel

/// Checklists and a contact list's counts as text and JSON.
public struct ReadinessReport: Sendable {
    private let tenants: [Readiness]
    private let contacts: ContactReport?
    private let maxBad: Double?

    /// - Parameters:
    ///   - tenants: what each tenant's checklist says.
    ///   - contacts: a contact list's counts, where one was given.
    ///   - maxBad: the share of bad contacts in percent that is still ready; nil for any.
    public init(_ tenants: [Readiness], contacts: ContactReport?, maxBad: Double?) {
        self.tenants = tenants
        self.contacts = contacts
        self.maxBad = maxBad
    }

    private var hasTooManyBad: Bool {
        guard let contacts, let maxBad else { return false }
        return contacts.badPercent > maxBad
    }

    /// Whether all tenants are, and the contacts are good enough.
    public var isReady: Bool { tenants.allSatisfy(\.isReady) && !hasTooManyBad }

    // MARK: - Text

    /// The checklist for the terminal.
    public func text(color: Bool) -> String {
        func painted(_ state: Readiness.State) -> String {
            let words = [Readiness.State.ok: "ok", .warn: "warn", .missing: "no"]
            let word = words[state] ?? ""
            let paint = [Readiness.State.ok: "32", .warn: "33;1", .missing: "31;1"][state] ?? "0"
            return (color ? "\u{1B}[\(paint)m\(word)\u{1B}[0m" : word) + String(repeating: " ", count: 6 - word.count)
        }
        var text = ""
        for tenant in tenants {
            text += "\(Printable.line(tenant.folder)) (\(tenant.tenant))\n"
            let width = tenant.items.map(\.title.unicodeScalars.count).max() ?? 0
            for item in tenant.items {
                let pad = String(repeating: " ", count: width - item.title.unicodeScalars.count + 2)
                text += "  \(painted(item.state))\(Printable.line(item.title))\(pad)\(Printable.line(item.text))\n"
                if let help = item.help {
                    text += String(repeating: " ", count: width + 10) + "= \(Printable.line(help))\n"
                }
            }
        }
        if let contacts {
            text += contactText(contacts, painted(hasTooManyBad ? .missing : contacts.bad > 0 ? .warn : .ok))
        }
        return text + (isReady ? "\nready\n" : "\nnot ready\n")
    }

    private func contactText(_ report: ContactReport, _ state: String) -> String {
        let bad =
            "\(report.bad) of \(report.contacts) contacts can't get text messages (\(Self.percent(report.badPercent)) %)"
        let limit = maxBad.map { ", \(Self.percent($0)) % may" } ?? ""
        var text = "\ncontacts, column \(Wording.quote(report.column))\n  \(state)\(bad)\(limit)\n\n"
        var table = TextTable(["", "contacts"] + ContactReport.Kind.allCases.map(\.rawValue))
        table.add(
            ["all", "\(report.contacts)"] + ContactReport.Kind.allCases.map { "\(report.count($0))" })
        for (country, counts) in report.countries {
            table.add(
                [country?.code ?? "no country", "\(counts.values.reduce(0, +))"]
                    + ContactReport.Kind.allCases.map { counts[$0].map { "\($0)" } ?? "" })
        }
        text += table.aligned().split(separator: "\n").map { "  \($0)\n" }.joined()
        return text
    }

    /// With one decimal, rounded up from the second so that a share over a limit never looks as if it were not.
    private static func percent(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded(.up))
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    }

    // MARK: - JSON

    /// `{"format_version":1,"ready","tenants":[{"tenant","ready","items":[{"item","state","text","help"}]}],"contacts":{…}}`
    public func json() -> String {
        let lists = tenants.map { tenant in
            let items = tenant.items.map { item in
                var pairs = [
                    "\"item\":\(JSONString.quoted(item.title))", "\"state\":\"\(item.state.rawValue)\"",
                    "\"text\":\(JSONString.quoted(item.text))",
                ]
                if let help = item.help { pairs.append("\"help\":\(JSONString.quoted(help))") }
                return "{" + pairs.joined(separator: ",") + "}"
            }
            return "{\"tenant\":\(JSONString.quoted(tenant.tenant)),\"ready\":\(tenant.isReady),\"items\":["
                + items.joined(separator: ",") + "]}"
        }
        var text = "{\"format_version\":1,\"ready\":\(isReady),\"tenants\":[\n" + lists.joined(separator: ",\n") + "]"
        if let contacts {
            let countries = contacts.countries.map { country, counts in
                let kinds = ContactReport.Kind.allCases.compactMap { kind in
                    counts[kind].map { "\"\(kind.rawValue)\":\($0)" }
                }
                let code = country.map { "\"\($0.code)\"" } ?? "null"
                return "{" + (["\"country\":\(code)"] + kinds).joined(separator: ",") + "}"
            }
            let kinds = ContactReport.Kind.allCases.map { "\"\($0.rawValue)\":\(contacts.count($0))" }
            text +=
                ",\"contacts\":{\"column\":\(JSONString.quoted(contacts.column)),\"contacts\":\(contacts.contacts),"
                + "\"bad\":\(contacts.bad)," + kinds.joined(separator: ",") + ",\"countries\":["
                + countries.joined(separator: ",") + "]}"
        }
        return text + "}\n"
    }
}
