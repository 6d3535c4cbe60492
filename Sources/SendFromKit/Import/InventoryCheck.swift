internal import Diagnostics
internal import Linting
internal import TenantConfig
internal import YAMLSyntax

/// What lint will say of an imported inventory, so that nobody has to find out: the inventory is linted as a tenant's
/// whose other files are in order.
enum InventoryCheck {
    /// What the file's checks depend on in the tenant around it.
    struct Surroundings {
        /// The names of the tenant's providers.
        var providers = ["main"]
        /// Whether US long codes have an approved campaign of the tenant's.
        var hasCampaign = false

        /// Those of the tenant whose folder a file is written to, where there is one that can be read.
        init(of path: String, provider: String?) {
            let folder = Files.parent(Files.absolute(path)) ?? "/"
            if Files.kind(Files.join(folder, "tenant.yaml")) == .file, let tenant = try? LoadedTenant.load(folder) {
                let tenDLC = tenant.config.tenDLC
                hasCampaign = tenDLC?.campaign != nil && tenDLC?.status?.value != .pending
                let names = tenant.config.providers.map(\.name.value)
                if !names.isEmpty {
                    providers = names
                    return
                }
            }
            if let provider { providers = [provider] }
        }
    }

    /// Errors and warnings in the file, by line. Checks of a whole tenant, and proofs about its rules, are left out.
    static func findings(in inventory: InventoryText, path: String, _ tenant: Surroundings) -> [Diagnostic] {
        var found: [Diagnostic] = []
        var broken: Set<Int> = []
        // A sender that makes a table meaningless silences all other checks; they speak once it is left out.
        while true {
            let findings = lint(inventory.without(broken), path, tenant)
            found += findings
            let entries = findings.filter(\.stopsEveryCommand).compactMap {
                inventory.entry(atLine: $0.place.start.line)
            }
            guard !entries.isEmpty, broken.count + Set(entries).subtracting(broken).count < inventory.entryLines.count
            else { break }
            let known = broken.count
            broken.formUnion(entries)
            guard broken.count > known else { break }
        }
        return found.sortedAndUnique()
    }

    private static func lint(_ text: String, _ path: String, _ tenant: Surroundings) -> [Diagnostic] {
        let tenant = SourceFile(path: "", bytes: Array(yaml(tenant).utf8))
        let inventory = SourceFile(path: path, bytes: Array(text.utf8))
        let files = TenantFiles(folder: "", sources: [inventory, tenant], diagnostics: [], project: .init())
        let run = LintRun(
            inputs: [.init(tenant: files, tests: [], testDiagnostics: [])], options: .init(today: "2000-01-01"))
        return run.report().findings.map(\.diagnostic).filter {
            $0.place.path == path && $0.severity != .info && !$0.code.isProved
        }
    }

    private static func yaml(_ tenant: Surroundings) -> String {
        let providers = tenant.providers.map {
            "\(YAMLText.scalar($0)): {kind: generic, credentials: {token: env:TOKEN}}"
        }
        return """
            tenant: import
            providers: {\(providers.joined(separator: ", "))}
            \(tenant.hasCampaign ? "ten_dlc: {campaign: C, status: approved}" : "")
            order: {rules: [best]}

            """
    }
}
