internal import Diagnostics
internal import TenantConfig
internal import SenderModel

/// An inventory from which nothing can be sent.
enum NoSendableNumber: TenantCheck {
    static let code = CheckCode.noSendableNumber
    static let statement = "no sender of the inventory can send a message"
    static let why = """
        Every entry is unassigned, not active, or for voice only, so whatever the rules say, every message is rejected.
        """
    static let bad = [
        Example(
            """
            ⟪inventory⟫:
              - {sender: "+442079460101", status: pending}
            """)
    ]
    static let good = [
        Example(
            """
            inventory:
              - {sender: "+442079460101", status: pending}
              - {sender: "+442079460102"}
            """)
    ]

    static func run(_ tenant: LintedTenant, _ findings: inout Findings) {
        guard !tenant.table.inventory.contains(where: tenant.canSend) else { return }
        findings.report(
            .nothing(tenant.table.inventory.isEmpty), at: tenant.key("inventory"), subject: tenant.subject)
    }
}

extension FindingText {
    fileprivate static func nothing(_ isEmpty: Bool) -> FindingText {
        .init(
            isEmpty ? "the inventory is empty, so no message can be sent" : "no sender of the inventory can send",
            help: "add a sender that is assigned, `status: active` and has `sms` among its capabilities")
    }
}
