internal import Diagnostics

/// `invalid-number`. Found by `TableCompiler`, which holds the wording.
enum InvalidNumber: Check {
    static let code = CheckCode.invalidNumber
    static let statement = "a sender is a number nobody can have"
    static let why =
        """
        No country of the numbering plan has numbers of this length after this calling code, so no provider will ever \
        send from it. A digit is missing or too many.
        """
    static let bad = [
        Example(
            """
            inventory:
              - sender: ⟪"+4420794601"⟫
            """)
    ]
    static let good = [
        Example(
            """
            inventory:
              - sender: "+442079460101"
            """)
    ]
}
