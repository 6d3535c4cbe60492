internal import Diagnostics
internal import SenderModel
internal import TenantConfig

/// A provider with both methods of credentials.
enum MixedCredentials: TenantCheck {
    static let code = CheckCode.mixedCredentials
    static let statement = "a provider has a `token` and a `key` or `secret`"
    static let why = """
        Which of the two is used would depend on who reads the file. When one is revoked, nobody knows whether \
        messages still go out.
        """
    static let bad = [
        Example(
            """
            providers:
              main:
                kind: twilio
                ⟪credentials⟫: {token: env:TWILIO_AUTH_TOKEN, key: env:TWILIO_API_KEY, secret: env:TWILIO_API_SECRET}
            """)
    ]
    static let good = [
        Example(
            """
            providers:
              main:
                kind: twilio
                credentials: {token: env:TWILIO_AUTH_TOKEN}
            """)
    ]

    static func run(_ tenant: LintedTenant, _ findings: inout Findings) {
        for provider in tenant.config.providers
        where provider.credentials["token"] != nil && provider.credentials.count > 1 {
            findings.report(
                .both(provider.name.value), at: tenant.place(provider.credentialsKey ?? provider.name.range),
                subject: "provider \(provider.name.value)")
        }
    }
}

extension FindingText {
    fileprivate static func both(_ provider: String) -> FindingText {
        .init(
            "provider \(Wording.quote(provider)) has a `token` beside a `key` or `secret`",
            help: "keep one method: `token`, or `key` with `secret`")
    }
}
