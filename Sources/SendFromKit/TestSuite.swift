public import Diagnostics
internal import SenderModel
internal import TableAnalysis

/// The test files of one tenant, and what running them gave.
public struct TestSuite: Sendable {
    /// Whose tests they are.
    public let tenant: LoadedTenant
    /// In the order of their names.
    public let files: [TestFile]
    /// What is wrong with the files.
    public let diagnostics: [Diagnostic]
    private let invariants: [InvariantCase]

    /// Reads the files in the tenant's `tests` folder.
    ///
    /// - Throws: `FileProblem`.
    public static func read(_ tenant: LoadedTenant) throws -> TestSuite {
        var diagnostics: [Diagnostic] = []
        let sources = try TenantFiles.sources(TenantFolders.tests(of: tenant.folder), &diagnostics)
        return TestSuite(tenant, sources, diagnostics)
    }

    /// - Parameter diagnostics: what could not be read of the files.
    init(_ tenant: LoadedTenant, _ sources: [SourceFile], _ diagnostics: [Diagnostic]) {
        self.tenant = tenant
        files = sources.map(TestFile.read)
        // Names can only be looked up in a table that means something.
        var unknown = tenant.diagnostics.hasErrors ? [] : files.flatMap { $0.unknownNames(in: tenant.table) }
        var invariants: [InvariantCase] = []
        if let compiled = tenant.compiled, !tenant.diagnostics.hasErrors {
            for file in files {
                for written in file.invariants {
                    let (invariant, problems) = written.resolved(in: tenant, compiled, source: file.source)
                    unknown += problems
                    if let invariant { invariants.append(invariant) }
                }
            }
        }
        self.invariants = invariants
        self.diagnostics = diagnostics + unknown + files.flatMap(\.diagnostics)
    }

    /// What to say of keys in the cases' messages that nobody knows, each once.
    public func notes() -> [String] {
        var met = UnknownKeys()
        let attributes = tenant.table.attributes
        for test in files.flatMap(\.cases) {
            for other in test.message.others
            where !attributes.contains(where: { $0.name == test.message.text(other.name) }) {
                met.meet(test.message, other, known: attributes)
            }
        }
        var told = UnknownKeys()
        return told.notes(of: met)
    }

    /// The results of one tenant's cases and invariants, in file order.
    public struct Run: Sendable {
        /// The tenant's name.
        public let tenant: String
        /// The tenant's folder, as given.
        public let folder: String
        /// One for each case and invariant, in file order.
        public let results: [TestRun.Result]
        /// Where it was asked for.
        public var coverage: Coverage?
    }

    /// Runs the cases and proves the invariants whose name holds `filter`, or all.
    ///
    /// - Parameters:
    ///   - filter: a part of names, in their case.
    ///   - covers: whether to tell which rows the cases hit.
    /// - Throws: `AnalysisFailure` where the rows that can decide can't be told.
    public func run(filter: String? = nil, covers: Bool = false) throws -> Run {
        func isWanted(_ name: String) -> Bool { filter.map { name.contains($0) } ?? true }
        let runner = TestRun(tenant.table)
        var results = files.flatMap(\.cases).filter { isWanted($0.name) }.map(runner.run)
        let hit = Set(results.compactMap(\.row))
        let promises = invariants.filter { isWanted($0.name) }
        if !promises.isEmpty {
            do {
                let analysis = try TableAnalysis(tenant.table)
                results += promises.map { runner.prove($0, analysis) }
            } catch {
                let words = "not proved: " + AnalysisWords.failure(error).message
                results += promises.map {
                    TestRun.Result(name: $0.name, place: $0.place, differences: [words], explanation: [])
                }
            }
        }
        return Run(
            tenant: tenant.name, folder: tenant.folder, results: results,
            coverage: covers ? try Coverage(tenant.table, hit: hit) : nil)
    }
}
