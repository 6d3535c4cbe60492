internal import Diagnostics

/// `duplicate-rule-name`. Found by `TableCompiler`, which holds the wording.
enum DuplicateRuleName: Check {
    static let code = CheckCode.duplicateRuleName
    static let statement = "two rules have the same name"
    static let why =
        """
        Decisions, traces and jumps call a rule by its name. One without `name:` is called by its source.
        """
    static let bad = [
        Example(
            """
            order:
              rules:
                - {name: otp, use: {sender: support}, when: {purpose: otp}}
                - {name: ⟪otp⟫, use: conversation}
            """)
    ]
    static let good = [
        Example(
            """
            order:
              rules:
                - {name: otp, use: {sender: support}, when: {purpose: otp}}
                - conversation
            """)
    ]
}
