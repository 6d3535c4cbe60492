package import SenderModel

/// A tenant to start from: files that lint clean, decide their sample messages and pass their tests, with every line
/// explained to somebody who has never seen one.
package struct StarterTenant: Sendable {
    package struct File: Sendable {
        /// Below the tenant's folder.
        package let path: String
        /// What it is for, in a few words.
        package let about: String
        package let text: String
    }

    /// In the order to read them.
    package let files: [File]

    /// - Parameters:
    ///   - tenant: a valid tenant name.
    ///   - taken: senders that other tenants have.
    /// - Throws: `FileProblem` for a country of which the plan has too few ordinary numbers.
    package init(_ preset: StarterPreset, tenant: String, name: String, country: Country, without taken: Set<String>)
        throws
    {
        let parts = try StarterParts(tenant: tenant, name: name, country: country, without: taken)
        files =
            switch preset {
            case .threadFirst: parts.threadFirst
            case .staffFirst: parts.staffFirst
            case .compliantFirst: parts.compliantFirst
            case .perUser: parts.perUser
            case .messagingService: parts.messagingService
            }
    }

    /// The senders of the tenants beside a folder: no two tenants may have the same.
    package static func senders(beside folder: String) -> Set<String> {
        let full = Files.absolute(folder)
        guard let above = Files.parent(full), let names = try? Files.names(in: above) else {
            return []
        }
        var senders: Set<String> = []
        for path in names.map({ Files.join(above, $0) }) where path != full {
            guard Files.kind(Files.join(path, "tenant.yaml")) == .file, let tenant = try? LoadedTenant.load(path) else {
                continue
            }
            senders.formUnion(tenant.table.inventory.map(\.sender))
        }
        return senders
    }

    /// Writes the files into a folder, which is made where it is missing.
    ///
    /// - Throws: `FileProblem`.
    package func write(to folder: String) throws {
        for file in files {
            let path = Files.join(folder, file.path)
            try Files.makeFolder(
                path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/"))
            try Files.write(Array(file.text.utf8), to: path)
        }
    }
}
