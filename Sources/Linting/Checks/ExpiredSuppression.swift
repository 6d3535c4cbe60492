internal import Diagnostics

/// A suppression past its date. Found by `Suppressions`.
enum ExpiredSuppression: Check {
    static let code = CheckCode.expiredSuppression
    static let statement = "a suppression is past its date"
    static let why = """
        It was given a day to be gone by. From the day after `until`, it silences nothing.
        """
    static let bad = [
        Example(
            """
            inventory:
              - sender: Acme Corp
              ⟪# sendfrom:allow unportable-alphanumeric until 2020-01-31 -- until the new ID is registered⟫
              - sender: Acme Shop
            """)
    ]
    static let good = [
        Example(
            """
            inventory:
              # sendfrom:allow unportable-alphanumeric until 2999-12-31 -- until the new ID is registered
              - sender: Café
            """)
    ]
}
