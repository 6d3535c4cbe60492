internal import Diagnostics
internal import Linting

/// Findings with their source, and the count.
enum LintText {
    /// As many as a person can use. The formats for programs hold all.
    static let most = 1_000

    static func write(_ report: LintReport, color: Bool, isQuiet: Bool, jobs: Int) -> String {
        let renderer = TextRenderer(color: color)
        let shown = report.findings.prefix(most)
        let stretches = Parts.stretches(of: shown.count, shown.count < 100 ? 1 : jobs)
        let findings = Parts.map(stretches.count, jobs: jobs) {
            renderer.render(shown[stretches[$0]].map(\.diagnostic))
        }.joined(separator: "\n")
        let rest =
            report.findings.count > most
            ? "\n\(report.findings.count) findings, of which the first \(most) are shown\n" : ""
        if isQuiet { return findings + rest }
        return findings + rest + (findings.isEmpty ? "" : "\n") + report.summary + "\n"
    }
}
