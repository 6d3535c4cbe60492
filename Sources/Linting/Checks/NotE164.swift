internal import Diagnostics
internal import TenantConfig
internal import SenderModel

/// A sender with `+` and punctuation, which is read as the number. Without `+` it is an error of `TableCompiler`.
enum NotE164: TenantCheck {
    static let code = CheckCode.notE164
    static let statement = "a number is not written in E.164 form: `+` and digits"
    static let why = """
        Spaces and brackets are read past, but searches, diffs and other tools see another text than the number \
        messages carry. Without its `+` a number is an error: whether the digits start with a calling code is a guess, \
        so `--fix` adds the `+` only where they can be read in no other way.
        """
    static let bad = [
        Example(
            """
            inventory:
              - sender: ⟪"+44 20 7946 0101"⟫
            """),
        Example(
            """
            inventory:
              - sender: ⟪"442079460101"⟫
            """),
    ]
    static let good = [
        Example(
            """
            inventory:
              - sender: "+442079460101"
            """)
    ]

    static func run(_ tenant: LintedTenant, _ findings: inout Findings) {
        for index in tenant.config.inventory.indices {
            let sender = tenant.table.inventory[index].sender
            guard let written = tenant.config.inventory[index].sender, sender.hasPrefix("+"), written.value != sender
            else { continue }
            let place = tenant.place(written.range)
            findings.report(
                .punctuated(written.value, sender), at: place, subject: tenant.subject(of: index),
                fix: .write(sender, at: place))
        }
    }
}

extension FindingText {
    fileprivate static func punctuated(_ text: String, _ sender: String) -> FindingText {
        .init(
            "\(Wording.quote(text)) is not written in E.164 form",
            help: "write \"\(sender)\" (`sendfrom lint --fix` does)")
    }
}
