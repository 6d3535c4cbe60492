public import Diagnostics
public import SenderModel
internal import TableCompiler
package import TenantConfig
internal import YAMLSyntax

/// A tenant read from its folder: as typed, as compiled, and what is wrong with it. Nothing in it changes.
public final class LoadedTenant: Sendable {
    /// As given on the command line.
    public let folder: String
    /// As typed, with places.
    package let config: TenantConfig
    /// Meaningful only where `diagnostics` hold no error.
    public let table: DecisionTable
    /// What makes the table meaningless, sorted by file and place; the rest is `lint`'s to find (`LintRun`).
    public let diagnostics: [Diagnostic]
    /// What compilation made, for lint; nil where a file could not be read.
    let compiled: TableCompiler.Compiled?
    /// What the `sendfrom.yaml` above the tenant says.
    let project: ProjectFiles.Project

    /// The entries a reference to a sender means: one, or several for a short code of several countries.
    ///
    /// - Throws: `EditRefusal` where it means none.
    package func entries(_ reference: String) throws -> [Int] {
        let names = compiled?.senders
        switch names?.find(reference) {
        case .some(.entry(let entry)): return [entry]
        case .some(.ambiguous(let several)): return several
        case .some(.none), nil:
            let near = NearMiss.words(NearMiss.best(for: reference, among: names?.names ?? []))
            throw EditRefusal("\(Wording.quote(reference)) is not in the inventory\(near)", isUsage: true)
        }
    }

    /// The tenant's name, or the folder's where it has none.
    public var name: String { table.tenant.isEmpty ? Files.name(folder) : table.tenant }

    /// The name as it is written, and where.
    var declaredName: (name: String, place: Place)? { config.tenant.map { ($0.value, config.place($0.range)) } }

    /// Reads and compiles one tenant's folder.
    ///
    /// - Throws: `FileProblem`; what is wrong inside the files are `diagnostics`.
    public static func load(_ folder: String) throws -> LoadedTenant {
        LoadedTenant(try TenantFiles.read(folder, ProjectFiles()))
    }

    /// Decodes and compiles a tenant from its files.
    convenience init(_ files: TenantFiles) { self.init(Decoded(files, keepsDocuments: false)) }

    /// A tenant as typed, and what is wrong with that. A class, since a configuration is long to copy.
    final class Decoded: Sendable {
        let files: TenantFiles
        fileprivate let config: TenantConfig
        fileprivate let problems: [Diagnostic]
        /// One for each of the files; none where one could not be read, or they are not kept.
        let documents: [YAMLDocument]

        /// - Parameters:
        ///   - jobs: how many threads may read a large file.
        ///   - keepsDocuments: false where only the configuration is asked for: of a large file they take three times its
        ///     size.
        init(_ files: TenantFiles, jobs: Int = 1, keepsDocuments: Bool) {
            self.files = files
            // What is missing may stand in a file that was not read.
            guard files.diagnostics.isEmpty else {
                (config, problems, documents) = (TenantConfig(files: files.sources), files.diagnostics, [])
                return
            }
            let parsed = ParsedFiles(files.sources)
            (config, problems) = TenantDecoder.decode(parsed, jobs: jobs)
            documents = keepsDocuments ? parsed.documents : []
        }
    }

    /// Compiles a tenant.
    init(_ decoded: Decoded) {
        folder = decoded.files.folder
        project = decoded.files.project
        config = decoded.config
        guard decoded.files.diagnostics.isEmpty else {
            table = DecisionTable(tenant: "")
            diagnostics = decoded.problems
            compiled = nil
            return
        }
        let compiled = TableCompiler.compile(decoded.config, overrides: project.overrides)
        self.compiled = compiled
        table = compiled.table
        diagnostics = (decoded.problems + project.diagnostics + compiled.diagnostics).sortedAndUnique()
    }

    /// The text of the line a row's `at` (`file:line:column`) names, without its indentation.
    public func line(_ at: String) -> String? {
        let parts = at.split(separator: ":")
        guard parts.count == 3, let number = Int(parts[1]),
            let file = config.files.first(where: { Files.name($0.path) == parts[0] }), number <= file.lineCount
        else { return nil }
        let text = file.shownText(in: file.lineRange(number))
        return String(text.drop { $0 == " " })
    }
}
