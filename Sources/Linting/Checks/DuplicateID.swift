internal import Diagnostics

/// `duplicate-id`. Found by `TableCompiler`, which holds the wording.
enum DuplicateID: Check {
    static let code = CheckCode.duplicateID
    static let statement = "two inventory entries have the same id"
    static let why =
        """
        An id is what everything else calls a sender, so it must be one entry's.
        """
    static let bad = [
        Example(
            """
            inventory:
              - {sender: "+442079460101", id: support}
              - {sender: "+442079460102", id: ⟪support⟫}
            """)
    ]
    static let good = [
        Example(
            """
            inventory:
              - {sender: "+442079460101", id: support}
              - {sender: "+442079460102", id: sales}
            """)
    ]
}
