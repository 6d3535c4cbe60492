internal import Diagnostics
internal import Linting
internal import SenderModel
internal import TableCompiler
internal import TenantConfig

/// The `sendfrom.yaml` files of a run, each read once however many tenants lie below it.
struct ProjectFiles {
    /// What a file says that tenants need, and what is wrong with it.
    struct Project: Sendable {
        var overrides: [Country: [CountryColumn: CountryAnswer]] = [:]
        var diagnostics: [Diagnostic] = []
        /// What checks' findings weigh; nil is `off`.
        var severities: [CheckCode: Severity?] = [:]
        /// Of paths below `folder` that `lint` leaves out.
        var exclude: [Glob] = []
        /// The file's folder, absolute, and the file itself.
        var folder = ""
        var source: SourceFile?
    }

    /// By folder, absolute; also where there is none.
    private var nearest: [String: Project] = [:]

    /// The file at the nearest folder above a tenant, or in the tenant's own; nothing where there is none.
    ///
    /// - Throws: `FileProblem`.
    mutating func nearest(to folder: String) throws -> Project {
        let ancestors = Files.ancestors(of: folder)
        for (distance, ancestor) in ancestors.enumerated() {
            func remember(_ project: Project) -> Project {
                for folder in ancestors[...distance] { nearest[folder] = project }
                return project
            }
            if let known = nearest[ancestor] { return remember(known) }
            let path = Files.join(ancestor, "sendfrom.yaml")
            switch Files.kind(path) {
            case .file: try TreeBorder(around: ancestor).check(path)
            case .missing where Files.isLink(path): throw FileProblem("\(path) is a symbolic link to nothing")
            case .other: throw FileProblem("\(path) is not a regular file")
            case .missing, .folder: continue
            }
            var project = try Self.read(path)
            project.folder = ancestor
            return remember(project)
        }
        for folder in ancestors { nearest[folder] = Project() }
        return Project()
    }

    private static func read(_ path: String) throws -> Project {
        var diagnostics: [Diagnostic] = []
        var project = project(try TenantFiles.source(path, &diagnostics))
        project.diagnostics = diagnostics + project.diagnostics
        return project
    }

    /// What the text of a `sendfrom.yaml` says.
    static func project(_ source: SourceFile) -> Project {
        let (config, problems) = ProjectConfig.decode(source)
        let (overrides, wrong) = TableCompiler.overrides(of: config.countries, place: config.place)
        return Project(
            overrides: overrides, diagnostics: problems + wrong, severities: config.severities,
            exclude: config.exclude.map { Glob($0.value) }, source: source)
    }
}
