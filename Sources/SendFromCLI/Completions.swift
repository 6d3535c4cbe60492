internal import ArgumentParser
internal import Diagnostics
internal import SendFromKit
internal import SenderModel
internal import ShippedRules

/// What a shell offers at TAB. Names come from the tenant the command line names; files that can't be read offer none.
extension CompletionKind {
    /// Tenants, and folders on the way to some.
    static let tenants = custom { _, _, prefix in Completions.tenants(prefix) }
    /// Compiled files too, and whatever else lies there.
    static let tenantsOrFiles = custom { _, _, prefix in Completions.tenants(prefix, files: true) }
    static let senders = names { $0.inventory.map { $0.id ?? $0.sender } }
    static let users = names { $0.users.map(\.name) }
    static let teams = names { $0.teams.map(\.name) }
    static let countries = list(Country.all.map(\.code))
    static let checksAndWords = list(CheckCode.allCases.map(\.rawValue) + DecisionWord.all.map(\.text))
    /// `CODE=error` and so on.
    static let checkWeights = list(
        CheckCode.allCases.filter { !$0.stopsEveryCommand }.flatMap { code in
            (Severity.allCases.map(\.rawValue) + ["off"]).map { "\(code.rawValue)=\($0)" }
        })

    private static func names(_ names: @escaping @Sendable (DecisionTable) -> [String]) -> CompletionKind {
        custom { words, _, prefix in
            Completions.tables(in: words).flatMap(names).filter { $0.hasPrefix(prefix) }
        }
    }
}

enum Completions {
    /// The folders below which tenants are looked for, at most.
    private static let most = 2000

    /// Paths that begin with `prefix`: a tenant as it is, a folder above tenants with a `/`, so that TAB goes on.
    static func tenants(_ prefix: String, files: Bool = false) -> [String] {
        let slash = prefix.lastIndex(of: "/").map { prefix.index(after: $0) } ?? prefix.startIndex
        let (folder, start) = (String(prefix[..<slash]), String(prefix[slash...]))
        var left = most
        return ((try? Files.names(in: folder.isEmpty ? "." : folder)) ?? []).filter { $0.hasPrefix(start) }
            .compactMap { name in
                let path = folder + name
                if Files.kind(path) == .file { return files && name.hasSuffix(".json") ? path : nil }
                if isTenant(path) { return path }
                return holdsTenant(path, depth: 0, &left) ? path + "/" : nil
            }
    }

    private static func isTenant(_ folder: String) -> Bool { Files.kind(Files.join(folder, "tenant.yaml")) == .file }

    private static func holdsTenant(_ folder: String, depth: Int, _ left: inout Int) -> Bool {
        guard depth < 6, left > 0, Files.kind(folder) == .folder, !Files.isLink(folder) else { return false }
        left -= 1
        if isTenant(folder) { return true }
        for name in (try? Files.names(in: folder)) ?? []
        where holdsTenant(Files.join(folder, name), depth: depth + 1, &left) { return true }
        return false
    }

    /// The tables of the tenants a command line names.
    ///
    /// - Parameter words: as the shell has them, perhaps quoted.
    static func tables(in words: [String]) -> [DecisionTable] {
        words.dropFirst(2).map { $0.filter { $0 != "'" && $0 != "\"" } }.filter { !$0.hasPrefix("-") }.flatMap { word in
            guard Files.kind(word) != .missing, let set = try? TenantSet.load([word]) else {
                return [] as [DecisionTable]
            }
            return set.tables
        }
    }
}
