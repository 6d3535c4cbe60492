package import Diagnostics
package import Linting
internal import SenderModel

/// A check's example as tenants in memory: its files, and beside them the keys a tenant must have and the example leaves
/// out.
package struct ExampleTenant: Sendable {
    private let files: [(folder: String, source: SourceFile)]

    /// - Parameter edit: what else to do to a file's text, such as other line ends.
    package init(_ example: Example, edit: (String) -> String = { $0 }) {
        var files: [(String, SourceFile)] = []
        var texts: [String: String] = [:]
        for file in example.files {
            let parts = file.path.split(separator: "/", maxSplits: 1)
            let folder = parts.count == 2 ? String(parts[0]) : ""
            let text = file.plainText.hasSuffix("\n") ? file.plainText : file.plainText + "\n"
            texts[folder, default: ""] += text
            files.append((folder, SourceFile(path: file.path, bytes: Array(edit(text).utf8))))
        }
        for (folder, text) in texts.sorted(by: { $0.key < $1.key }) {
            let rest = Self.rest(besides: text, preset: example.preset)
            files.append((folder, SourceFile(path: Files.join(folder, "rest.yaml"), bytes: Array(rest.utf8))))
        }
        self.files = files.map { (folder: $0.0, source: $0.1) }
    }

    /// The keys an example doesn't give, so that nothing else is found in it.
    private static func rest(besides text: String, preset: String) -> String {
        let keys = Set(
            text.split(whereSeparator: \.isNewline).filter { $0.first?.isLetter == true }
                .map { String($0.prefix { $0 != ":" }) })
        var lines: [String] = []
        func add(_ key: String, _ value: String) { if !keys.contains(key) { lines.append("\(key): \(value)") } }
        add("tenant", "acme")
        add("providers", "{main: {kind: generic, credentials: {token: env:SMS_TOKEN}}}")
        if !keys.contains("inventory") {
            add("organization_number", "support")
            lines.append("inventory: [{sender: \"+442079460188\", id: support}]")
        }
        add("order", "{preset: \(preset)}")
        return lines.joined(separator: "\n") + "\n"
    }

    /// What lint finds in the example, paths as the example has them.
    ///
    /// - Parameter proves: whether also by the exact analysis. Most examples show a part of a tenant, of which it would
    ///   find that it is one.
    package func findings(today: String = "2026-01-01", proves: Bool = false) -> [Diagnostic] {
        let folders = files.map(\.folder).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        let inputs = folders.map { folder in
            let sources = files.filter { $0.folder == folder }.map(\.source).sorted { $0.path < $1.path }
            return LintRun.Input(
                tenant: TenantFiles(folder: folder, sources: sources, diagnostics: [], project: .init()), tests: [],
                testDiagnostics: [])
        }
        return LintRun(inputs: inputs, options: .init(today: today, proves: proves)).report().findings.map(\.diagnostic)
    }
}
