internal import Diagnostics

/// A suppression that silences nothing. Found by `Suppressions`.
enum UnusedSuppression: Check {
    static let code = CheckCode.unusedSuppression
    static let statement = "a suppression silences nothing"
    static let why = """
        The fault it excused is gone, or it never was on this line or the next; left there, it would hide the next one. \
        Findings that make the table meaningless can't be silenced.
        """
    static let bad = [
        Example(
            """
            inventory:
              ⟪# sendfrom:allow unportable-alphanumeric -- only used in France⟫
              - sender: Acme Corp
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
