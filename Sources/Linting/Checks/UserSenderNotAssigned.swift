internal import Diagnostics
internal import TenantConfig
internal import SenderModel

/// `user-sender-not-assigned`. `ReferenceFindings.swift` holds the look-up and the wording, which it shares with its siblings.
enum UserSenderNotAssigned: TenantCheck {
    static let code = CheckCode.userSenderNotAssigned
    static let statement = "a user's own number is not on the tenant's list of assigned numbers"
    static let why = """
        The `user` rule passes it over, and the user's customers see another number.
        """
    static let bad = [
        Example(
            """
            inventory:
              - {sender: "+442079460101", id: support}
              - {sender: "+442079460102", id: jane-line, assigned: false}
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
        findings.report(tenant.unusableUserSenders, failing: .notAssigned, in: tenant)
    }
}
