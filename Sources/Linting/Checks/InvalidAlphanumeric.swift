internal import Diagnostics

/// `invalid-alphanumeric`. Found by `TableCompiler`, which holds the wording.
enum InvalidAlphanumeric: Check {
    static let code = CheckCode.invalidAlphanumeric
    static let statement = "a sender with letters can't be a sender ID"
    static let why =
        """
        A sender ID has 1 to 11 characters of the GSM basic set, at least one of them a letter. Letters of other \
        alphabets that look like Latin ones, and characters nobody sees, are how a sender is forged.
        """
    static let bad = [
        Example(
            """
            inventory:
              - sender: ⟪Acme Corporation⟫
            """),
        Example(
            """
            inventory:
              - sender: ⟪АCME⟫
            """),
    ]
    static let good = [
        Example(
            """
            inventory:
              - sender: Acme Corp
            """),
        Example(
            """
            inventory:
              - sender: ACME
            """),
    ]
}
