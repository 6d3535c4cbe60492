public import Diagnostics
public import SenderModel

/// One side of a difference: tenants from folders, from a compiled file, or from a revision in git.
public struct TenantVersion: Sendable {
    /// As the user named it.
    public let spec: String
    /// One for each tenant, in the order of their folders' paths.
    public let tables: [DecisionTable]
    /// What makes a table meaningless.
    public let diagnostics: [Diagnostic]

    /// - Parameter spec: a folder, a compiled file, or `REV:PATH`.
    /// - Throws: `FileProblem`.
    public static func load(_ spec: String) throws -> TenantVersion {
        if Files.kind(spec) == .missing, let tree = try GitTree(spec) {
            let tenants = try tree.tenants().map(LoadedTenant.init)
            return TenantVersion(
                spec: spec, tables: tenants.map(\.table),
                diagnostics: (tenants.flatMap(\.diagnostics) + TenantSet.duplicates(tenants.map(\.declaredName)))
                    .sortedAndUnique())
        }
        let set = try TenantSet.load([spec])
        return TenantVersion(spec: spec, tables: set.tables, diagnostics: set.diagnostics)
    }
}
