internal import Diagnostics

/// `unsupported-yaml`. Found by `YAMLReader` and `YAMLProblem`, which hold the wording.
enum UnsupportedYAML: Check {
    static let code = CheckCode.unsupportedYAML
    static let statement = "the file uses a part of YAML that SendFrom leaves out"
    static let why =
        """
        Tags, merge keys, several documents in one file and text that isn't UTF-8 make two readers see two \
        configurations. Each has a plain way to say the same.
        """
    static let bad = [
        Example(
            """
            users:
              jane: &jane {name: Jane}
              joe: {⟪<<⟫: *jane}
            """),
        Example(
            """
            country: ⟪!!str⟫ GB
            """),
    ]
    static let good = [
        Example(
            """
            users:
              jane: {name: Jane}
              joe: {name: Jane}
            """)
    ]
}
