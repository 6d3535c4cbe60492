internal import Diagnostics
internal import TenantConfig
internal import SenderModel

/// An organisation's number that is no sender of the tenant.
enum OrganizationNumberNotInInventory: TenantCheck {
    static let code = CheckCode.organizationNumberNotInInventory
    static let statement = "the organisation's number is not in the inventory"
    static let why = """
        Nothing can be sent from a number the tenant doesn't have; with `multi_sms_numbers: false` every message of the \
        `user` source finds it unusable (`unknown_sender`).
        """
    static let bad = [
        Example(
            """
            organization_number: ⟪suport⟫
            inventory: [{sender: "+442079460101", id: support}]
            """)
    ]
    static let good = [
        Example(
            """
            organization_number: support
            inventory: [{sender: "+442079460101", id: support}]
            """)
    ]

    static func run(_ tenant: LintedTenant, _ findings: inout Findings) {
        guard let number = tenant.config.organizationNumber, case .unknown = tenant.table.organizationNumber else {
            return
        }
        let near = NearMiss.best(for: number.value, among: tenant.senderNames)
        let place = tenant.place(number.range)
        findings.report(
            .notThere(number.value, near), at: place, subject: "organization_number",
            fix: near.flatMap { near in
                NearMiss.isSlip(number.value, for: near, isClosed: false) ? .write(near, at: place) : nil
            })
    }
}

extension FindingText {
    fileprivate static func notThere(_ text: String, _ near: String?) -> FindingText {
        .init(
            "the organisation's number \(Wording.quote(text)) is not in the inventory" + NearMiss.words(near),
            help: "write the id or the sender of an inventory entry, or add this one to `inventory`")
    }
}
