internal import Diagnostics
internal import Linting

/// GitHub's workflow commands: `::error file=…,line=…::message`, shown as annotations of the changed files.
enum LintGitHub {
    static func write(_ report: LintReport) -> String {
        report.findings.map { finding in
            let diagnostic = finding.diagnostic
            let (start, end) = (diagnostic.place.start, diagnostic.place.end)
            let command = [Severity.error: "error", .warning: "warning", .info: "notice"][diagnostic.severity] ?? ""
            // GitHub takes columns only where a finding is on one line.
            let columns = start.line == end.line ? ",col=\(start.column),endColumn=\(end.column)" : ""
            var message = diagnostic.message
            if let help = diagnostic.help { message += "\n" + help }
            for related in diagnostic.related {
                let place = related.place.start
                message += "\n\(related.place.path):\(place.line):\(place.column): \(related.message)"
            }
            return
                "::\(command) file=\(property(diagnostic.place.path)),line=\(start.line),endLine=\(end.line)\(columns)"
                + ",title=\(property("sendfrom: " + diagnostic.code.rawValue))::\(data(message))\n"
        }.joined()
    }

    /// Escaped as the runner's toolkit does it: what would end the command or a property.
    private static func data(_ text: String) -> String {
        text.unicodeScalars.map { scalar in
            switch scalar {
            case "%": "%25"
            case "\r": "%0D"
            case "\n": "%0A"
            default: String(scalar)
            }
        }.joined()
    }

    private static func property(_ text: String) -> String {
        data(text).unicodeScalars.map { $0 == ":" ? "%3A" : $0 == "," ? "%2C" : String($0) }.joined()
    }
}
