package import Linting

/// A report without what a baseline lists.
package enum LintBaseline {
    /// - Returns: the rest, and how many findings of the baseline are gone.
    package static func apply(_ baseline: Baseline?, to report: LintReport) -> (report: LintReport, gone: Int) {
        guard var baseline else { return (report, 0) }
        let findings = report.findings.filter { !baseline.match($0.diagnostic, tenant: $0.tenant) }
        return (LintReport(findings: findings, tenants: report.tenants), baseline.count)
    }
}
