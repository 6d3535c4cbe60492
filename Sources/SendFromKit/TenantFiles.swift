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
    /// Whether the folder was seen to hold something that may be test files.
    var hasTests = false

    /// - Throws: `FileProblem`; a file that is too large is a diagnostic.
    static func read(_ folder: String, _ projects: ProjectFiles) throws -> TenantFiles {
        try read(TenantFolders.Folder(folder), projects)
    }

    /// - Throws: `FileProblem`; a file that is too large is a diagnostic.
    static func read(_ folder: TenantFolders.Folder, _ projects: ProjectFiles) throws -> TenantFiles {
        var diagnostics: [Diagnostic] = []
        let sources = try sources(TenantFolders.files(of: folder), &diagnostics)
        return TenantFiles(
            folder: folder.path, sources: sources, diagnostics: diagnostics,
            project: diagnostics.isEmpty
                ? try projects.nearest(to: folder.path, mayHaveOwn: folder.holds(ProjectFiles.fileName)) : .init(),
            hasTests: folder.holds(TenantFolders.testFolder))
    }

    /// Bytes of all files of a tenant, and of all its test files.
    static let mostBytes = 64 << 20

    /// Files of YAML that are held in memory together; what goes over the limit of all is reported and read as empty.
    static func sources(_ paths: [String], _ diagnostics: inout [Diagnostic]) throws -> [SourceFile] {
        var left = mostBytes
        return try paths.map { path in
            let (source, size) = try read(path, left: left, &diagnostics)
            left -= size
            return source
        }
    }

    /// A file of YAML; one over the size limit is reported and read as empty.
    static func source(_ path: String, _ diagnostics: inout [Diagnostic]) throws -> SourceFile {
        try read(path, left: mostBytes, &diagnostics).source
    }

    /// - Returns: the file, and how many of the bytes left it takes: all, where it has more.
    private static func read(
        _ path: String, left: Int, _ diagnostics: inout [Diagnostic]
    ) throws -> (source: SourceFile, size: Int) {
        let shown = Files.shown(path)
        var size = 0
        let bytes = try Files.read(path, atMost: YAMLLimits.fileBytes) {
            size = $0
            return size <= min(left, YAMLLimits.fileBytes)
        }
        if let bytes { return (SourceFile(path: shown, bytes: bytes), bytes.count) }
        let nothing = SourceFile(path: shown, bytes: [])
        guard size <= YAMLLimits.fileBytes else {
            diagnostics.append(tooLarge(shown, size: size))
            return (nothing, 0)
        }
        diagnostics.append(
            Diagnostic(
                .limitExceeded, "with this file, those in its folder have more than \(mostBytes) bytes",
                at: Place(path: shown), help: "make several tenants of this one"))
        return (nothing, left)
    }

    /// What is said of a file over the size limit.
    static func tooLarge(_ path: String, size: Int) -> Diagnostic {
        Diagnostic(
            .limitExceeded, "the file has \(size) bytes; a YAML file may have \(YAMLLimits.fileBytes)",
            at: Place(path: path),
            help: "split it: `inventory`, `users`, `teams` and `pools` may stand in several files")
    }
}
