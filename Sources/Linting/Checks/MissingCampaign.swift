internal import Diagnostics
internal import TenantConfig
internal import SenderModel

/// A US long code that can send without an approved 10DLC campaign.
enum MissingCampaign: TenantCheck {
    static let code = CheckCode.missingCampaign
    static let statement = "a US long code that can send has no approved 10DLC campaign"
    static let why = """
        US carriers block messages from long codes that belong to no approved campaign. A campaign stands at the \
        number, or under `ten_dlc` for all US long codes of the tenant.
        """
    static let bad = [
        Example(
            """
            inventory:
              - sender: ⟪"+14155550123"⟫
            """),
        Example(
            """
            ten_dlc: {campaign: C0FFEE, status: pending}
            inventory:
              - sender: ⟪"+14155550123"⟫
            """),
    ]
    static let good = [
        Example(
            """
            ten_dlc: {campaign: C0FFEE, status: approved}
            inventory:
              - sender: "+14155550123"
            """),
        Example(
            """
            inventory:
              - {sender: "+14155550123", campaign: C0FFEE}
            """),
    ]

    static func run(_ tenant: LintedTenant, _ findings: inout Findings) {
        let common = tenant.config.tenDLC
        let inventory = tenant.table.inventory
        let us = Country("US")
        for index in inventory.indices
        where inventory[index].kind == .longCode && inventory[index].country == us && tenant.canSend(inventory[index]) {
            // A number that is called what it isn't is `type-mismatch`'s or `country-conflict`'s.
            guard tenant.config.inventory[index].campaign == nil, !tenant.isContradicted(index) else { continue }
            let status = common?.status
            let text: FindingText
            var related: [Diagnostic.Related] = []
            if common?.campaign == nil {
                text = .noCampaign(tenant.name(index))
            } else if let status, status.value == .pending {
                text = .pendingCampaign(tenant.name(index))
                related = [.init("the campaign's status stands here", at: tenant.place(status.range))]
            } else {
                continue
            }
            findings.report(text, at: tenant.senderPlace(index), subject: tenant.subject(of: index), related: related)
        }
    }
}

extension FindingText {
    fileprivate static func noCampaign(_ name: String) -> FindingText {
        .init(
            "US long code \(name) has no 10DLC campaign, so carriers will block it",
            help: "add `campaign: …` to the entry, or `ten_dlc: {campaign: …, status: approved}` to the tenant")
    }

    fileprivate static func pendingCampaign(_ name: String) -> FindingText {
        .init(
            "the 10DLC campaign of US long code \(name) is not approved yet",
            help: "write `status: approved` under `ten_dlc` once it is, or give the entry a `campaign` that is")
    }
}
