public import Diagnostics
internal import SenderModel

/// What a lint run found, for `LintFormat` in SendFromKit to write.
public struct LintReport: Sendable {
    /// In the order they are shown: by file, place and code.
    public let findings: [Finding]
    /// Every tenant that was linted: name and folder.
    public let tenants: [(name: String, folder: String)]
    /// By severity. Counted once: a finding that is taken out of the list is copied whole.
    private let counts: [Severity: Int]

    /// A diagnostic, and whose it is.
    public struct Finding: Sendable {
        /// The tenant's name; nil for what stands in `sendfrom.yaml`, which is several tenants'.
        public let tenant: String?
        /// What was found, as it weighs in this run.
        public let diagnostic: Diagnostic

        package init(tenant: String?, _ diagnostic: Diagnostic) {
            self.tenant = tenant
            self.diagnostic = diagnostic
        }

        /// What tells this finding from others across edits: tenant, code and subject, in 16 hexadecimal digits.
        public var fingerprint: String {
            let about = "\(tenant ?? "")\u{0}\(diagnostic.code.rawValue)\u{0}\(diagnostic.subject)"
            let digits = String(FNV1a.hash(about.utf8), radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }
    }

    package init(findings: [Finding], tenants: [(name: String, folder: String)]) {
        self.findings = findings
        self.tenants = tenants
        var counts: [Severity: Int] = [:]
        for index in findings.indices { counts[findings[index].diagnostic.severity, default: 0] += 1 }
        self.counts = counts
    }

    /// How many findings weigh so.
    public func count(_ severity: Severity) -> Int { counts[severity] ?? 0 }

    /// "2 errors, 1 warning in 3 tenants", or that there is nothing.
    public var summary: String {
        let counts = [(Severity.error, "error"), (.warning, "warning"), (.info, "info")].compactMap {
            count($0) > 0 ? Wording.number(count($0), $1) : nil
        }
        return (counts.isEmpty ? "no findings" : counts.joined(separator: ", "))
            + " in \(Wording.number(tenants.count, "tenant"))"
    }
}
