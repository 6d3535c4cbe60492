internal import Diagnostics
internal import TenantConfig
internal import SenderModel

/// `user-sender-not-capable`. `ReferenceFindings.swift` holds the look-up and the wording, which it shares with its siblings.
enum UserSenderNotCapable: TenantCheck {
    static let code = CheckCode.userSenderNotCapable
    static let statement = "a user's own number can't send text messages"
    static let why = """
        A desk phone's number often can't. The user's messages go out from another number.
        """
    static let bad = [
        Example(
            """
            inventory:
              - {sender: "+442079460101", id: support}
              - {sender: "+442079460102", id: jane-line, capabilities: [voice]}
            users:
              jane: {sender: ⟪jane-line⟫}
            """, preset: "staff-first")
    ]
    static let good = [
        Example(
            """
            inventory:
              - {sender: "+442079460102", id: jane-line, capabilities: [sms, voice]}
            users:
              jane: {sender: jane-line}
            """, preset: "staff-first")
    ]

    static func run(_ tenant: LintedTenant, _ findings: inout Findings) {
        findings.report(tenant.unusableUserSenders, failing: .notCapable, in: tenant)
    }
}
