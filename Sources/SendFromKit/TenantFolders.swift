/// Finds tenants: a folder that holds `tenant.yaml`.
package enum TenantFolders {
    /// The tenant folders several paths mean, each once, in the order of the paths.
    ///
    /// - Throws: `FileProblem` for a path that is nothing of the kind, and where there is no tenant.
    package static func find(_ paths: [String]) throws -> [String] {
        var folders: [String] = []
        var seen: Set<String> = []
        for path in paths {
            for folder in try find(path) where seen.insert(Files.absolute(folder)).inserted { folders.append(folder) }
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
        switch Files.kind(path) {
        case .missing: throw FileProblem("there is no folder \(path)")
        case .file:
            throw FileProblem("\(path) is a file; a tenant is a folder that holds tenant.yaml")
        case .other: throw FileProblem("\(path) is neither a folder nor a file")
        case .folder: break
        }
        var found: [String] = []
        try search(path, &found, depth: 0)
        return found
    }

    private static func search(_ folder: String, _ found: inout [String], depth: Int) throws {
        if Files.kind(Files.join(folder, "tenant.yaml")) == .file {
            found.append(folder)
            return
        }
        guard depth < 64 else {
            throw FileProblem("\(folder) is 64 folders deep; name the tenants' folder itself")
        }
        for name in try Files.names(in: folder) {
            let path = Files.join(folder, name)
            if Files.kind(path) == .folder, !Files.isLink(path) { try search(path, &found, depth: depth + 1) }
        }
    }

    /// The YAML files of a tenant's folder, `sendfrom.yaml` left out, sorted by their names' bytes.
    package static func files(of tenant: String) throws -> [String] {
        try Files.names(in: tenant).filter { isYAML($0) && $0 != "sendfrom.yaml" }.map { Files.join(tenant, $0) }
            .filter { Files.kind($0) == .file }
    }

    /// The test files of a tenant: the YAML files directly in `tests`.
    package static func tests(of tenant: String) throws -> [String] {
        let folder = Files.join(tenant, "tests")
        guard Files.kind(folder) == .folder else { return [] }
        return try Files.names(in: folder).filter(isYAML).map { Files.join(folder, $0) }
            .filter { Files.kind($0) == .file }
    }

    package static func isYAML(_ name: String) -> Bool { name.hasSuffix(".yaml") || name.hasSuffix(".yml") }
}
