public import Linting

/// How lint's findings are written.
public enum LintFormat: String, CaseIterable, Sendable {
    /// For people, with excerpts.
    case text
    /// For programs, `format_version` 1.
    case json
    /// SARIF 2.1.0, for code scanning.
    case sarif
    /// Workflow commands, which GitHub shows as annotations.
    case github
    /// GitLab's code quality report.
    case gitlab
    /// A suite for each tenant, a failed case for each error and warning.
    case junit

    /// The whole output.
    ///
    /// - Parameters:
    ///   - report: what was found.
    ///   - color: whether text may have colours.
    ///   - isQuiet: whether text leaves out the summary.
    ///   - jobs: how many threads may write text, 1 at least; it is the same for any number.
    public func write(
        _ report: LintReport, color: Bool = false, isQuiet: Bool = false, jobs: Int = 1
    ) -> String {
        switch self {
        case .text: LintText.write(report, color: color, isQuiet: isQuiet, jobs: jobs)
        case .json: LintJSON.write(report)
        case .sarif: LintSARIF.write(report)
        case .github: LintGitHub.write(report)
        case .gitlab: LintGitLab.write(report)
        case .junit: LintJUnit.write(report)
        }
    }
}
