internal import Diagnostics
internal import SendFromKit
internal import SenderModel

/// Loading what a command works on, with a configuration's errors shown and the command stopped.
enum TenantLoading {
    /// The tenants the paths mean, or nil where diagnostics were shown that make a table meaningless.
    static func load(_ paths: [String], _ common: CommonOptions, _ console: Console) throws -> TenantSet? {
        try checked(try TenantSet.load(paths), common, console)
    }

    /// The same where one tenant is needed.
    static func loadOne(_ path: String, _ common: CommonOptions, _ console: Console) throws -> TenantSet? {
        let set = try TenantSet.load([path])
        guard set.tables.count == 1 else {
            let folders = set.tenants.prefix(3).map(\.folder).joined(separator: ", ")
            let rest = set.tenants.count > 3 ? "…" : ""
            throw CommandFailure(
                .usage, "\(path) holds \(set.tables.count) tenants (\(folders)\(rest)), one is needed; name its folder")
        }
        return try checked(set, common, console)
    }

    /// The tenants as they stand in their folders; a compiled file doesn't say all that some commands need.
    static func folders(_ set: TenantSet, _ path: String) throws -> [LoadedTenant] {
        guard set.compiled == nil else {
            throw CommandFailure(.usage, "\(path) is a compiled file; the tenant's folder is needed")
        }
        return set.tenants
    }

    private static func checked(_ set: TenantSet, _ common: CommonOptions, _ console: Console) throws -> TenantSet? {
        guard set.diagnostics.hasErrors else { return set }
        try show(set.diagnostics, common, console)
        return nil
    }

    /// Diagnostics on standard error, as many as a person can use, and their number.
    static func show(_ diagnostics: [Diagnostic], _ common: CommonOptions, _ console: Console) throws {
        let renderer = TextRenderer(color: console.usesColor(common.color, on: console.error))
        let most = 100
        try console.error.write(renderer.render(Array(diagnostics.prefix(most))))
        let count = diagnostics.count == 1 ? "1 error" : "\(diagnostics.count) errors"
        try console.error.write(
            "\n\(count)\(diagnostics.count > most ? ", of which the first \(most) are shown" : "")\n")
    }
}
