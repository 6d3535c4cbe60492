internal import Diagnostics
internal import TenantConfig
internal import SenderModel
internal import NumberingPlan

/// A number of the right length in a range the numbering plan gives nobody.
enum UnallocatedNumber: TenantCheck {
    static let code = CheckCode.unallocatedNumber
    static let statement = "a sender is a number in a range that is given to nobody"
    static let why = """
        Its length is right, but the numbering plan has no such range: most often two digits changed places, or the \
        number was made up for a test. A number of a range opened since the plan's release (see `sendfrom --version` and \
        the notes in docs/numbering-plan.md) is reported too.
        """
    static let bad = [
        Example(
            """
            inventory:
              - sender: ⟪"+440079460101"⟫
            """)
    ]
    static let good = [
        Example(
            """
            inventory:
              - sender: "+442079460101"
            """)
    ]

    static func run(_ tenant: LintedTenant, _ findings: inout Findings) {
        for (entry, facts) in tenant.facts.enumerated() {
            guard let facts, !facts.isValid else { continue }
            findings.report(
                .unallocated(tenant.table.inventory[entry].sender), at: tenant.senderPlace(entry),
                subject: tenant.subject(of: entry))
        }
    }
}

extension FindingText {
    fileprivate static func unallocated(_ sender: String) -> FindingText {
        .init(
            "\(Wording.quote(sender)) is in no range that is given to anybody",
            help: "check the digits; `sendfrom lookup \(sender)` shows what the numbering plan says")
    }
}
