internal import Diagnostics

/// `wrong-type`. Found where the file is read by schema (`TenantConfig`), which holds the wording.
enum WrongType: Check {
    static let code = CheckCode.wrongType
    static let statement = "a value is of another kind than the key takes"
    static let why =
        """
        YAML is read by what a key takes and never by guess: `yes` is a text, `010` has no value as a number, a list \
        isn't one value. Where a text is expected every scalar is one, so `NO` is Norway and `+44…` a number.
        """
    static let bad = [
        Example(
            """
            inventory:
              - sender: "+442079460101"
                assigned: ⟪yes⟫
            """),
        Example(
            """
            inventory:
              - sender: "+442079460101"
                trust: ⟪010⟫
            """),
        Example(
            """
            inventory:
              - sender: "+442079460101"
                capabilities: ⟪sms⟫
            """),
    ]
    static let good = [
        Example(
            """
            country: NO
            inventory:
              - sender: "+442079460101"
                assigned: true
                trust: 10
                capabilities: [sms]
            """)
    ]
}
