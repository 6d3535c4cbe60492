internal import Diagnostics

/// Finds tenants: a folder that holds `tenant.yaml`.
package enum TenantFolders {
    /// The tenant folders several paths mean, each once, in the order of the paths.
    ///
    /// - Parameter jobs: how many threads may look.
    /// - Throws: `FileProblem` for a path that is nothing of the kind, and where there is no tenant.
    static func found(_ paths: [String], jobs: Int) throws -> [Folder] {
        var folders = try paths.flatMap { try found($0, jobs: jobs) }
        // One path leads to no folder twice.
        if paths.count > 1 {
            var seen: Set<String> = []
            folders = folders.filter { seen.insert(Files.absolute($0.path)).inserted }
        }
        guard !folders.isEmpty else {
            throw FileProblem(
                "no tenant in \(paths.joined(separator: ", ")): a tenant is a folder that holds tenant.yaml")
        }
        return folders
    }

    /// The tenant folders a path means: itself, or all below it, in the order of their paths' bytes. Hidden folders and
    /// links to folders are skipped, tenants aren't searched inside.
    ///
    /// - Throws: `FileProblem` where there is no such path, or it isn't a folder.
    package static func find(_ path: String) throws -> [String] {
        try found(path, jobs: 1).map(\.path)
    }

    private static func found(_ path: String, jobs: Int) throws -> [Folder] {
        switch Files.kind(path) {
        case .missing: throw FileProblem("there is no folder \(path)")
        case .file:
            throw FileProblem("\(path) is a file; a tenant is a folder that holds tenant.yaml")
        case .other: throw FileProblem("\(path) is neither a folder nor a file")
        case .folder: break
        }
        return try search(path, depth: 0, jobs: jobs)
    }

    /// A folder, and what is in it, looked at once: whoever reads a tenant is told what was seen when it was found.
    struct Folder: Sendable {
        let path: String
        /// Sorted by their names' bytes.
        let entries: [(name: String, kind: Files.Kind?)]

        init(_ path: String) throws {
            self.path = path
            entries = try Files.entries(in: path)
        }

        func holds(_ name: String) -> Bool { entries.contains { $0.name == name } }
    }

    private static func search(_ path: String, depth: Int, jobs: Int) throws -> [Folder] {
        let folder = try Folder(path)
        if try isTenant(folder) { return [folder] }
        guard depth < 64 else {
            throw FileProblem("\(path) is 64 folders deep; name the tenants' folder itself")
        }
        let entries = folder.entries
        // Of few, each may hold many; of many, some threads begin later than others.
        let isWide = entries.count >= 64
        let stretches = Parts.stretches(of: entries.count, isWide && jobs > 1 ? jobs * 8 : 1)
        let found = Parts.map(stretches.count, jobs: jobs) { part in
            Result { try search(entries, stretches[part], in: path, depth: depth, jobs: isWide ? 1 : jobs) }
        }
        return try found.flatMap { try $0.get() }
    }

    private static func search(
        _ entries: [(name: String, kind: Files.Kind?)], _ stretch: Range<Int>, in folder: String, depth: Int, jobs: Int
    ) throws -> [Folder] {
        var found: [Folder] = []
        for index in stretch {
            let (name, kind) = entries[index]
            let path = Files.join(folder, name)
            // Whether one may look is the same for all that are no links.
            if index == 0 || kind == nil, Files.isForbidden(path) {
                throw FileProblem("can't look into \(folder): permission denied")
            }
            if kind == .folder || (kind == nil && Files.kind(path) == .folder && !Files.isLink(path)) {
                found += try search(path, depth: depth + 1, jobs: jobs)
            }
        }
        return found
    }

    /// Whether a folder is a tenant's.
    ///
    /// - Throws: `FileProblem` where `tenant.yaml` is there and can't be one: passing over it would hide a tenant.
    private static func isTenant(_ folder: Folder) throws -> Bool {
        let name = "tenant.yaml"
        guard let (_, kind) = folder.entries.first(where: { $0.name == name }) else { return false }
        let path = Files.join(folder.path, name)
        switch kind ?? Files.kind(path) {
        case .file: return true
        case .folder: return false
        case .missing where !Files.isLink(path): return false
        case .missing, .other: return try isReadable(path)
        }
    }

    /// The YAML files of a tenant's folder, `sendfrom.yaml` left out, sorted by their names' bytes.
    ///
    /// - Throws: `FileProblem`, also for one that is no regular file or a link that leads out of the tree.
    package static func files(of tenant: String) throws -> [String] { try files(of: Folder(tenant)) }

    /// - Throws: as `files(of:)`.
    static func files(of tenant: Folder) throws -> [String] {
        try yamlFiles(tenant.entries, in: tenant.path, TreeBorder(around: tenant.path), but: ProjectFiles.fileName)
    }

    /// What a tenant's folder of test files is called.
    static let testFolder = "tests"

    /// The test files of a tenant: the YAML files directly in `tests`.
    ///
    /// - Throws: as `files(of:)`.
    package static func tests(of tenant: String) throws -> [String] {
        let folder = Files.join(tenant, testFolder)
        guard Files.kind(folder) == .folder else { return [] }
        let border = TreeBorder(around: tenant)
        try border.check(folder)
        return try yamlFiles(Files.entries(in: folder), in: folder, border)
    }

    private static func yamlFiles(
        _ entries: [(name: String, kind: Files.Kind?)], in folder: String, _ border: TreeBorder,
        but other: String? = nil
    ) throws -> [String] {
        try entries.compactMap { name, kind in
            guard isYAML(name), kind != .folder, name != other else { return nil }
            let path = Files.join(folder, name)
            if kind == .file { return path }
            try border.check(path)
            return try isReadable(path) ? path : nil
        }
    }

    /// Whether a path is a file, as opposed to a folder.
    ///
    /// - Throws: `FileProblem` where it is neither: a file of a tenant that isn't read changes decisions in silence.
    private static func isReadable(_ path: String) throws -> Bool {
        switch Files.kind(path) {
        case .file: return true
        case .folder: return false
        case .other: throw FileProblem("\(path) is not a regular file")
        case .missing where Files.isForbidden(path): throw FileProblem("can't read \(path): permission denied")
        case .missing where Files.isLink(path): throw FileProblem("\(path) is a symbolic link to nothing")
        case .missing: throw FileProblem("\(path) is gone; run the command again")
        }
    }

    /// Whether a file's name is that of a YAML file. By bytes: of a repository every name is asked.
    package static func isYAML(_ name: String) -> Bool {
        name.utf8.suffix(5).elementsEqual(".yaml".utf8) || name.utf8.suffix(4).elementsEqual(".yml".utf8)
    }
}
