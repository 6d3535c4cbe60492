internal import Diagnostics
internal import YAMLSyntax

/// Tenants as a revision in git has them: read from the objects, nothing is checked out.
struct GitTree {
    /// As written: `HEAD~1:tenants/acme`.
    let spec: String
    /// Files of the tree below the folder, by their paths from the tree's root.
    private var files: [String: Blob] = [:]
    private let folder: String

    /// A file in git's store.
    private struct Blob {
        let id: String
        let size: Int
    }

    /// Runs git on objects that are already here, and on nothing else: what a repository's own settings could make it
    /// start (a download of what is missing, a monitor, hooks) stays off, and a repository that lies inside another
    /// one's files isn't taken for one.
    private static func git(_ arguments: [String], input: [UInt8] = []) -> (output: [UInt8], status: Int32)? {
        let settings = [
            "protocol.allow=never", "safe.bareRepository=explicit", "core.fsmonitor=", "core.hooksPath=/dev/null",
        ]
        return ChildProcess.run(
            ["git", "--no-pager", "--no-replace-objects"] + settings.flatMap { ["-c", $0] } + arguments,
            environment: ["GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"], input: input
        )
    }

    /// Nil for a text that is not `REV:PATH`.
    ///
    /// - Throws: `FileProblem` where there is no git, or no such revision or folder in it.
    init?(_ spec: String) throws {
        guard let colon = spec.firstIndex(of: ":"), colon != spec.startIndex else { return nil }
        self.spec = spec
        let revision = String(spec[..<colon])
        var path = String(spec[spec.index(after: colon)...])
        func fail(_ what: String) -> FileProblem { FileProblem("can't read \(spec): \(what)") }
        if path == "." || path.hasPrefix("./") || path.hasPrefix("../") {
            guard let prefix = Self.git(["rev-parse", "--show-prefix"]) else {
                throw fail("git is not installed")
            }
            let here = String(decoding: prefix.output, as: UTF8.self).filter { $0 != "\n" }
            path = String(Files.absolute("/" + here + path).dropFirst())
        }
        path = path.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
        folder = path
        guard
            let listing = Self.git(["ls-tree", "-r", "-l", "-z", "--full-tree", "--end-of-options", revision])
        else { throw fail("git is not installed") }
        guard listing.status == 0 else {
            throw fail("there is no revision \(Wording.quote(revision)) in the git repository of the working folder")
        }
        for entry in listing.output.split(separator: 0) {
            // `100644 blob <id> <size>\t<path>`; links and submodules are no files of ours.
            guard let tab = entry.firstIndex(of: 9) else { continue }
            let words = entry[..<tab].split(separator: 32)
            guard words.count == 4, words[0].starts(with: "100".utf8) else { continue }
            let name = String(decoding: entry[(tab + 1)...], as: UTF8.self)
            files[name] = Blob(
                id: String(decoding: words[2], as: UTF8.self), size: Int(String(decoding: words[3], as: UTF8.self)) ?? 0
            )
        }
        guard path.isEmpty || files.keys.contains(where: { $0 == path || $0.hasPrefix(path + "/") }) else {
            throw fail("\(revision) has no folder \(path.isEmpty ? "." : path)")
        }
    }

    /// Whether one of some folders holds another.
    private static func isBelow(_ folder: String, any folders: Set<String>) -> Bool {
        var folder = folder
        while !folder.isEmpty {
            folder = split(folder).parent
            if folders.contains(folder) { return true }
        }
        return false
    }

    /// The tenants at or below the folder, as `TenantFolders` would find them.
    func tenants() throws -> [TenantFiles] {
        let inside = folder.isEmpty ? "" : folder + "/"
        var folders = files.keys.filter { $0.hasPrefix(inside) && Files.name($0) == "tenant.yaml" }
            .map { $0.split(separator: "/").dropLast().joined(separator: "/") }.sorted()
        let all = Set(folders)
        // No tenant inside a tenant, none in hidden folders.
        folders = folders.filter { one in
            !one.dropFirst(inside.isEmpty ? 0 : max(0, inside.count - 1)).split(separator: "/").contains {
                $0.hasPrefix(".")
            }
                && !Self.isBelow(one, any: all)
        }
        guard !folders.isEmpty else {
            throw FileProblem("no tenant in \(spec): a tenant is a folder that holds tenant.yaml")
        }
        var wanted = Dictionary(uniqueKeysWithValues: folders.map { ($0, [String]()) })
        for path in files.keys {
            let (parent, name) = Self.split(path)
            guard !name.hasPrefix("."), name != ProjectFiles.fileName, TenantFolders.isYAML(name) else { continue }
            wanted[parent]?.append(path)
        }
        for one in folders { wanted[one]?.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) } }
        for (tenant, paths) in wanted where paths.reduce(0, { $0 + (files[$1]?.size ?? 0) }) > TenantFiles.mostBytes {
            throw FileProblem("can't read \(spec): \(tenant) has more than \(TenantFiles.mostBytes) bytes of YAML")
        }
        let projects = files.keys.filter { Files.name($0) == ProjectFiles.fileName }
        let sources = try read(wanted.values.flatMap { $0 } + projects)
        return folders.map { one in
            TenantFiles(
                folder: spec, sources: (wanted[one] ?? []).compactMap { sources[$0] }, diagnostics: [],
                project: project(above: one, sources))
        }
    }

    private static func split(_ path: String) -> (parent: String, name: String) {
        let parts = path.split(separator: "/")
        return (parts.dropLast().joined(separator: "/"), parts.last.map(String.init) ?? "")
    }

    private func project(above folder: String, _ sources: [String: SourceFile]) -> ProjectFiles.Project {
        var parts = folder.split(separator: "/")
        while true {
            let path = (parts.map(String.init) + [ProjectFiles.fileName]).joined(separator: "/")
            if let source = sources[path] { return ProjectFiles.project(source) }
            if parts.isEmpty { return .init() }
            parts.removeLast()
        }
    }

    /// The texts of files, many in one run of git.
    private func read(_ paths: [String]) throws -> [String: SourceFile] {
        var sources: [String: SourceFile] = [:]
        let revision = spec.prefix { $0 != ":" }
        for start in stride(from: 0, to: paths.count, by: 500) {
            let some = paths[start..<min(start + 500, paths.count)]
            // Asked before it is read: the file may be larger than memory.
            for path in some {
                guard let size = files[path]?.size, size > YAMLLimits.fileBytes else { continue }
                throw FileProblem(
                    "can't read \(spec): \(path) has \(size) bytes; a YAML file may have \(YAMLLimits.fileBytes)")
            }
            let ids = some.map { (files[$0]?.id ?? "") + "\n" }.joined()
            guard let result = Self.git(["cat-file", "--batch"], input: Array(ids.utf8)),
                result.status == 0
            else { throw FileProblem("can't read \(spec): git can't read its objects") }
            var at = 0
            for path in some {
                // `<id> blob <size>\n<bytes>\n`
                guard let end = result.output[at...].firstIndex(of: 10),
                    let size = result.output[at..<end].split(separator: 32).last.flatMap({
                        Int(String(decoding: $0, as: UTF8.self))
                    }), end + 1 + size <= result.output.count
                else { throw FileProblem("can't read \(spec): \(path) is missing in git") }
                sources[path] = SourceFile(
                    path: "\(revision):\(path)", bytes: Array(result.output[(end + 1)..<(end + 1 + size)]))
                at = end + 1 + size + 1
            }
        }
        return sources
    }
}
