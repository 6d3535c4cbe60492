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

    static func run(_ files: TypedFiles, _ findings: inout Findings) {
        var reported: [ObjectIdentifier: [Range<Int>]] = [:]
        if let config = files.config {
            for provider in config.providers {
                for (key, value) in provider.credentials.sorted(by: { $0.key < $1.key })
                where !SecretReference.isOne(value.value) {
                    let place = config.place(value.range)
                    if let source = place.source { reported[ObjectIdentifier(source), default: []].append(place.bytes) }
                    findings.report(
                        .writtenOut(key, provider.name.value, value.value), at: place,
                        subject: "provider \(provider.name.value) \(key) \(fingerprint(value.value.utf8))")
                }
            }
        }
        for file in files.sources {
            let known = (reported[ObjectIdentifier(file)] ?? []).sorted { $0.lowerBound < $1.lowerBound }
            var next = 0
            for match in file.secretShapes {
                while next < known.count, known[next].upperBound <= match.range.lowerBound { next += 1 }
                if next < known.count, known[next].overlaps(match.range) { continue }
                findings.report(
                    .looksLike(match.what), at: Place(file, match.range),
                    subject: "\(file.path.split(separator: "/").last ?? "") \(fingerprint(file.bytes[match.range]))")
            }
        }
    }

    /// Four digits that tell a secret from the one that stood there before, so that a baseline doesn't excuse a new one.
    ///
    /// Only 16 bits: one in 65,536 of all guesses fits, so a baseline confirms none.
    private static func fingerprint(_ secret: some Sequence<UInt8>) -> String {
        let hash = FNV1a.hash(secret)
        let folded = (hash ^ hash >> 16 ^ hash >> 32 ^ hash >> 48) & 0xFFFF
        return String(String(folded | 0x1_0000, radix: 16).dropFirst())
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
