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
        let sources = try TenantFolders.tests(of: tenant.folder).map { try TenantFiles.source($0, &diagnostics) }
        return TestSuite(tenant, sources, diagnostics)
    }

    /// - Parameter diagnostics: what could not be read of the files.
    init(_ tenant: LoadedTenant, _ sources: [SourceFile], _ diagnostics: [Diagnostic]) {
        self.tenant = tenant
        files = sources.map(TestFile.read)
        // Names can only be looked up in a table that means something.
        let unknown = tenant.diagnostics.hasErrors ? [] : files.flatMap { $0.unknownNames(in: tenant.table) }
        self.diagnostics = diagnostics + unknown + files.flatMap(\.diagnostics)
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
