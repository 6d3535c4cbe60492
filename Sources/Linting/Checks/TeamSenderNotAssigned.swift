internal import Diagnostics
internal import TenantConfig
internal import SenderModel

/// `team-sender-not-assigned`. `ReferenceFindings.swift` holds the look-up and the wording, which it shares with its siblings.
enum TeamSenderNotAssigned: TenantCheck {
    static let code = CheckCode.teamSenderNotAssigned
    static let statement = "a team's sender is not on the tenant's list of assigned numbers"
    static let why = """
        The `team` rule passes it over, so the team's messages go out from somewhere else, or not at all.
        """
    static let bad = [
        Example(
            """
            inventory:
              - {sender: "+442079460101", id: support}
              - {sender: "+442079460102", id: sales, assigned: false}
            teams:
              sales: {sender: ⟪sales⟫}
            """)
    ]
    static let good = [
        Example(
            """
            inventory:
              - {sender: "+442079460101", id: sales}
            teams:
              sales: {sender: sales}
            """)
    ]

    static func run(_ tenant: LintedTenant, _ findings: inout Findings) {
        findings.report(tenant.unusableTeamSenders, failing: .notAssigned, in: tenant)
    }
}
