internal import Diagnostics

/// `unknown-member`. Found by `TableCompiler`, which holds the wording.
enum UnknownMember: Check {
    static let code = CheckCode.unknownMember
    static let statement = "a member of a team is no user"
    static let why =
        """
        The team of a message without one is its user's: a misspelt member sends from somewhere else.
        """
    static let bad = [
        Example(
            """
            users: {jane: {name: Jane}}
            teams:
              sales: {sender: support, members: [⟪jnae⟫]}
            """)
    ]
    static let good = [
        Example(
            """
            users: {jane: {name: Jane}}
            teams:
              sales: {sender: support, members: [jane]}
            """)
    ]
}
