internal import Diagnostics
internal import YAMLSyntax

/// The files of one tenant as they lie on disk, read but not parsed: what lint reads once and fixes edit in memory.
struct TenantFiles: Sendable {
    /// As given on the command line.
    let folder: String
    /// The tenant's YAML files, sorted by name.
    var sources: [SourceFile]
    /// What could not be read.
    let diagnostics: [Diagnostic]
    var project: ProjectFiles.Project

    /// - Throws: `FileProblem`; a file that is too large is a diagnostic.
    static func read(_ folder: String, _ projects: inout ProjectFiles) throws -> TenantFiles {
        var diagnostics: [Diagnostic] = []
        let sources = try sources(TenantFolders.files(of: folder), &diagnostics)
        return TenantFiles(
            folder: folder, sources: sources, diagnostics: diagnostics,
            project: diagnostics.isEmpty ? try projects.nearest(to: folder) : .init())
    }

    /// Bytes of all files of a tenant, and of all its test files.
    static let mostBytes = 64 << 20

    /// Files of YAML that are held in memory together; what goes over the limit of all is reported and read as empty.
    static func sources(_ paths: [String], _ diagnostics: inout [Diagnostic]) throws -> [SourceFile] {
        var left = mostBytes
        return try paths.map { path in
            let size = Files.size(path)
            let source = size > left && size <= YAMLLimits.fileBytes ? nil : try source(path, &diagnostics)
            left -= source?.bytes.count ?? left
            if let source { return source }
            let shown = Files.shown(path)
            diagnostics.append(
                Diagnostic(
                    .limitExceeded,
                    "with this file, those in its folder have more than \(mostBytes) bytes",
                    at: Place(path: shown), help: "make several tenants of this one"))
            return SourceFile(path: shown, bytes: [])
        }
    }

    /// A file of YAML; one over the size limit is reported and read as empty.
    static func source(_ path: String, _ diagnostics: inout [Diagnostic]) throws -> SourceFile {
        let shown = Files.shown(path)
        // Asked before it is read: the file may be larger than memory.
        let size = Files.size(path)
        guard size <= YAMLLimits.fileBytes else {
            diagnostics.append(tooLarge(shown, size: size))
            return SourceFile(path: shown, bytes: [])
        }
        return SourceFile(path: shown, bytes: try Files.read(path, atMost: YAMLLimits.fileBytes))
    }

    /// What is said of a file over the size limit.
    static func tooLarge(_ path: String, size: Int) -> Diagnostic {
        Diagnostic(
            .limitExceeded, "the file has \(size) bytes; a YAML file may have \(YAMLLimits.fileBytes)",
            at: Place(path: path),
            help: "split it: `inventory`, `users`, `teams` and `pools` may stand in several files")
    }
}
