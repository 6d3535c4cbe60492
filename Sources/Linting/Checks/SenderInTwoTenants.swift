internal import Diagnostics
internal import TenantConfig
internal import SenderModel

/// The same sender in the inventories of two tenants.
enum SenderInTwoTenants: RunCheck {
    static let code = CheckCode.senderInTwoTenants
    static let statement = "two tenants of the run have the same sender"
    static let why = """
        What comes in on it would go to one of them, and one of them shows its customers somebody else's number. \
        Released entries don't count, and a sender that both say is `shared` may be in both.
        """
    static let bad = [
        Example([
            .init(
                "acme/tenant.yaml",
                """
                tenant: acme
                inventory: [{sender: "+442079460101"}]
                """),
            .init(
                "zenith/tenant.yaml",
                """
                tenant: zenith
                inventory: [{sender: ⟪"+442079460101"⟫}]
                """),
        ])
    ]
    static let good = [
        Example([
            .init(
                "acme/tenant.yaml",
                """
                tenant: acme
                inventory: [{sender: "60777", country: GB, shared: true}]
                """),
            .init(
                "zenith/tenant.yaml",
                """
                tenant: zenith
                inventory: [{sender: "60777", country: GB, shared: true}]
                """),
        ])
    ]

    static func run(_ tenants: [LintedTenant], _ findings: inout Findings) {
        guard tenants.count > 1 else { return }
        var first: [String: (tenant: Int, entry: Int)] = [:]
        first.reserveCapacity(tenants.reduce(0) { $0 + $1.table.inventory.count })
        for (number, tenant) in tenants.enumerated() {
            for (index, entry) in tenant.table.inventory.enumerated() where entry.status != .released {
                // A number is itself whatever its country; a short code is another one in each.
                let name = entry.kind == .shortCode ? "\(entry.sender) \(entry.country?.code ?? "")" : entry.sender
                guard let other = first[name] else {
                    first[name] = (number, index)
                    continue
                }
                let holder = tenants[other.tenant]
                if other.tenant == number || (entry.isShared && holder.table.inventory[other.entry].isShared) {
                    continue
                }
                findings.report(
                    .twice(entry.sender, holder.table.tenant), at: tenant.senderPlace(index),
                    subject: tenant.subject(of: index),
                    related: [
                        .init(
                            "tenant \(Wording.quote(holder.table.tenant)) has it here",
                            at: holder.senderPlace(other.entry))
                    ])
            }
        }
    }
}

extension FindingText {
    fileprivate static func twice(_ sender: String, _ tenant: String) -> FindingText {
        .init(
            "\(Wording.quote(sender)) is also a sender of tenant \(Wording.quote(tenant))",
            help: "delete it from one inventory, or mark it `status: released` there")
    }
}
