internal import Diagnostics
internal import Linting

/// Findings with their source, and the count.
enum LintText {
    static func write(_ report: LintReport, color: Bool, isQuiet: Bool) -> String {
        let renderer = TextRenderer(color: color)
        let findings = renderer.render(report.findings.map(\.diagnostic))
        if isQuiet { return findings }
        return findings + (findings.isEmpty ? "" : "\n") + report.summary + "\n"
    }
}
