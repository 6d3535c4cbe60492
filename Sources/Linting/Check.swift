// In: a tenant as typed and compiled. Out: findings. One check a file in Checks/, one line each in `CheckRegistry`;
// documentation and tests follow from the examples that stand in the check's file. `LintedTenant.swift` is what a check
// may ask, `Example.swift` how examples are written, `LintReport.swift` what a run hands on. Suppressions,
// severities and the baseline are applied by `LintRun` in SendFromKit, which also writes the formats.
package import Diagnostics
package import TenantConfig

/// A check: what its code means, why it matters, and examples that are run as tests.
///
/// Codes of syntax, schema and compilation are found where a file is read (`YAMLSyntax`, `TenantConfig`,
/// `TableCompiler`); their checks hold the documentation only. The others are a `TenantCheck`, a `TextCheck` or a `RunCheck`; those of suppressions
/// are found by `Suppressions`.
protocol Check: Sendable {
    static var code: CheckCode { get }
    /// One sentence: what a finding says.
    static var statement: String { get }
    /// Why somebody should care; whole sentences.
    static var why: String { get }
    /// Each marked where the finding is.
    static var bad: [Example] { get }
    static var good: [Example] { get }
}

/// A check of what was typed, also where no table could be made of it.
protocol TextCheck: Check {
    static func run(_ files: TypedFiles, _ findings: inout Findings)
}

/// Files as they were typed: a tenant's with those of its tests, or one that is several tenants'.
package struct TypedFiles {
    /// None for a file that is no tenant's.
    let config: TenantConfig?
    let sources: [SourceFile]

    package init(_ config: TenantConfig, tests: [SourceFile] = []) {
        self.config = config
        sources = config.files + tests
    }

    /// A `sendfrom.yaml`.
    package init(project: SourceFile) {
        config = nil
        sources = [project]
    }
}

/// A check of one tenant whose table could be built.
protocol TenantCheck: Check {
    static func run(_ tenant: LintedTenant, _ findings: inout Findings)
}

/// A check that holds one tenant against the others of the run.
protocol RunCheck: Check {
    static func run(_ tenants: [RunTenant], _ findings: inout Findings)
}

/// What a check says of one place: the words, which stand at the foot of the check's file.
struct FindingText {
    let message: String
    let help: String

    init(_ message: String, help: String) {
        self.message = message
        self.help = help
    }
}

/// Where a check puts what it finds.
struct Findings {
    let code: CheckCode
    private var found = BoundedDiagnostics(most: BoundedDiagnostics.findings)
    var diagnostics: [Diagnostic] { found.all }

    init(_ code: CheckCode) { self.code = code }

    /// - Parameter subject: what the finding is about, in words that outlive an edit elsewhere: `user jane`.
    mutating func report(
        _ text: FindingText, at place: Place, subject: String, related: [Diagnostic.Related] = [],
        severity: Severity? = nil, fix: Fix? = nil
    ) {
        if found.isFull { return }
        found.append(
            Diagnostic(
                code, text.message, at: place, help: text.help, related: related, severity: severity, fix: fix,
                subject: subject))
    }
}
