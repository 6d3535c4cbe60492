package import Linting

/// How lint's findings are written.
package enum LintFormat: String, CaseIterable, Sendable {
    /// For people.
    case text
    case json
    /// SARIF 2.1.0, for code scanning.
    case sarif
    /// Workflow commands, which GitHub shows as annotations.
    case github
    /// GitLab's code quality report.
    case gitlab
    case junit

    /// The whole output.
    ///
    /// - Parameters:
    ///   - color: whether text may have colours.
    ///   - isQuiet: whether text leaves out the summary.
    package func write(_ report: LintReport, color: Bool = false, isQuiet: Bool = false) -> String {
        switch self {
        case .text: LintText.write(report, color: color, isQuiet: isQuiet)
        case .json: LintJSON.write(report)
        case .sarif: LintSARIF.write(report)
        case .github: LintGitHub.write(report)
        case .gitlab: LintGitLab.write(report)
        case .junit: LintJUnit.write(report)
        }
    }
}
