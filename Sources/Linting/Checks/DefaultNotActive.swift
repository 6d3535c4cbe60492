internal import Diagnostics
internal import TenantConfig
internal import SenderModel

/// `default-not-active`. `ReferenceFindings.swift` holds the look-up and the wording, which it shares with its siblings.
enum DefaultNotActive: TenantCheck {
    static let code = CheckCode.defaultNotActive
    static let statement = "a default sender is not active"
    static let why = """
        The number is pending, suspended or released: the rule skips it silently and the message goes out from somewhere else, or not at all.
        """
    static let bad = [
        Example(
            """
            inventory:
              - {sender: "+442079460101", id: support, status: suspended}
              - {sender: "+442079460102", id: sales}
            defaults:
              countries: {GB: ⟪support⟫}
            """)
    ]
    static let good = [
        Example(
            """
            inventory:
              - {sender: "+442079460101", id: support, status: suspended}
              - {sender: "+442079460102", id: sales}
            defaults:
              countries: {GB: sales}
            """)
    ]

    static func run(_ tenant: LintedTenant, _ findings: inout Findings) {
        findings.report(tenant.unusableDefaults, failing: .notActive, in: tenant)
    }
}
