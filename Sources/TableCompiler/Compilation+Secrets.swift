internal import Diagnostics
internal import SenderModel
internal import TenantConfig

extension Compilation {
    /// Refuses a name that is a provider's secret too: names go into tables, decisions and reports, where nobody would
    /// know it for one.
    func compileSecrets() {
        let secrets = Set(
            config.providers.flatMap { $0.credentials.values.map(\.value) }.filter {
                $0.utf8.count >= 4 && !SecretReference.isOne($0)
            })
        guard !secrets.isEmpty else { return }
        var names = [config.tenant, config.name, config.organizationNumber].compactMap { $0 }
        for attribute in config.attributes { names += [attribute.name] + attribute.values }
        names += config.groups.map(\.name)
        for entry in config.inventory {
            names += [entry.sender, entry.id, entry.name, entry.campaign].compactMap { $0 }
        }
        for user in config.users { names += [user.name] + [user.displayName].compactMap { $0 } }
        names += config.teams.map(\.name) + config.pools.map(\.name) + (config.order?.rules.compactMap(\.name) ?? [])
        func isSecret(_ name: String) -> Bool {
            secrets.contains { $0 == name || ($0.utf8.count >= 8 && name.contains($0)) }
        }
        // Findings are told with the tenant's name.
        if isSecret(table.tenant) { table.tenant = "" }
        for name in names where isSecret(name.value) {
            report(
                .invalidValue, "what stands here is a secret: it stands under `credentials` too", at: name.range,
                help: "write another name here, and `env:NAME` there")
        }
    }
}
