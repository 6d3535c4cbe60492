internal import Diagnostics
internal import TenantConfig
internal import SenderModel

/// `user-sender-not-active`. `ReferenceFindings.swift` holds the look-up and the wording, which it shares with its siblings.
enum UserSenderNotActive: TenantCheck {
    static let code = CheckCode.userSenderNotActive
    static let statement = "a user's own number is not active"
    static let why = """
        The number is pending, suspended or released, and the user's customers see another number.
        """
    static let bad = [
        Example(
            """
            inventory:
              - {sender: "+442079460101", id: support}
              - {sender: "+442079460102", id: jane-line, status: released}
            users:
              jane: {sender: ⟪jane-line⟫}
            """, preset: "staff-first")
    ]
    static let good = [
        Example(
            """
            inventory:
              - {sender: "+442079460102", id: jane-line}
            users:
              jane: {sender: jane-line}
            """, preset: "staff-first")
    ]

    static func run(_ tenant: LintedTenant, _ findings: inout Findings) {
        findings.report(tenant.unusableUserSenders, failing: .notActive, in: tenant)
    }
}
