internal import Diagnostics
public import Linting
internal import SenderModel
internal import TenantConfig
internal import YAMLSyntax

/// One lint: tenants and their test files in, findings out. What `sendfrom lint` does. Pure once the files are read, so
/// that fixes can be tried in memory.
public struct LintRun: Sendable {
    /// A tenant's files with those of its tests.
    struct Input: Sendable {
        var tenant: TenantFiles
        var tests: [SourceFile]
        /// What could not be read of the tests.
        let testDiagnostics: [Diagnostic]
    }

    /// What a run does beside what the files say.
    public struct Options: Sendable {
        /// What findings weigh.
        public var policy: SeverityPolicy
        /// The day suppressions expire by, `YYYY-MM-DD`.
        public var today: String
        /// Whether to run what takes the exact analysis.
        public var proves: Bool
        /// How many tenants are looked at at a time; the findings are the same for any number.
        public var jobs: Int

        /// - Parameters:
        ///   - policy: what findings weigh; by default what `sendfrom.yaml` and the checks say.
        ///   - today: `YYYY-MM-DD`, the day suppressions expire by.
        ///   - proves: whether to run what takes the exact analysis.
        ///   - jobs: how many tenants are looked at at a time, 1 at least.
        public init(
            policy: SeverityPolicy = SeverityPolicy(), today: String, proves: Bool = true, jobs: Int = 1
        ) {
            self.policy = policy
            self.today = today
            self.proves = proves
            self.jobs = jobs
        }
    }

    var inputs: [Input]
    let options: Options
    /// Whether no tenant was excluded.
    var isWhole = true

    /// Reads the tenants the paths mean, but those `sendfrom.yaml` excludes.
    ///
    /// - Parameters:
    ///   - paths: tenants' folders, or folders above tenants.
    ///   - options: what to do beside what the files say.
    /// - Throws: `FileProblem`, also where no tenant is left to lint.
    public static func read(_ paths: [String], _ options: Options) throws -> LintRun {
        let folders = try TenantFolders.found(paths, jobs: options.jobs)
        let projects = ProjectFiles()
        let read = Parts.map(folders.count, jobs: options.jobs) { index in
            Result { try input(folders[index], projects) }
        }
        let inputs = try read.compactMap { try $0.get() }
        guard !inputs.isEmpty else {
            throw FileProblem(
                "nothing to lint: `exclude` in sendfrom.yaml leaves out "
                    + (folders.count == 1 ? folders[0].path : "all \(folders.count) tenants"))
        }
        return LintRun(inputs: inputs, options: options, isWhole: inputs.count == folders.count)
    }

    /// A tenant's files; nil where `sendfrom.yaml` excludes it.
    private static func input(_ found: TenantFolders.Folder, _ projects: ProjectFiles) throws -> Input? {
        let tenant = try TenantFiles.read(found, projects)
        let folder = found.path
        guard !tenant.project.excludes(folder), !tenant.project.excludes(Files.join(folder, "tenant.yaml")) else {
            return nil
        }
        var diagnostics: [Diagnostic] = []
        let tests = try TenantFiles.sources(
            (tenant.hasTests ? TenantFolders.tests(of: folder) : []).filter { !tenant.project.excludes($0) },
            &diagnostics)
        return Input(tenant: tenant, tests: tests, testDiagnostics: diagnostics)
    }

    /// What is found, every suppression and severity applied.
    public func report() -> LintReport {
        let parts = Parts.map(inputs.count, jobs: options.jobs) { part(inputs[$0]) }
        var (findings, owners) = Parts.both(jobs: inputs.count < 100 ? 1 : options.jobs) {
            TenantSet.duplicates(parts.map(\.declaredName)) + CheckRegistry.findings(among: parts.compactMap(\.kept))
        } _: {
            fileOwners
        }
        var suppressions: [Suppression] = []
        for part in parts {
            findings += part.findings
            suppressions += part.suppressions
        }
        for source in projectSources {
            findings += CheckRegistry.findings(in: TypedFiles(project: source))
            suppressions += Suppression.all(in: source)
        }

        var silencer = Suppressions(suppressions, today: options.today)
        findings = findings.filter { !silencer.silence($0) }
        findings += silencer.findings { code, path in
            // Whether another tenant has the same sender is known only where all are there and could be read.
            if code == .senderInTwoTenants { return inputs.count > 1 && isWhole && !parts.contains { $0.kept == nil } }
            guard let owner = owners[path] else { return true }
            return parts[owner].kept != nil ? options.proves || !code.isProved : code == .plaintextSecret
        }
        return LintReport(
            findings: findings.sortedAndUnique().compactMap { finding in
                let owner = owners[finding.place.path]
                let project = owner.map { inputs[$0].tenant.project }
                guard let weighed = options.policy.apply(finding, project: project?.severities ?? [:]) else {
                    return nil
                }
                if !finding.stopsEveryCommand, project?.excludes(finding.place.path) == true { return nil }
                return LintReport.Finding(tenant: owner.map { parts[$0].name }, weighed)
            },
            tenants: zip(parts, inputs).map { ($0.name, $1.tenant.folder) })
    }

    /// By file, the tenant it is part of.
    private var fileOwners: [String: Int] {
        var owners: [String: Int] = [:]
        owners.reserveCapacity(inputs.count)
        for (index, input) in inputs.enumerated() {
            for file in input.tenant.sources + input.tests { owners[file.path] = index }
        }
        return owners
    }

    /// What is left of one tenant once it was looked at by itself.
    private struct Part: Sendable {
        let name: String
        let declaredName: (name: String, place: Place)?
        /// Nil where it has no table.
        let kept: RunTenant?
        let findings: [Diagnostic]
        let suppressions: [Suppression]
    }

    private func part(_ input: Input) -> Part {
        // Several tenants keep the threads busy; of one, the files' text is looked through while it is compiled.
        let jobs = inputs.count == 1 ? options.jobs : 1
        let decoded = LoadedTenant.Decoded(input.tenant, jobs: jobs, keepsDocuments: true)
        let (tenant, suppressions) = Parts.both(jobs: jobs) {
            LoadedTenant(decoded)
        } _: {
            Self.suppressions(in: input, decoded.documents)
        }
        let suite = TestSuite(tenant, input.tests, input.testDiagnostics)
        let linted = tenant.diagnostics.hasErrors ? nil : tenant.compiled.map { LintedTenant(tenant.config, $0) }
        var findings =
            tenant.diagnostics + suite.diagnostics
            + CheckRegistry.findings(in: TypedFiles(tenant.config, tests: input.tests))
        if let linted {
            let found = CheckRegistry.findings(in: linted, jobs: jobs)
            findings += found
            if options.proves { findings += proved(linted, known: found) }
        }
        return Part(
            name: tenant.name, declaredName: tenant.declaredName,
            kept: linted.map { RunTenant($0, isAlone: inputs.count == 1) }, findings: findings,
            suppressions: suppressions)
    }

    /// The suppressions of a tenant's files. What else their text is asked for later is found on the way.
    ///
    /// - Parameter documents: of the tenant's files, where they could be read.
    private static func suppressions(in input: Input, _ documents: [YAMLDocument]) -> [Suppression] {
        (input.tenant.sources + input.tests).enumerated().flatMap { index, file in
            _ = file.secretShapes
            return Suppression.all(in: file, documents.indices.contains(index) ? documents[index] : nil)
        }
    }

    /// What the exact analysis finds; that it could not be done is an error, never silence.
    private func proved(_ tenant: LintedTenant, known: [Diagnostic]) -> [Diagnostic] {
        do {
            return CheckRegistry.findings(in: tenant, try ProvedFacts(tenant, findings: known), known: known)
        } catch {
            let (message, help) = AnalysisWords.failure(error)
            return [Diagnostic(.limitExceeded, message, at: tenant.key("order"), help: help)]
        }
    }

    /// The `sendfrom.yaml` files above the tenants, each once.
    private var projectSources: [SourceFile] {
        var seen: Set<String> = []
        return inputs.compactMap(\.tenant.project.source).filter { seen.insert($0.path).inserted }
    }

    /// What in `sendfrom.yaml` is without effect: weights of what is an error whatever anything says.
    package var notes: [String] {
        var seen: Set<String> = []
        var notes: [String] = []
        for project in inputs.map(\.tenant.project) {
            let path = project.source?.path ?? ProjectFiles.fileName
            for code in project.severities.keys.map(\.rawValue).sorted()
            where CheckCode(rawValue: code)?.stopsEveryCommand == true && seen.insert(path + code).inserted {
                notes.append("\(path): `\(code)` is an error whatever is written: a table with it means nothing")
            }
        }
        return notes
    }
}

extension ProjectFiles.Project {
    /// Whether `exclude` leaves a path out.
    func excludes(_ path: String) -> Bool {
        guard !exclude.isEmpty else { return false }
        let full = Files.absolute(path)
        guard full.hasPrefix(folder + "/") || folder == "/" else { return false }
        let relative = full.dropFirst(folder == "/" ? 1 : folder.count + 1)
        return exclude.contains { $0.matches(String(relative)) }
    }
}
