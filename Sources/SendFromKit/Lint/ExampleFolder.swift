package import Diagnostics
internal import Linting

/// A tenant's folder in memory, its tests with it: for trying a change of it.
package struct ExampleFolder: Sendable {
    private let sources: [SourceFile]
    private let tests: [SourceFile]

    /// - Parameter files: texts by path below the tenant's folder.
    package init(_ files: [String: String]) {
        let all = files.sorted { $0.key < $1.key }.map { SourceFile(path: $0.key, bytes: Array($0.value.utf8)) }
        sources = all.filter { !$0.path.contains("/") }
        tests = all.filter { $0.path.hasPrefix("tests/") }
    }

    /// What lint finds, paths as given.
    ///
    /// - Parameter proves: whether also by the exact analysis.
    package func findings(today: String = "2026-01-01", proves: Bool = true) -> [Diagnostic] {
        let input = LintRun.Input(
            tenant: TenantFiles(folder: "tenant", sources: sources, diagnostics: [], project: .init()), tests: tests,
            testDiagnostics: [])
        return LintRun(inputs: [input], options: .init(today: today, proves: proves)).report().findings.map(
            \.diagnostic)
    }
}
