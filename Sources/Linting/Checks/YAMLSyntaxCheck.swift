internal import Diagnostics

/// `yaml-syntax`. Found by `YAMLReader` and `YAMLProblem`, which hold the wording.
enum YAMLSyntaxCheck: Check {
    static let code = CheckCode.yamlSyntax
    static let statement = "the file is not YAML"
    static let why =
        """
        What can't be read can't be checked. The usual causes are a tab as indentation, a missing quote or bracket, \
        and a line that is indented unlike its neighbours.
        """
    static let bad = [
        Example(
            """
            inventory:
              - sender: "+442079460101"
            ⟪	⟫  id: support
            """),
        Example(
            """
            teams:
              sales: ⟪{members:⟫ [jane]
            users: {jane: }
            """),
    ]
    static let good = [
        Example(
            """
            inventory:
              - sender: "+442079460101"
                id: support
            """)
    ]
}
