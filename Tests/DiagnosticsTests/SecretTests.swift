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
}
