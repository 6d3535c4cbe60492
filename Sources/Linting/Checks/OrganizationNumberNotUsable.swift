internal import Diagnostics
internal import TenantConfig
internal import SenderModel

/// An organisation's number that can't send.
enum OrganizationNumberNotUsable: TenantCheck {
    static let code = CheckCode.organizationNumberNotUsable
    static let statement = "the organisation's number can't send text messages"
    static let why = """
        It is unassigned, not active, or for voice only. Customers who are told to write to it get no answer from it.
        """
    static let bad = [
        Example(
            """
            organization_number: ⟪main⟫
            inventory:
              - {sender: "+442079460101", id: main, status: suspended}
              - {sender: "+442079460102", id: support}
            """)
    ]
    static let good = [
        Example(
            """
            organization_number: main
            inventory:
              - {sender: "+442079460101", id: main}
            """)
    ]

    static func run(_ tenant: LintedTenant, _ findings: inout Findings) {
        guard let use = tenant.unusableOrganizationNumber else { return }
        findings.report([use], failing: use.failure, in: tenant)
    }
}
