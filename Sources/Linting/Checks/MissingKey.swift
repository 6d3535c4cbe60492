internal import Diagnostics

/// `missing-key`. Found where the file is read by schema (`TenantConfig`), which holds the wording.
enum MissingKey: Check {
    static let code = CheckCode.missingKey
    static let statement = "a key that must be there is not"
    static let why =
        """
        Nothing sensible can stand in for it: an inventory entry without a sender, a provider of no kind, a tenant \
        without a name or an order.
        """
    static let bad = [
        Example(
            """
            inventory:
              - ⟪id: support⟫
            """),
        Example(
            """
            order: ⟪{require: [active]}⟫
            """),
    ]
    static let good = [
        Example(
            """
            inventory:
              - id: support
                sender: "+442079460101"
            """)
    ]
}
