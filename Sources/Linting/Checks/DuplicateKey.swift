internal import Diagnostics

/// `duplicate-key`. Found by `YAMLReader` and `YAMLProblem`, which hold the wording. Over files and groups: `TenantConfig` and `TableCompiler`.
enum DuplicateKey: Check {
    static let code = CheckCode.duplicateKey
    static let statement = "the same key stands twice"
    static let why =
        """
        Most readers keep the last one without a word, so one of the two people who wrote them is wrong about what is \
        sent. Two country groups that share a country, and two files that give the same user, are the same mistake.
        """
    static let bad = [
        Example(
            """
            users:
              jane: {name: Jane}
              ⟪jane⟫: {name: Jane Doe}
            """),
        Example(
            """
            teams:
              sales: {countries: {eu: support, ⟪eea⟫: support}}
            """),
    ]
    static let good = [
        Example(
            """
            users:
              jane: {name: Jane}
              jane-2: {name: Jane Doe}
            """),
        Example(
            """
            teams:
              sales: {countries: {eu: support, NO: support}}
            """),
    ]
}
