internal import Diagnostics

/// `limit-exceeded`. Found by `YAMLReader` and where files are read, which hold the wording.
enum LimitExceeded: Check {
    static let code = CheckCode.limitExceeded
    static let statement = "a file is larger, deeper or more entangled than any tenant needs"
    static let why =
        """
        Lint runs on pull requests of strangers. A file of a gigabyte, a thousand nested brackets or aliases that stand \
        for a billion nodes must not stop the machine it is read on.
        """
    static let bad = [
        Example(
            "attributes: {brand: " + String(repeating: "[", count: 62) + "⟪[⟫" + String(repeating: "]", count: 63)
                + "}",
            isShown: false)
    ]
    static let good = [
        Example(
            """
            attributes: {brand: [acme, zenith]}
            """)
    ]
}
