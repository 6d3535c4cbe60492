internal import Diagnostics

/// `short-code-without-country`. Found by `TableCompiler`, which holds the wording.
enum ShortCodeWithoutCountry: Check {
    static let code = CheckCode.shortCodeWithoutCountry
    static let statement = "a short code has no country"
    static let why =
        """
        A short code works in one country only, and the same digits may be somebody else's in the next.
        """
    static let bad = [
        Example(
            """
            inventory:
              - sender: ⟪"60777"⟫
            """)
    ]
    static let good = [
        Example(
            """
            inventory:
              - {sender: "60777", country: GB}
            """)
    ]
}
