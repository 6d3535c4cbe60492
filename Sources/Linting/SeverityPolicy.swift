public import Diagnostics

/// What findings weigh in a run: a flag wins over `sendfrom.yaml`, that over the check's own weight.
public struct SeverityPolicy: Sendable {
    /// Of `--check`; nil is `off`.
    private let flags: [CheckCode: Severity?]

    /// - Parameter flags: what these codes' findings weigh whatever `sendfrom.yaml` says; nil leaves them out. A finding that
    ///   stops every command stays an error.
    public init(flags: [CheckCode: Severity?] = [:]) { self.flags = flags }

    /// The finding as it weighs, or nil where it is off.
    ///
    /// - Parameter project: of the `sendfrom.yaml` above the tenant.
    package func apply(_ finding: Diagnostic, project: [CheckCode: Severity?]) -> Diagnostic? {
        guard !finding.stopsEveryCommand, let choice = flags[finding.code] ?? project[finding.code] else {
            return finding
        }
        return choice.map { $0 == finding.severity ? finding : finding.weighing($0) }
    }
}
