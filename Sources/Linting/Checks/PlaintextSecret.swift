internal import Diagnostics
internal import SenderModel
internal import TenantConfig

/// A secret typed into a file. Looked for in what was typed, so also in a tenant whose table can't be built.
enum PlaintextSecret: TextCheck {
    static let code = CheckCode.plaintextSecret
    static let statement = "a secret is written out instead of where it is found"
    static let why = """
        Whoever can read the repository, its history or a build's log can send in your name. Under `credentials` only \
        `env:NAME` and `file:PATH` may stand; elsewhere, and in comments, whatever has the shape of a provider's token \
        is reported. No output ever shows the value. A secret that was committed must be revoked: it stays in the \
        history.
        """
    static let bad = [
        Example(
            """
            providers:
              main:
                kind: vonage
                credentials: {key: env:VONAGE_KEY, secret: ⟪"correct horse"⟫}
            """),
        Example(
            """
            name: Acme
            # the old token was ⟪\(sample)⟫
            country: GB
            """),
    ]
    static let good = [
        Example(
            """
            providers:
              main:
                kind: vonage
                credentials: {key: env:VONAGE_KEY, secret: file:/run/secrets/vonage}
            """)
    ]

    /// Of the shape of a token, put together here so that no scanner of repositories takes it for one.
    private static let sample = String(repeating: "0a1b2c3d", count: 4)

    static func run(_ config: TenantConfig, _ findings: inout Findings) {
        var reported: [(file: UInt32, bytes: Range<Int>)] = []
        for provider in config.providers {
            for (key, value) in provider.credentials.sorted(by: { $0.key < $1.key }) where !namesPlace(value.value) {
                reported.append((value.range.file, value.range.bytes))
                findings.report(
                    .writtenOut(key, provider.name.value, value.value), at: config.place(value.range),
                    subject: "provider \(provider.name.value) \(key)")
            }
        }
        for (number, file) in config.files.enumerated() {
            var count = 0
            for match in SecretShapes.matches(in: file.bytes)
            where !reported.contains(where: { $0.file == number && $0.bytes.overlaps(match.range) }) {
                count += 1
                findings.report(
                    .looksLike(match.what), at: Place(file, match.range),
                    subject: "\(file.path.split(separator: "/").last ?? "") \(count)")
            }
        }
    }

    /// `env:` and a variable's name, or `file:` and a path; neither with a token in its place.
    private static func namesPlace(_ text: String) -> Bool {
        guard SecretShapes.matches(in: Array(text.utf8)).isEmpty else { return false }
        if text.hasPrefix("file:") { return text.utf8.count > 5 }
        let name = text.dropFirst(4).utf8
        guard text.hasPrefix("env:"), let first = name.first, !(48...57).contains(first) else { return false }
        return name.allSatisfy {
            (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || $0 == UInt8(ascii: "_")
        }
    }
}

extension FindingText {
    fileprivate static func writtenOut(_ key: String, _ provider: String, _ value: String) -> FindingText {
        let variable = provider.uppercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" }
        let name = "env:" + String(variable) + "_" + key.uppercased()
        let revoke = "; revoke it if it was ever committed"
        if value.hasPrefix("env:") {
            return .init(
                "the `\(key)` of provider \(Wording.quote(provider)) names no environment variable",
                help: "write letters, digits and `_` after `env:`, for example `\(name)`" + revoke)
        }
        return .init(
            "the `\(key)` of provider \(Wording.quote(provider)) is written out",
            help: "write where it is found: `\(name)`, or `file:` with a path" + revoke)
    }

    fileprivate static func looksLike(_ what: String) -> FindingText {
        .init(
            "what stands here looks like \(what)",
            help: "delete it and revoke it; credentials stand under `providers`, as `env:NAME` or `file:PATH`")
    }
}
