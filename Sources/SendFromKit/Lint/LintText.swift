internal import Diagnostics
internal import Linting

/// Findings with their source, and the count.
enum LintText {
    /// As many as a person can use. The formats for programs hold all.
    static let most = 1_000

    static func write(_ report: LintReport, color: Bool, isQuiet: Bool) -> String {
        let renderer = TextRenderer(color: color)
        let findings = renderer.render(report.findings.prefix(most).map(\.diagnostic))
        let rest =
            report.findings.count > most
            ? "\n\(report.findings.count) findings, of which the first \(most) are shown\n" : ""
        if isQuiet { return findings + rest }
        return findings + rest + (findings.isEmpty ? "" : "\n") + report.summary + "\n"
    }
}
