internal import Diagnostics

/// `invalid-value`. Found where the file is read by schema (`TenantConfig`), which holds the wording.
enum InvalidValue: Check {
    static let code = CheckCode.invalidValue
    static let statement = "a value is none that the key takes"
    static let why =
        """
        It isn't in the closed list, or not a date, an amount or a country code. A value that is nearly one is \
        offered: `gb` and `UK` were meant as `GB`.
        """
    static let bad = [
        Example(
            """
            country: ⟪UK⟫
            """),
        Example(
            """
            inventory:
              - sender: "+442079460101"
                purchased: ⟪2025-02-30⟫
            """),
        Example(
            """
            order:
              preset: ⟪thread-frist⟫
            """),
    ]
    static let good = [
        Example(
            """
            country: GB
            inventory:
              - sender: "+442079460101"
                purchased: 2025-02-28
            """)
    ]
}
