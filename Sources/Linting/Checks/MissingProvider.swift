internal import Diagnostics
internal import TenantConfig
internal import SenderModel

/// A tenant that doesn't say who carries its messages.
enum MissingProvider: TenantCheck {
    static let code = CheckCode.missingProvider
    static let statement = "the tenant names no provider"
    static let why = """
        Deciding needs none, sending does. `sendfrom ready` counts it as not ready.
        """
    static let bad = [
        Example(
            """
            ⟪tenant⟫: acme
            providers: {}
            """)
    ]
    static let good = [
        Example(
            """
            tenant: acme
            providers:
              main: {kind: twilio, credentials: {token: env:TWILIO_AUTH_TOKEN}}
            """)
    ]

    static func run(_ tenant: LintedTenant, _ findings: inout Findings) {
        guard tenant.config.providers.isEmpty else { return }
        findings.report(.noProvider, at: tenant.key("tenant"), subject: tenant.subject)
    }
}

extension FindingText {
    fileprivate static let noProvider = FindingText(
        "the tenant has no provider",
        help: "add `providers: {main: {kind: twilio, credentials: {token: env:TWILIO_AUTH_TOKEN}}}`")
}
