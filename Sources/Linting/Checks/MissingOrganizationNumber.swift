internal import Diagnostics
internal import TenantConfig
internal import SenderModel

/// A tenant that doesn't say which number is its own.
enum MissingOrganizationNumber: TenantCheck {
    static let code = CheckCode.missingOrganizationNumber
    static let statement = "the tenant doesn't say which number is the organisation's own"
    static let why = """
        The organisation's number is what people are shown as "our number", and with `multi_sms_numbers: false` what \
        every user sends from. It is the first point of the readiness checklist (`sendfrom ready`).
        """
    static let bad = [
        Example(
            """
            ⟪tenant⟫: acme
            inventory: [{sender: "+442079460101", id: support}]
            """)
    ]
    static let good = [
        Example(
            """
            tenant: acme
            organization_number: support
            inventory: [{sender: "+442079460101", id: support}]
            """)
    ]

    static func run(_ tenant: LintedTenant, _ findings: inout Findings) {
        guard tenant.config.organizationNumber == nil else { return }
        findings.report(.missing, at: tenant.key("tenant"), subject: tenant.subject)
    }
}

extension FindingText {
    fileprivate static let missing = FindingText(
        "the tenant has no `organization_number`",
        help: "add `organization_number: …` with the id of the number that is the organisation's own")
}
