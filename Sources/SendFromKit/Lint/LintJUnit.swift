internal import Diagnostics
internal import Linting

/// JUnit's XML: a suite for each tenant, a failed case for each error and warning, one passed case where there is none.
/// An info is no failure and is left out.
enum LintJUnit {
    static func write(_ report: LintReport) -> String {
        let failing = report.findings.filter { $0.diagnostic.severity != .info }
        var suites = report.tenants.map { tenant in
            suite(tenant.name, failing.filter { $0.tenant == tenant.name && isIn(tenant.folder, $0, report) })
        }
        let shared = failing.filter { $0.tenant == nil }
        if !shared.isEmpty { suites.append(suite(ProjectFiles.fileName, shared)) }
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            + "<testsuites tests=\"\(suites.map(\.count).reduce(0, +))\" failures=\"\(failing.count)\">\n"
            + suites.map(\.xml).joined() + "</testsuites>\n"
    }

    /// Whether a finding stands in a folder; asked only where two tenants have one name.
    private static func isIn(_ folder: String, _ finding: LintReport.Finding, _ report: LintReport) -> Bool {
        guard report.tenants.count(where: { $0.name == finding.tenant }) > 1 else { return true }
        return Files.absolute(finding.diagnostic.place.path).hasPrefix(Files.absolute(folder) + "/")
    }

    private static func suite(_ name: String, _ findings: [LintReport.Finding]) -> (xml: String, count: Int) {
        let count = max(1, findings.count)
        let name = XMLText.escaped(name)
        var xml = "  <testsuite name=\"\(name)\" tests=\"\(count)\" failures=\"\(findings.count)\">\n"
        if findings.isEmpty { xml += "    <testcase classname=\"\(name)\" name=\"lint\"/>\n" }
        for finding in findings {
            let diagnostic = finding.diagnostic
            let start = diagnostic.place.start
            let path = XMLText.escaped(diagnostic.place.path)
            xml +=
                "    <testcase classname=\"\(name)\" name=\"\(diagnostic.code.rawValue) at \(path):\(start.line):\(start.column)\""
                + " file=\"\(path)\" line=\"\(start.line)\">\n"
                + "      <failure type=\"\(diagnostic.severity.rawValue)\" message=\"\(XMLText.escaped(diagnostic.message))\">"
                + XMLText.escaped(TextRenderer(color: false).render(diagnostic)) + "</failure>\n    </testcase>\n"
        }
        return (xml + "  </testsuite>\n", count)
    }
}
