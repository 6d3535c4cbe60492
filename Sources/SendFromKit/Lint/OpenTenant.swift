package import Diagnostics
package import Linting
internal import TenantConfig
package import YAMLEditing
internal import YAMLSyntax

/// Texts that stand in the place of files on disk, by absolute path: what an editor has open and perhaps not saved.
package struct FileOverlay: Sendable {
    package var sources: [String: SourceFile] = [:]

    package init() {}
}

/// One tenant with its tests and the `sendfrom.yaml` above it as an editor sees them, to lint and to look around in.
package struct OpenTenant: Sendable {
    private let run: LintRun
    /// What the files say, the unsaved ones included.
    package let loaded: LoadedTenant
    package let sources: [SourceFile]
    package let tests: [SourceFile]
    package let project: SourceFile?

    /// Reads a tenant from its folder, an overlay's texts in the place of what lies on disk.
    ///
    /// - Parameters:
    ///   - folder: as `lint` would be given it.
    ///   - overlay: files of other tenants in it are left alone.
    /// - Throws: `FileProblem` for a file that can't be read.
    package static func read(_ folder: String, _ overlay: FileOverlay, today: String) throws -> OpenTenant {
        var diagnostics: [Diagnostic] = []
        let project = try project(above: folder, overlay)
        let sources = try files(in: folder, overlay, &diagnostics) { $0 != ProjectFiles.fileName }
        let tenant = TenantFiles(
            folder: folder, sources: sources, diagnostics: diagnostics,
            project: diagnostics.isEmpty ? project : .init())
        var testDiagnostics: [Diagnostic] = []
        let tests = try files(in: Files.join(folder, "tests"), overlay, &testDiagnostics) { _ in true }
            .filter { !project.excludes($0.path) }
        let input = LintRun.Input(tenant: tenant, tests: tests, testDiagnostics: testDiagnostics)
        return OpenTenant(
            LintRun(inputs: [input], options: .init(today: today)),
            isExcluded: project.excludes(folder) || project.excludes(Files.join(folder, "tenant.yaml")))
    }

    /// Whether `sendfrom.yaml` leaves the tenant out.
    package let isExcluded: Bool

    private init(_ run: LintRun, isExcluded: Bool) {
        self.run = run
        self.isExcluded = isExcluded
        let input = run.inputs[0]
        loaded = LoadedTenant(input.tenant)
        sources = input.tenant.sources
        tests = input.tests
        project = input.tenant.project.source
    }

    /// The YAML files directly in a folder, on disk or in the overlay, sorted by name.
    private static func files(
        in folder: String, _ overlay: FileOverlay, _ diagnostics: inout [Diagnostic], where isWanted: (String) -> Bool
    ) throws -> [SourceFile] {
        let full = Files.absolute(folder)
        var names = Set(Files.kind(folder) == .folder ? try Files.names(in: folder) : [])
        for path in overlay.sources.keys where path.hasPrefix(full + "/") {
            let name = path.dropFirst(full.count + 1)
            if !name.contains("/"), !name.hasPrefix(".") { names.insert(String(name)) }
        }
        let wanted = names.filter { TenantFolders.isYAML($0) && isWanted($0) }
        return try wanted.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.compactMap { name in
            let path = Files.join(folder, name)
            if let open = overlay.sources[Files.join(full, name)] { return try limited(open, &diagnostics) }
            return Files.kind(path) == .file ? try TenantFiles.source(path, &diagnostics) : nil
        }
    }

    private static func limited(_ source: SourceFile, _ diagnostics: inout [Diagnostic]) throws -> SourceFile {
        guard source.bytes.count > YAMLLimits.fileBytes else { return source }
        diagnostics.append(TenantFiles.tooLarge(source.path, size: source.bytes.count))
        return SourceFile(path: source.path, bytes: [])
    }

    private static func project(
        above folder: String, _ overlay: FileOverlay
    ) throws -> ProjectFiles.Project {
        for ancestor in Files.ancestors(of: folder) {
            let path = Files.join(ancestor, ProjectFiles.fileName)
            if let open = overlay.sources[path] {
                var project = ProjectFiles.project(open)
                project.folder = ancestor
                return project
            }
            if Files.kind(path) == .file { return try ProjectFiles().nearest(to: ancestor) }
        }
        return .init()
    }

    // MARK: - Asking

    /// What `lint` finds.
    ///
    /// - Parameter proves: whether also by the exact analysis.
    package func report(proves: Bool = true) -> LintReport {
        guard !isExcluded else { return LintReport(findings: [], tenants: []) }
        var options = run.options
        options.proves = proves
        var run = LintRun(inputs: run.inputs, options: options)
        run.isWhole = self.run.isWhole
        return run.report()
    }

    /// The edits of every fix that changes no decision, as `lint --fix` makes them.
    package func fixes() -> [FileEdits] {
        guard !isExcluded else { return [] }
        var run = run
        return LintFix(&run, allowsUnsafe: false) { $0.findings }.files
    }

    /// The tenant with some of its files replaced by others of the same path.
    package func replacing(_ others: [SourceFile]) -> OpenTenant {
        var input = run.inputs[0]
        func replaced(_ source: SourceFile) -> SourceFile { others.first { $0.path == source.path } ?? source }
        input.tenant.sources = input.tenant.sources.map(replaced)
        input.tests = input.tests.map(replaced)
        return OpenTenant(LintRun(inputs: [input], options: run.options), isExcluded: isExcluded)
    }
}
