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

    static func run(_ tenants: [RunTenant], _ findings: inout Findings) {
        guard tenants.count > 1 else { return }
        var first: [RunTenant.Identity: (tenant: Int, place: Int)] = [:]
        first.reserveCapacity(tenants.reduce(0) { $0 + $1.senders.count })
        for number in tenants.indices {
            for index in tenants[number].senders.indices {
                let identity = tenants[number].senders[index].identity
                guard let other = first.updateValue((number, index), forKey: identity) else { continue }
                // The first keeps its place, which is seldom asked for.
                first[identity] = other
                if other.tenant != number {
                    report(tenants[number], index, tenants[other.tenant], other.place, &findings)
                }
            }
        }
    }

    private static func report(
        _ tenant: RunTenant, _ index: Int, _ holder: RunTenant, _ place: Int, _ findings: inout Findings
    ) {
        let (sender, held) = (tenant.senders[index], holder.senders[place])
        if sender.isShared && held.isShared { return }
        findings.report(
            .twice(sender.text, holder.name), at: tenant.place(sender), subject: "sender " + sender.identity.text,
            related: [.init("tenant \(Wording.quote(holder.name)) has it here", at: holder.place(held))])
    }
}

extension FindingText {
    fileprivate static func twice(_ sender: String, _ tenant: String) -> FindingText {
        .init(
            "\(Wording.quote(sender)) is also a sender of tenant \(Wording.quote(tenant))",
            help: "delete it from one inventory, or mark it `status: released` there")
    }
}
