import Diagnostics
import Testing

/// What may be a secret is shown as dots; everything else is shown.
@Suite struct SecretTests {
    @Test(arguments: [
        "providers: {main: {kind: twilio, credentials: {token: s3cr3t}}}", "providers: s3cr3t", "providers: [s3cr3t]",
        "providers:\n  main:\n    kind: twilio\n    tokn: s3cr3t", "providers:\n  main:\n    pwd: s3cr3t",
        "providers:\n  main: {kind: generik, pass: s3cr3t}", "providers:\n  - s3cr3t", "providers:\n  s3cr3t",
        "providers:\n  main:\n    credentials:\n      - s3cr3t",
        "providers:\n  main:\n    credentials: |\n      s3cr3t",
        "providers:\n  main:\n    credentials: {token:\n    s3cr3t}", "provider:\n  main:\n    auth_token: s3cr3t",
        "token: s3cr3t", "  api_key: \"s3cr3t\"", "providers:\n  main:\n    kind: twilio\n    credentials: {s3cr3t: }",
    ])
    func aSecretIsHidden(_ yaml: String) {
        let source = SourceFile(path: "tenant.yaml", bytes: Array(yaml.utf8))
        for line in 1...source.lineCount {
            #expect(!source.shownText(in: source.lineRange(line)).contains("s3cr3t"))
        }
        let bytes = Array(yaml.utf8)
        let start = bytes.indices.first { bytes[$0...].starts(with: "s3cr3t".utf8) } ?? 0
        #expect(source.isSecret(start..<start + 6))
    }

    @Test(arguments: [
        "providers:\n  main:\n    kind: generik\n    account_sid: env:SID\n    credentials: {token: env:TOKEN}",
        "providers: {main: {kind: twilio, credentials: {key: env:K, secret: file:/run/secret}}}",
        "inventory:\n  - {sender: ACME, id: word}\nteams: {sales: {members: [jane]}}",
    ])
    func whatIsNoSecretIsShown(_ yaml: String) {
        let source = SourceFile(path: "tenant.yaml", bytes: Array(yaml.utf8))
        for line in 1...source.lineCount {
            #expect(source.shownText(in: source.lineRange(line)) == source.text(in: source.lineRange(line)))
        }
    }

    @Test func aMessageShowsNoSecretOfItsFile() {
        let yaml = "providers: {main: {kind: generic, credentials: {token: hunter2-correct-horse, key: s3cr3t}}}"
        let source = SourceFile(path: "tenant.yaml", bytes: Array(yaml.utf8))
        let place = Place(source, 0..<9)
        let other = Place(SourceFile(path: "b.yaml", bytes: []), 0..<0)
        let found = Diagnostic(
            .invalidValue, "`hunter2-correct…` is not `s3cr3t`", at: place, help: "write `Hunter2_Correct_Horse`",
            related: [.init("`hunter2-correct-horse` is here", at: other)],
            fix: Fix("write `hunter2-correct-horse`", [.replace(place, with: "hunter2-correct-horse")]))
        #expect(found.message == "`•••••••••••••••…` is not `••••••`")
        #expect(found.help == "write `•••••••••••••••••••••`")
        #expect(found.related[0].message == "`•••••••••••••••••••••` is here")
        #expect(found.fix == nil)
        let related = Diagnostic(
            .invalidValue, "`x` is `y`", at: other, related: [.init("`hunter2-correct-horse` is here", at: place)])
        #expect(related.related[0].message == "`•••••••••••••••••••••` is here")
    }

    @Test func ordinaryWordsOfAMessageStay() {
        let yaml =
            "providers: {main: {kind: generic, region: eu, description: provider, credentials: {token: credentials}}}"
        let source = SourceFile(path: "tenant.yaml", bytes: Array(yaml.utf8))
        let message = "the `credentials` of provider `main` have no description for messages to region `eu`"
        #expect(Diagnostic(.invalidValue, message, at: Place(source, 0..<9)).message == message)
    }

    @Test(arguments: [
        ("env:NAME", true), ("env:_a1", true), ("file:/run/secret", true), ("env:", false), ("env: x", false),
        ("env:hunter2-correct", false), ("env:FOO hunter2", false), ("env:1A", false), ("file:", false),
        ("file:/x hunter2", false), ("hunter2", false),
    ])
    func aReferenceIsStrict(_ text: String, _ isOne: Bool) { #expect(SecretReference.isOne(text) == isOne) }

    @Test func aWebTokenIsHiddenWhole() {
        let token = ["eyJhbGciOiJIUzI1NiJ9", "eyJzdWIiOiIx-jM0NTY3ODkwIn0", "SflKxwRJS-eKKF2QT4"].joined(separator: ".")
        let dots = String(repeating: "•", count: token.count)
        #expect(SecretShapes.masked("a \(token), b") == "a \(dots), b")
    }

    /// A line is looked at closely only where the word before a `:` may announce secrets: that must miss no way to write one.
    @Test(
        arguments: [
            "token", "client_secret", "passwd", "passphrase", "credentials", "key", "pwd", "auth", "creds", "apikey",
        ],
        [
            { "\($0): s3cr3t" }, { "a: 1, \($0.uppercased()): s3cr3t" }, { "- {x: y, \"\($0)\": s3cr3t}" },
            { "  'my-\($0)' : s3cr3t" }, { "# \($0): s3cr3t" }, { "name: a # was \($0):s3cr3t" },
            { "?{é \($0): s3cr3t" }, { "- --\($0): s3cr3t" },
        ] as [@Sendable (String) -> String])
    func aKeyThatSpeaksOfASecretAnnouncesItHoweverItIsWritten(_ key: String, _ write: @Sendable (String) -> String) {
        let yaml = write(key == "apikey" ? key : "x_" + key)
        let source = SourceFile(path: "tenant.yaml", bytes: Array(yaml.utf8))
        // A blank before the `:` ends the word.
        let isAnnounced = !yaml.contains("' :")
        #expect(source.shownText(in: source.lineRange(1)).contains("s3cr3t") != isAnnounced, "\(yaml)")
    }

    /// Words are looked for in steps: one must be found wherever it begins.
    @Test(arguments: 0..<32) func aTokenIsFoundWhereverItBegins(_ before: Int) {
        let token = String(repeating: "0a1b2c3d", count: 4)
        for filler in ["-", "a-", "123456789 "] {
            let start = String(repeating: filler, count: before).prefix(before).dropLast() + "."
            let text = "\(start)\(token), \(token)a \(token)"
            let dots = String(repeating: "•", count: 32)
            #expect(SecretShapes.masked(text) == "\(start)\(dots), \(token)a \(dots)")
        }
    }

    @Test func sectionsAfterTheProvidersAreShown() {
        let yaml = """
            providers: {main: {kind: generic, credentials: {token: "a}b
            inventory: [{sender: ACME}]
            """
        let source = SourceFile(path: "tenant.yaml", bytes: Array(yaml.utf8))
        #expect(source.shownText(in: source.lineRange(2)) == "inventory: [{sender: ACME}]")
        let json = #"{"providers": {"main": {"credentials": {"token": "s3cr3t"}}}, "inventory": [{"sender": "ACME"}]}"#
        let line = SourceFile(path: "tenant.yaml", bytes: Array(json.utf8))
        #expect(
            line.shownText(in: line.lineRange(1))
                == #"{"providers": {"main": {"credentials": {"token": "••••••"}}}, "inventory": [{"sender": "ACME"}]}"#)
    }

    /// The work grows with the file, not with file times findings.
    @Test(.timeLimit(.minutes(1))) func aLongFileWithManyFindingsTakesNoLong() {
        let line = "      x: hunter2-correct-horse # comment\n"
        let yaml = "providers:\n  main:\n    credentials:\n" + String(repeating: line, count: 10_000)
        let source = SourceFile(path: "tenant.yaml", bytes: Array(yaml.utf8))
        var shown = 0
        for number in 1...10_000 {
            let range = source.lineRange(number)
            let found = Diagnostic(.invalidValue, "`hunter2-correct-horse` is wrong", at: Place(source, range))
            shown += found.message.contains("hunter2") || source.shownText(in: range).contains("hunter2") ? 1 : 0
        }
        #expect(shown == 0)
    }
}
