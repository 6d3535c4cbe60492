internal import Diagnostics
internal import SenderModel
internal import TenantConfig

/// A provider without credentials, or with half a pair.
enum MissingCredentials: TenantCheck {
    static let code = CheckCode.missingCredentials
    static let statement = "a provider has no credentials, or half a pair"
    static let why = """
        The provider takes no message without them. There are two methods: a `token`, or a `key` with its `secret`.
        """
    static let bad = [
        Example(
            """
            providers:
              ⟪main⟫: {kind: twilio}
            """),
        Example(
            """
            providers:
              ⟪main⟫: {kind: twilio, credentials: {key: env:TWILIO_API_KEY}}
            """),
    ]
    static let good = [
        Example(
            """
            providers:
              main: {kind: twilio, credentials: {key: env:TWILIO_API_KEY, secret: env:TWILIO_API_SECRET}}
            """)
    ]

    static func run(_ tenant: LintedTenant, _ findings: inout Findings) {
        for provider in tenant.config.providers {
            let given = Set(provider.credentials.keys)
            let text: FindingText
            if given.isEmpty {
                text = .none(provider.name.value)
            } else if !given.contains("token"), given.count == 1, let half = given.first {
                text = .half(provider.name.value, half, other: half == "key" ? "secret" : "key")
            } else {
                continue
            }
            findings.report(
                text, at: tenant.place(provider.name.range), subject: "provider \(provider.name.value)")
        }
    }
}

extension FindingText {
    fileprivate static func none(_ provider: String) -> FindingText {
        .init(
            "provider \(Wording.quote(provider)) has no credentials",
            help: "add `credentials: {token: env:…}`, or `{key: env:…, secret: env:…}`")
    }

    fileprivate static func half(_ provider: String, _ half: String, other: String) -> FindingText {
        .init(
            "provider \(Wording.quote(provider)) has a `\(half)` without its `\(other)`",
            help: "add `\(other): env:…` to `credentials`")
    }
}
