internal import Diagnostics
internal import SenderModel
internal import TenantConfig

/// What a run keeps of a tenant to hold the others against it. The rest is let go: of a thousand tenants it would fill
/// the memory.
package struct RunTenant: Sendable {
    let name: String
    /// What the tenant has and has not released, in the inventory's order.
    let senders: [Sender]
    private let files: [SourceFile]

    struct Sender: Sendable {
        let text: String
        let identity: Identity
        let isShared: Bool
        fileprivate let range: SourceRange
    }

    /// What makes a sender the same as another, as `LintedTenant` has it. Hashed where it is made, since tenants are
    /// looked at by several threads and held against each other by one.
    struct Identity: Hashable, Sendable {
        let text: String
        private let hash: Int

        init(_ text: String) {
            self.text = text
            hash = text.hashValue
        }

        func hash(into hasher: inout Hasher) { hasher.combine(hash) }
    }

    /// - Parameter isAlone: whether there is no other, so that nothing is compared.
    package init(_ tenant: LintedTenant, isAlone: Bool = false) {
        name = tenant.table.tenant
        files = tenant.config.files
        var senders: [Sender] = []
        if !isAlone {
            let inventory = tenant.table.inventory
            senders.reserveCapacity(inventory.count)
            for index in inventory.indices where inventory[index].status != .released {
                senders.append(
                    Sender(
                        text: inventory[index].sender, identity: Identity(tenant.identity(of: index)),
                        isShared: inventory[index].isShared, range: tenant.senderRange(index)))
            }
        }
        self.senders = senders
    }

    func place(_ sender: Sender) -> Place { Place(files[Int(sender.range.file)], sender.range.bytes) }
}
