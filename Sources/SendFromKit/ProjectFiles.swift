internal import Diagnostics
internal import SenderModel
internal import TableCompiler
internal import TenantConfig

/// The `sendfrom.yaml` files of a run, each read once however many tenants lie below it.
struct ProjectFiles {
    /// What a file says that tenants need, and what is wrong with it.
    struct Project {
        var overrides: [Country: [CountryColumn: CountryAnswer]] = [:]
        var diagnostics: [Diagnostic] = []
    }

    private var byPath: [String: Project] = [:]

    /// The file at the nearest folder above a tenant, or in the tenant's own; nothing where there is none.
    ///
    /// - Throws: `FileProblem`.
    mutating func nearest(to folder: String) throws -> Project {
        for ancestor in Files.ancestors(of: folder) {
            let path = Files.join(ancestor, "sendfrom.yaml")
            if let known = byPath[path] { return known }
            guard Files.kind(path) == .file else { continue }
            let project = try Self.read(path)
            byPath[path] = project
            return project
        }
        return Project()
    }

    private static func read(_ path: String) throws -> Project {
        var diagnostics: [Diagnostic] = []
        let (config, problems) = ProjectConfig.decode(try LoadedTenant.source(path, &diagnostics))
        let (overrides, wrong) = TableCompiler.overrides(of: config.countries, place: config.place)
        return Project(overrides: overrides, diagnostics: diagnostics + problems + wrong)
    }
}
