internal import Diagnostics
internal import TenantConfig
internal import SenderModel

/// `team-sender-not-capable`. `ReferenceFindings.swift` holds the look-up and the wording, which it shares with its siblings.
enum TeamSenderNotCapable: TenantCheck {
    static let code = CheckCode.teamSenderNotCapable
    static let statement = "a team's sender can't send text messages"
    static let why = """
        The team's ordinary messages pass it over and go out from somewhere else, or not at all.
        """
    static let bad = [
        Example(
            """
            inventory:
              - {sender: "+442079460101", id: support}
              - {sender: "+442079460102", id: hotline, capabilities: [voice]}
            teams:
              sales: {sender: ⟪hotline⟫}
            """)
    ]
    static let good = [
        Example(
            """
            inventory:
              - {sender: "+442079460101", id: hotline, capabilities: [voice, sms]}
            teams:
              sales: {sender: hotline}
            """)
    ]

    static func run(_ tenant: LintedTenant, _ findings: inout Findings) {
        findings.report(tenant.unusableTeamSenders, failing: .notCapable, in: tenant)
    }
}
