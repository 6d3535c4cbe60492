internal import Diagnostics
internal import Linting
internal import MessageIO

/// GitLab's code quality report, a subset of Code Climate's: an array of issues.
enum LintGitLab {
    static func write(_ report: LintReport) -> String {
        var seen: [String: Int] = [:]
        let issues = report.findings.map { finding in
            let diagnostic = finding.diagnostic
            let severity = [Severity.error: "major", .warning: "minor", .info: "info"][diagnostic.severity] ?? ""
            // GitLab drops all but one of equal fingerprints.
            let count = seen[finding.fingerprint, default: 0]
            seen[finding.fingerprint] = count + 1
            let fingerprint = finding.fingerprint + (count == 0 ? "" : "-\(count)")
            let description = diagnostic.message + (diagnostic.help.map { "; " + $0 } ?? "")
            return "{\"description\":\(JSONString.quoted(description)),"
                + "\"check_name\":\"\(diagnostic.code.rawValue)\",\"fingerprint\":\"\(fingerprint)\","
                + "\"severity\":\"\(severity)\",\"location\":{\"path\":\(JSONString.quoted(diagnostic.place.path)),"
                + "\"lines\":{\"begin\":\(diagnostic.place.start.line),\"end\":\(diagnostic.place.end.line)}}}"
        }
        return issues.isEmpty ? "[]\n" : "[\n" + issues.joined(separator: ",\n") + "\n]\n"
    }
}
