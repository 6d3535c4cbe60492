internal import Diagnostics
internal import TenantConfig
internal import SenderModel

/// More unreleased entries than `limits.numbers`.
enum NumberLimitExceeded: TenantCheck {
    static let code = CheckCode.numberLimitExceeded
    static let statement = "the inventory has more senders than the tenant may have"
    static let why = """
        `limits.numbers` is what the plan or the contract allows. Released entries don't count.
        """
    static let bad = [
        Example(
            """
            limits: {⟪numbers⟫: 1}
            inventory:
              - sender: "+442079460101"
              - sender: "+442079460102"
            """)
    ]
    static let good = [
        Example(
            """
            limits: {numbers: 1}
            inventory:
              - sender: "+442079460101"
              - {sender: "+442079460102", status: released}
            """)
    ]

    static func run(_ tenant: LintedTenant, _ findings: inout Findings) {
        guard let limits = tenant.config.limits, let limit = limits.numbers else { return }
        let count = tenant.table.inventory.count { $0.status != .released }
        guard count > limit.value else { return }
        findings.report(
            .exceeded(count, limit.value), at: tenant.place(limits.numbersKey ?? limit.range), subject: tenant.subject)
    }
}

extension FindingText {
    fileprivate static func exceeded(_ count: Int, _ limit: Int) -> FindingText {
        .init(
            "the inventory has \(count) senders that are not released; the limit is \(limit)",
            help: "release \(count - limit) (`status: released`), or raise the limit")
    }
}
