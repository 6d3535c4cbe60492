internal import Diagnostics

/// `ambiguous-reference`. Found by `TableCompiler`, which holds the wording.
enum AmbiguousReference: Check {
    static let code = CheckCode.ambiguousReference
    static let statement = "a name stands for two senders"
    static let why =
        """
        The same short code in two countries is two senders; an id that is another entry's sender can't be told from \
        it.
        """
    static let bad = [
        Example(
            """
            inventory:
              - {sender: "60777", country: GB, id: uk-code}
              - {sender: "60777", country: US, id: us-code}
            defaults:
              sender: ⟪"60777"⟫
            """)
    ]
    static let good = [
        Example(
            """
            inventory:
              - {sender: "60777", country: GB, id: uk-code}
              - {sender: "60777", country: US, id: us-code}
            defaults:
              sender: uk-code
            """)
    ]
}
