internal import Diagnostics

/// `unknown-key`. Found where the file is read by schema (`TenantConfig`), which holds the wording.
enum UnknownKey: Check {
    static let code = CheckCode.unknownKey
    static let statement = "a key means nothing where it stands"
    static let why =
        """
        A misspelt key is a setting that silently isn't made. So no unknown key passes, and a near name is offered.
        """
    static let bad = [
        Example(
            """
            inventory:
              - sender: "+442079460101"
                ⟪stauts⟫: suspended
            """),
        Example(
            """
            inventory:
              - sender: ACME
                ⟪country⟫: GB
            """),
    ]
    static let good = [
        Example(
            """
            inventory:
              - sender: "+442079460101"
                status: suspended
              - sender: "+442079460102"
            """)
    ]
}
