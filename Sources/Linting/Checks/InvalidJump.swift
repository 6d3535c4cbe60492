internal import Diagnostics

/// `invalid-jump`. Found by `TableCompiler`, which holds the wording.
enum InvalidJump: Check {
    static let code = CheckCode.invalidJump
    static let statement = "`if_unusable` names no later rule"
    static let why =
        """
        A jump goes forward, so that every message comes to an end.
        """
    static let bad = [
        Example(
            """
            order:
              rules:
                - explicit
                - {use: conversation, if_unusable: ⟪explicit⟫}
            """)
    ]
    static let good = [
        Example(
            """
            order:
              rules:
                - {use: conversation, if_unusable: explicit}
                - explicit
            """)
    ]
}
