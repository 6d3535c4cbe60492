internal import Diagnostics
internal import Linting
internal import SenderModel
internal import TenantConfig

/// Is a tenant ready to send: a checklist, one line each with what to do. What can be wrong is what lint's checks of
/// readiness find; this adds what only the machine knows, whether the variables and files of credentials are there.
public struct Readiness: Sendable {
    /// Whether a point of the checklist is met.
    public enum State: String, Sendable {
        case ok
        /// Worth knowing, and no reason not to send.
        case warn
        case missing
    }

    /// A point of the checklist.
    public struct Item: Sendable {
        /// `organisation's number`
        public let title: String
        /// Whether it is met.
        public let state: State
        /// What was found, for people.
        public let text: String
        /// What to do, where there is something.
        public let help: String?
    }

    /// The tenant's name.
    public let tenant: String
    /// The tenant's folder, as given.
    public let folder: String
    /// The checklist, in order.
    public let items: [Item]

    /// Whether no point is missing.
    public var isReady: Bool { items.allSatisfy { $0.state != .missing } }

    /// - Parameters:
    ///   - tenant: without errors.
    ///   - hasVariable: whether an environment variable is set and not empty; its value is never asked for.
    public init(_ tenant: LoadedTenant, hasVariable: (String) -> Bool) {
        self.tenant = tenant.name
        folder = tenant.folder
        let linted = tenant.compiled.map { LintedTenant(tenant.config, $0) }
        let findings =
            CheckRegistry.findings(in: TypedFiles(tenant.config))
            + (linted.map { CheckRegistry.findings(in: $0) } ?? [])
        func items(_ title: String, _ codes: Set<CheckCode>, state: State = .missing, ok: String?) -> [Item] {
            let found = findings.filter { codes.contains($0.code) }.map {
                Item(title: title, state: state, text: $0.message, help: $0.help)
            }
            return found.isEmpty ? ok.map { [Item(title: title, state: .ok, text: $0, help: nil)] } ?? [] : found
        }
        let (config, table) = (tenant.config, tenant.table)
        var organization: String?
        if case .sender(let entry) = table.organizationNumber { organization = table.inventory[entry].displayText }
        let providers = config.providers.map { provider in
            provider.name.value + (provider.kind.map { " (\($0.value.rawValue))" } ?? "")
        }
        let sendable = table.inventory.count { entry in linted?.canSend(entry) ?? false }
        var list = items(
            "organisation's number",
            [.missingOrganizationNumber, .organizationNumberNotInInventory, .organizationNumberNotUsable],
            ok: organization)
        list += items(
            "senders", [.noSendableNumber], ok: "\(sendable) of \(table.inventory.count) can send")
        list += items("10DLC campaign", [.missingCampaign], state: .warn, ok: nil)
        list += items("provider", [.missingProvider], ok: providers.joined(separator: ", "))
        if !config.providers.isEmpty {
            list += items(
                "credentials", [.missingCredentials, .mixedCredentials, .plaintextSecret],
                ok: config.providers.map(Self.method).joined(separator: "; "))
        }
        self.items = list + config.providers.flatMap { Self.places($0, hasVariable) }
    }

    /// Which method of credentials is active.
    private static func method(_ provider: TenantConfig.ProviderConfig) -> String {
        let method = provider.credentials["token"] != nil ? "`token`" : "`key` with `secret`"
        return "\(provider.name.value) uses \(method)"
    }

    /// Whether what the credentials name is there.
    private static func places(
        _ provider: TenantConfig.ProviderConfig, _ hasVariable: (String) -> Bool
    ) -> [Item] {
        provider.credentials.sorted { $0.key < $1.key }.compactMap { key, value in
            let (title, text) = ("\(key) of \(provider.name.value)", value.value)
            if text.hasPrefix("env:") {
                let name = String(text.dropFirst(4))
                return hasVariable(name)
                    ? Item(title: title, state: .ok, text: "\(name) is set", help: nil)
                    : Item(
                        title: title, state: .missing, text: "\(name) is not set",
                        help: "set it where messages are sent from")
            }
            guard text.hasPrefix("file:") else { return nil }
            let path = String(text.dropFirst(5))
            return Files.kind(path) == .file && Files.size(path) > 0
                ? Item(title: title, state: .ok, text: "\(path) is there", help: nil)
                : Item(
                    title: title, state: .missing, text: "\(path) is not there, or empty", help: "put the secret there")
        }
    }
}
