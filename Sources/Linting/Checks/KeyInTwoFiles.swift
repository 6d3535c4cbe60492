internal import Diagnostics

/// `key-in-two-files`. Found where the file is read by schema (`TenantConfig`), which holds the wording.
enum KeyInTwoFiles: Check {
    static let code = CheckCode.keyInTwoFiles
    static let statement = "a top-level key stands in two files of the tenant"
    static let why =
        """
        Only `inventory`, `users`, `teams` and `pools` may be spread over files, where each entry says which one it \
        is. Of two `order`s nobody could say which holds.
        """
    static let bad = [
        Example(
            [
                .init(
                    "a.yaml",
                    """
                    order: {preset: thread-first}
                    """),
                .init(
                    "b.yaml",
                    """
                    ⟪order⟫: {preset: staff-first}
                    """),
            ])
    ]
    static let good = [
        Example(
            [
                .init(
                    "a.yaml",
                    """
                    users: {jane: {name: Jane}}
                    """),
                .init(
                    "b.yaml",
                    """
                    users: {joe: {name: Joe}}
                    """),
            ])
    ]
}
