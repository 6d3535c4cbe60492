package import Linting

/// A report without what a baseline lists.
package enum LintBaseline {
    package static func apply(_ baseline: Baseline?, to report: LintReport) -> LintReport {
        guard var baseline else { return report }
        return LintReport(
            findings: report.findings.filter { !baseline.match($0.diagnostic, tenant: $0.tenant) },
            tenants: report.tenants)
    }
}
