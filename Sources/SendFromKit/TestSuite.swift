public import Diagnostics
internal import SenderModel

/// The test files of one tenant, and what running them gave.
public struct TestSuite: Sendable {
    public let tenant: LoadedTenant
    public let files: [TestFile]
    /// What is wrong with the files.
    public let diagnostics: [Diagnostic]

    /// Reads the files in the tenant's `tests` folder.
    ///
    /// - Throws: `FileProblem`.
    public static func read(_ tenant: LoadedTenant) throws -> TestSuite {
        var diagnostics: [Diagnostic] = []
        var files: [TestFile] = []
        for path in try TenantFolders.tests(of: tenant.folder) {
            let file = TestFile.read(try LoadedTenant.source(path, &diagnostics))
            files.append(file)
            // Names can only be looked up in a table that means something.
            if !tenant.diagnostics.hasErrors { diagnostics += file.unknownNames(in: tenant.table) }
        }
        return TestSuite(tenant: tenant, files: files, diagnostics: diagnostics + files.flatMap(\.diagnostics))
    }

    /// What to say of keys in the cases' messages that nobody knows, each once.
    public func notes() -> [String] {
        var unknownKeys = UnknownKeys()
        let attributes = tenant.table.attributes.map(\.name)
        return files.flatMap(\.cases).flatMap { test in
            test.message.others.filter { !attributes.contains(test.message.text($0.name)) }.compactMap {
                unknownKeys.note(test.message, $0, known: attributes)
            }
        }
    }

    /// The results of one tenant's cases, in file order.
    public struct Run: Sendable {
        public let tenant: String
        public let folder: String
        public let results: [TestRun.Result]
    }

    /// Runs the cases whose name holds `filter`, or all.
    public func run(filter: String? = nil) -> Run {
        let runner = TestRun(tenant.table)
        let cases = files.flatMap(\.cases).filter { test in filter.map { test.name.contains($0) } ?? true }
        return Run(tenant: tenant.name, folder: tenant.folder, results: cases.map(runner.run))
    }
}
