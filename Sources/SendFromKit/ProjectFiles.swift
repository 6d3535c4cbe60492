internal import Diagnostics
internal import Linting
internal import SenderModel
internal import Synchronization
internal import TableCompiler
internal import TenantConfig

/// The `sendfrom.yaml` files of a run, each read once however many tenants lie below it and threads ask.
final class ProjectFiles: Sendable {
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

    static let fileName = "sendfrom.yaml"

    /// By folder, absolute or as it was given; also where there is none.
    private let nearest = Mutex<[String: Project]>([:])

    /// The file at the nearest folder above a tenant, or in the tenant's own; nothing where there is none.
    ///
    /// - Parameter mayHaveOwn: false where the folder was seen to hold none.
    /// - Throws: `FileProblem`.
    func nearest(to folder: String, mayHaveOwn: Bool = true) throws -> Project {
        // Of a repository's tenants most lie beside others.
        let above = mayHaveOwn ? nil : Files.givenParent(folder)
        if let above, let known = nearest.withLock({ $0[above] }) { return known }
        var passed = above.map { [$0] } ?? []
        func remember(_ project: Project) -> Project {
            nearest.withLock { for folder in passed { $0[folder] = project } }
            return project
        }
        for ancestor in Files.ancestors(of: folder).dropFirst(mayHaveOwn ? 0 : 1) {
            if let known = nearest.withLock({ $0[ancestor] }) { return remember(known) }
            passed.append(ancestor)
            let path = Files.join(ancestor, Self.fileName)
            // Of most folders this is all that is asked, and no other thread waits for it.
            guard Files.isThere(path) else { continue }
            if let project = try nearest.withLock({ try Self.project(in: ancestor, path, &$0) }) {
                return remember(project)
            }
        }
        return remember(Project())
    }

    /// What the file of a folder says; nil where there is none after all.
    private static func project(
        in folder: String, _ path: String, _ nearest: inout [String: Project]
    ) throws -> Project? {
        // Another thread may have been here.
        if let known = nearest[folder] { return known }
        switch Files.kind(path) {
        case .file: try TreeBorder(around: folder).check(path)
        case .missing where Files.isLink(path): throw FileProblem("\(path) is a symbolic link to nothing")
        case .other: throw FileProblem("\(path) is not a regular file")
        case .missing, .folder: return nil
        }
        var project = try read(path)
        project.folder = folder
        nearest[folder] = project
        return project
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
