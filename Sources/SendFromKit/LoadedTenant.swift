public import Diagnostics
public import SenderModel
internal import TableCompiler
public import TenantConfig
internal import YAMLSyntax

/// A tenant read from its folder: as typed, as compiled, and what is wrong with it.
public struct LoadedTenant: Sendable {
    /// As given on the command line.
    public let folder: String
    public let config: TenantConfig
    /// Meaningful only where `diagnostics` hold no error.
    public let table: DecisionTable
    public let diagnostics: [Diagnostic]

    /// The tenant's name, or the folder's where it has none.
    public var name: String { table.tenant.isEmpty ? Files.name(folder) : table.tenant }

    /// Reads and compiles one tenant's folder.
    ///
    /// - Throws: `FileProblem`; what is wrong inside the files are `diagnostics`.
    public static func load(_ folder: String) throws -> LoadedTenant {
        var projects = ProjectFiles()
        return try load(folder, &projects)
    }

    /// The same where several tenants share the files above them.
    static func load(_ folder: String, _ projects: inout ProjectFiles) throws -> LoadedTenant {
        var diagnostics: [Diagnostic] = []
        var sources: [SourceFile] = []
        for path in try TenantFolders.files(of: folder) {
            sources.append(try source(path, &diagnostics))
        }
        guard diagnostics.isEmpty else {
            // What is missing may stand in a file that was not read.
            let config = TenantConfig(files: sources)
            return LoadedTenant(
                folder: folder, config: config, table: DecisionTable(tenant: ""), diagnostics: diagnostics)
        }
        let (config, problems) = TenantDecoder.decode(sources)
        diagnostics += problems
        let project = try projects.nearest(to: folder)
        diagnostics += project.diagnostics
        let (table, compileProblems) = TableCompiler.compile(config, overrides: project.overrides)
        diagnostics += compileProblems
        return LoadedTenant(
            folder: folder, config: config, table: table, diagnostics: diagnostics.sortedAndUnique())
    }

    /// A file of YAML; one over the size limit is reported and read as empty.
    package static func source(_ path: String, _ diagnostics: inout [Diagnostic]) throws -> SourceFile {
        let shown = Files.shown(path)
        // Asked before it is read: the file may be larger than memory.
        let size = Files.size(path)
        guard size <= YAMLLimits.fileBytes else {
            diagnostics.append(
                Diagnostic(
                    .limitExceeded, "the file has \(size) bytes; a YAML file may have \(YAMLLimits.fileBytes)",
                    at: Place(path: shown),
                    help: "split it: `inventory`, `users`, `teams` and `pools` may stand in several files"))
            return SourceFile(path: shown, bytes: [])
        }
        return SourceFile(path: shown, bytes: try Files.read(path))
    }

    /// The text of the line a row's `at` (`file:line:column`) names, without its indentation.
    public func line(_ at: String) -> String? {
        let parts = at.split(separator: ":")
        guard parts.count == 3, let number = Int(parts[1]),
            let file = config.files.first(where: { Files.name($0.path) == parts[0] }), number <= file.lineCount
        else { return nil }
        let text = file.text(in: file.lineRange(number))
        return String(text.drop { $0 == " " })
    }
}
