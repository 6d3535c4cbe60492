internal import Diagnostics
internal import TenantConfig
internal import SenderModel

/// `default-not-capable`. `ReferenceFindings.swift` holds the look-up and the wording, which it shares with its siblings.
enum DefaultNotCapable: TenantCheck {
    static let code = CheckCode.defaultNotCapable
    static let statement = "a default sender can't send text messages"
    static let why = """
        A number for voice or pictures only is passed over for every ordinary message.
        """
    static let bad = [
        Example(
            """
            inventory:
              - {sender: "+442079460101", id: hotline, capabilities: [voice]}
              - {sender: "+442079460102", id: sales}
            defaults:
              sender: ⟪hotline⟫
            """)
    ]
    static let good = [
        Example(
            """
            inventory:
              - {sender: "+442079460101", id: hotline, capabilities: [voice, sms]}
            defaults:
              sender: hotline
            """)
    ]

    static func run(_ tenant: LintedTenant, _ findings: inout Findings) {
        findings.report(tenant.unusableDefaults, failing: .notCapable, in: tenant)
    }
}
