internal import Diagnostics
internal import Linting
internal import MessageIO
internal import YAMLEditing

/// `{"format_version":1,"diagnostics":[…],"summary":{…}}` (contract, section 6), a finding a line.
enum LintJSON {
    static func write(_ report: LintReport) -> String {
        var resolver = FixEdits()
        let findings = report.findings.map { finding($0, &resolver) }
        let counts = [("errors", Severity.error), ("warnings", .warning), ("infos", .info)].map {
            "\"\($0)\":\(report.count($1))"
        }
        return "{\"format_version\":1,\"diagnostics\":["
            + (findings.isEmpty ? "" : "\n" + findings.joined(separator: ",\n") + "\n")
            + "],\"summary\":{\(counts.joined(separator: ",")),\"tenants\":\(report.tenants.count)}}\n"
    }

    private static func finding(_ finding: LintReport.Finding, _ resolver: inout FixEdits) -> String {
        let diagnostic = finding.diagnostic
        var pairs = [
            text("code", diagnostic.code.rawValue), text("severity", diagnostic.severity.rawValue),
            text("message", diagnostic.message),
        ]
        if let tenant = finding.tenant { pairs.append(text("tenant", tenant)) }
        pairs += place(diagnostic.place)
        if let help = diagnostic.help { pairs.append(text("help", help)) }
        let related = diagnostic.related.map { related in
            "{" + ([text("message", related.message)] + place(related.place)).joined(separator: ",") + "}"
        }
        pairs.append("\"related\":[\(related.joined(separator: ","))]")
        if let fix = diagnostic.fix, let files = resolver.edits(of: fix) {
            let edits = files.flatMap { file in
                file.edits.map { edit in
                    "{" + (place(Place(file.source, edit.range)) + [text("text", edit.text)]).joined(separator: ",")
                        + "}"
                }
            }
            pairs.append("\"fix\":{\(text("title", fix.title)),\"edits\":[\(edits.joined(separator: ","))]}")
        }
        return "{" + pairs.joined(separator: ",") + "}"
    }

    private static func text(_ key: String, _ value: String) -> String { "\"\(key)\":\(JSONString.quoted(value))" }

    private static func place(_ place: Place) -> [String] {
        let (start, end) = (place.start, place.end)
        return [
            text("file", place.path), "\"line\":\(start.line)", "\"column\":\(start.column)",
            "\"end_line\":\(end.line)", "\"end_column\":\(end.column)",
        ]
    }
}
