internal import Diagnostics
internal import TenantConfig
internal import SenderModel

/// `team-sender-not-active`. `ReferenceFindings.swift` holds the look-up and the wording, which it shares with its siblings.
enum TeamSenderNotActive: TenantCheck {
    static let code = CheckCode.teamSenderNotActive
    static let statement = "a team's sender is not active"
    static let why = """
        The number is pending, suspended or released, so the team's messages go out from somewhere else, or not at all.
        """
    static let bad = [
        Example(
            """
            inventory:
              - {sender: "+442079460101", id: support}
              - {sender: "+442079460102", id: sales, status: pending}
            teams:
              sales: {sender: support, countries: {GB: ⟪sales⟫}}
            """)
    ]
    static let good = [
        Example(
            """
            inventory:
              - {sender: "+442079460101", id: support}
            teams:
              sales: {sender: support}
            """)
    ]

    static func run(_ tenant: LintedTenant, _ findings: inout Findings) {
        findings.report(tenant.unusableTeamSenders, failing: .notActive, in: tenant)
    }
}
