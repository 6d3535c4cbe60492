public import Diagnostics
public import SenderModel
internal import TenantConfig

/// The tenants a command works on: read from folders, or one from a compiled file.
public struct TenantSet: Sendable {
    /// In the order of their folders' paths; empty for a compiled file.
    public let tenants: [LoadedTenant]
    /// A table read from a compiled file; then there are no folders.
    public let compiled: DecisionTable?
    /// What makes a table meaningless, of all tenants.
    public let diagnostics: [Diagnostic]

    /// The tables, in the order of their folders' paths.
    public var tables: [DecisionTable] { compiled.map { [$0] } ?? tenants.map(\.table) }

    /// Reads every tenant the paths mean. A path to a file is a compiled table.
    ///
    /// - Throws: `FileProblem` for a path that is nothing of the kind, or means no tenant.
    public static func load(_ paths: [String]) throws -> TenantSet {
        if paths.count == 1, Files.kind(paths[0]) == .file, Files.name(paths[0]) != "tenant.yaml" {
            return TenantSet(tenants: [], compiled: try CompiledTable.read(paths[0]), diagnostics: [])
        }
        let folders = try TenantFolders.found(paths, jobs: 1)
        let projects = ProjectFiles()
        let tenants = try folders.map { LoadedTenant(try TenantFiles.read($0, projects)) }
        let diagnostics = tenants.flatMap(\.diagnostics) + duplicates(tenants.map(\.declaredName))
        return TenantSet(tenants: tenants, compiled: nil, diagnostics: diagnostics.sortedAndUnique())
    }

    /// `duplicate-tenant`, for every tenant named as an earlier one.
    static func duplicates(_ names: [(name: String, place: Place)?]) -> [Diagnostic] {
        var first: [String: Place] = [:]
        var diagnostics: [Diagnostic] = []
        for case .some((let name, let place)) in names {
            if let other = first[name] {
                diagnostics.append(
                    Diagnostic(
                        .duplicateTenant, "another tenant is named \(Wording.quote(name)) too", at: place,
                        help: "choose another name", related: [.init("first given here", at: other)]))
            } else {
                first[name] = place
            }
        }
        return diagnostics
    }
}
