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
        var first: [String: (tenant: Int, entry: Int)] = [:]
        for (number, tenant) in tenants.enumerated() {
            for (index, entry) in tenant.table.inventory.enumerated() where entry.status != .released {
                let subject = tenant.subject(of: index)
                guard let other = first[subject] else {
                    first[subject] = (number, index)
                    continue
                }
                let holder = tenants[other.tenant]
                if other.tenant == number || (entry.isShared && holder.table.inventory[other.entry].isShared) {
                    continue
                }
                findings.report(
                    .twice(entry.sender, holder.table.tenant), at: tenant.senderPlace(index), subject: subject,
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
