internal import Diagnostics

/// `unresolved-reference`. Found by `TableCompiler`, which holds the wording.
enum UnresolvedReference: Check {
    static let code = CheckCode.unresolvedReference
    static let statement = "a name stands for nothing the tenant declares"
    static let why =
        """
        A reference is matched exactly, against ids and then senders: nothing is guessed, since the next best number \
        would be somebody else's. In test files, names in `expect` must exist too.
        """
    static let bad = [
        Example(
            """
            defaults:
              sender: ⟪suport⟫
            """),
        Example(
            """
            order:
              rules:
                - {use: {sender: support}, when: {team: ⟪sales⟫}}
            """),
    ]
    static let good = [
        Example(
            """
            defaults:
              sender: support
            """)
    ]
}
