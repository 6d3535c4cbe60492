internal import Diagnostics

/// `duplicate-sender`. Found by `TableCompiler`, which holds the wording.
enum DuplicateSender: Check {
    static let code = CheckCode.duplicateSender
    static let statement = "the same sender is in the inventory twice"
    static let why =
        """
        Two entries say two things of one number: which one holds would be luck.
        """
    static let bad = [
        Example(
            """
            inventory:
              - {sender: "+442079460101", id: support}
              - {sender: ⟪"+442079460101"⟫, id: sales}
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
