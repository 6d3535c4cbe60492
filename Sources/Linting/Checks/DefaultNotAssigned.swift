internal import Diagnostics
internal import TenantConfig
internal import SenderModel

/// `default-not-assigned`. `ReferenceFindings.swift` holds the look-up and the wording, which it shares with its siblings.
enum DefaultNotAssigned: TenantCheck {
    static let code = CheckCode.defaultNotAssigned
    static let statement = "a default sender is not on the tenant's list of assigned numbers"
    static let why = """
        The rule skips it silently and the message goes out from somewhere else, or not at all.
        """
    static let bad = [
        Example(
            """
            inventory:
              - {sender: "+442079460101", id: support, assigned: false}
              - {sender: "+442079460102", id: sales}
            defaults:
              sender: ⟪support⟫
            """)
    ]
    static let good = [
        Example(
            """
            inventory:
              - {sender: "+442079460101", id: support}
            defaults:
              sender: support
            """)
    ]

    static func run(_ tenant: LintedTenant, _ findings: inout Findings) {
        findings.report(tenant.unusableDefaults, failing: .notAssigned, in: tenant)
    }
}
