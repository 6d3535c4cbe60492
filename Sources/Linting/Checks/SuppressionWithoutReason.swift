internal import Diagnostics

/// A suppression that says no reason. Found by `Suppressions`.
enum SuppressionWithoutReason: Check {
    static let code = CheckCode.suppressionWithoutReason
    static let statement = "a suppression gives no reason"
    static let why = """
        The next person to read the line must know why the finding doesn't matter here. Without a reason after `--` the \
        comment silences nothing.
        """
    static let bad = [
        Example(
            """
            inventory:
              - sender: Acme Corp
              # a sender ID below, so that this one is not reported
              ⟪# sendfrom:allow unportable-alphanumeric⟫
              - sender: Acme Shop
            """)
    ]
    static let good = [
        Example(
            """
            inventory:
              # sendfrom:allow unportable-alphanumeric -- only used in France, where it arrives
              - sender: Café
            """)
    ]
}
