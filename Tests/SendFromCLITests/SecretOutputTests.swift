import Foundation
import Testing

/// A secret typed where credentials stand, in every layout people type and every format lint writes: no eight characters
/// of it appear anywhere.
@Suite struct SecretOutputTests {
    private static let base = """
        tenant: acme
        order: {preset: thread-first}
        ten_dlc: {campaign: C, status: approved}
        inventory:
          - {sender: "+14155550123", id: us, assigned: yes}

        """
    private static let head = "providers:\n  main:\n    kind: generic\n"
    /// With blanks, with what YAML quotes, and of a shape that is known; put together so that no scanner of repositories
    /// takes it for one.
    private static let secrets = [
        "hunter2-correct-horse", "Shallow pond magpie9 stapler", "user:verylongpassword99",
        ["eyJhbGciOiJIUzI1NiJ9", "eyJzdWIiOiIxMjM0NTY3ODkwIn0", "SflKxwRJSMeKKF2QT4fwpMeJf36P"].joined(separator: "."),
    ]

    /// `«S»` is the secret in double quotes, `«B»` bare.
    private static let layouts = [
        // Block style
        head + "    credentials:\n      token: «S»\n", head + "    credentials:\n      token: «B»\n",
        head + "    credentials:\n      token: |\n        «B»\n",
        head + "    credentials:\n      token: >-\n       «B»\n       «B»\n",
        head + "    credentials:\n      token:\n        «S»\n", head + "    credentials: «S»\n",
        head + "    credentials:\n      - «S»\n", head + "    credentials:\n      - token: «S»\n",
        head + "    credentials:\n      token:\n        - «S»\n", head + "    token: «S»\n", head + "    pwd: «S»\n",
        "providers: «S»\n", "providers:\n  main: «S»\n", "providers:\n  token: «S»\n",
        "providers:\n- kind: a\n  x: «S»\n",
        head + "    credentials:\n      ? token\n      : «S»\n", head + "    credentials:\n      <<: {token: «S»}\n",
        head + "    credentials:\n      token: !secret «B»\n", head + "    credentials:\n      token: !«B»\n",
        // Flow style
        "providers: {main: {kind: generic, credentials: {token: «S»}}}\n",
        "providers: {main: {kind: generic,\n credentials: {\n  token:\n   «S»}}}\n",
        "providers: {\nmain: {\nkind: generic,\ncredentials: {\ntoken:\nS\n}}}\n",
        head + "    credentials:\n      {token: env:A, secret: «S»}\n",
        head + "    credentials: {\n      token: env:A, secret: «S»}\n",
        head + "    credentials: {token: env:A, tokn: env:A, secret: «S»}\n",
        "\"providers\": {\"main\": {\"kind\": \"generic\", \"credentials\": {\"token\": «S», \"x\": 1}}}\n",
        "\"providers\":\n  \"main\":\n    \"kind\": generic\n    \"x\": «S»\n",
        // Instead of a place
        head + "    credentials:\n      token: \"env:«B»\"\n",
        head + "    credentials:\n      token: \"env:FOO «B»\"\n",
        head + "    credentials:\n      token: \"file:/x «B»\"\n",
        // Comments
        head + "    credentials:\n      token: env:A # was «B»\n      token: env:Z\n",
        head + "    credentials:\n      # token: «S»\n      tokn: x\n",
        head + "# was «B»\n    credentials: {token: env:A, x: 1}\n", head + "    credentials: {x: 1} # was «B»\n",
        "providers:\n  main:\n    kind: generik # «B»\n    credentials: {token: env:A}\n",
        // Keys
        head + "    credentials:\n      «S»: env:A\n      «S»: env:«B»\n", head + "    credentials: {«S»: env:A}\n",
        head + "    credentials: {«S»: }\n", head + "    credentials:\n      token: env:A\n        «B»: y\n",
        // Aliases
        head + "    credentials:\n      token: &s «S»\norganization_number: *s\ndefaults: {sender: *s}\n",
        head + "    credentials: {token: &s «S»}\nteams: {a: {members: [*s]}}\ncountry: *s\ncountries: *s\n",
        "organization_number: &s «S»\nproviders: {main: {kind: generic, credentials: {token: *s}}}\ncountry: *s\n",
        "users: {? &s «S» : {}}\nproviders: {main: {kind: generic, credentials: {token: *s}}}\n",
        "x: &c\n  - «S»\n" + head + "    credentials: *c\n", head + "    credentials:\n      token: *«B»\n",
        // Kinds and accounts
        "providers:\n  main:\n    kind: «S»\n    credentials: {token: env:A}\n",
        head + "    account_sid: «B», token: «B»\n", head + "    account_sid: «S»\n    x: 1\n",
        head + "    account_sid: {token: «S»}\n",
        // What is no YAML
        head + "    credentials:\n      token: \"«B»\n", head + "    credentials: {token: «S»\n",
        head + "    credentials: {token: «S», key: [\n", head + "    credentials:\n\ttoken: «S»\n",
        head + "    credentials:\n      token:«B»\n", head + "    credentials:\n      token=«B»\n",
        head + "    credentials:\n      token: auth: «B»\n", head + "    credentials:\n   token: «S»\n",
        head + "    credentials:\ntoken: «S»\n", head + "    credentials:\n      token:\nB\n",
        head + "    credentials:\n      token:\n  «B»: x\n",
        // Elsewhere
        "credentials:\n  token: «S»\n", "token: «S»\n", "passwd: «S»\n", "auth: {user: a, pass: «S»}\n",
        "api-key: «S»\n",
        "provider:\n  main:\n    kind: generic\n    auth_token: «S»\n",
        "Providers:\n  main:\n    Credentials:\n      Tok: «S»\n",
        // Far below, and in other line ends
        head + "    credentials:\n" + String(repeating: "      # c\n", count: 250) + "      x: «S»\n",
        "providers:\r\n  main:\r\n    kind: generic\r\n    credentials:\r\n      x: «S»\r\n",
        "providers:\r  main:\r    kind: generic\r    credentials:\r      x: «S»\r",
    ]

    @Test(arguments: layouts)
    func noLayoutShowsASecret(_ layout: String) throws {
        // Every layout with the one that tells most, and one of the others.
        let other = Self.secrets[1 + layout.utf8.reduce(0) { $0 + Int($1) } % (Self.secrets.count - 1)]
        for secret in [Self.secrets[0], other] {
            let yaml = layout.replacing("«S»", with: "\"\(secret)\"").replacing("«B»", with: secret)
            try check(["tenant.yaml": Self.base + yaml], secret)
        }
    }

    @Test func noTestFileOrProjectFileShowsASecret() throws {
        for secret in Self.secrets {
            let test = """
                tests:
                  - name: a
                    message: {to: "+447400123456", token: "\(secret)"}
                    password: "\(secret)"
                """
            try check(
                [
                    "tenant.yaml": Self.base, "tests/a.yaml": test,
                    "sendfrom.yaml": "providers: {main: {credentials: {token: \"\(secret)\"}}}\n",
                ], secret)
        }
    }

    @Test func aSecretReadsTheSameWithEscapesAndFolds() throws {
        let secret = "hunter2-correct-horse"
        for yaml in [
            Self.head
                + "    credentials: {token: &s \"hunt\\x65r2-corr\\\n      ect-horse\"}\norganization_number: *s\n",
            Self.head
                + "    credentials: {token: &s 'hunter2-correct-horse', \"h\\x75nter2-correct-horse\": 1}\nname: [*s]\n",
        ] {
            try check(["tenant.yaml": Self.base + yaml], secret)
        }
    }

    /// A message shows 60 characters of a text: less than a token's shape may need.
    @Test func aTokenIsHiddenBeforeATextIsCut() throws {
        let token = String(repeating: "9f8e7d6c", count: 4)
        let text = String(repeating: "x ", count: 16) + token
        let run = try lint(["tenant.yaml": Self.base.replacing("thread-first", with: "\"\(text)\"")], "")
        #expect(!run.contains(token.prefix(8)) && run.contains("x x"))
    }

    @Test func aTokenIsFoundInTestFilesAndProjectFilesAndCanBeExcused() throws {
        let token = String(repeating: "9f8e7d6c", count: 4)
        func files(_ comment: String) -> [String: String] {
            [
                "tenant.yaml": Self.base,
                "tests/a.yaml":
                    "\(comment)# \(token)\ntests: [{name: a, message: {to: \"+14155550199\"}, expect: {sender: us}}]\n",
                "sendfrom.yaml": "\(comment)# \(token)\nseverity: {}\n",
            ]
        }
        let run = try lint(files(""), "")
        #expect(run.contains("tests/a.yaml:1:3: error: what stands here looks like a Twilio auth token"))
        #expect(run.contains("sendfrom.yaml:1:3: error: what stands here looks like a Twilio auth token"))
        #expect(!run.contains(token.prefix(8)))
        let excused = try lint(files("# sendfrom:allow plaintext-secret -- an example\n"), "")
        #expect(!excused.contains("plaintext-secret") && !excused.contains("unused-suppression"))
    }

    @Test func aBaselineDoesNotExcuseANewSecret() throws {
        let yaml =
            Self.base + "# \(String(repeating: "9f8e7d6c", count: 4))\n" + Self.head
            + "    credentials: {token: hunter2-correct-horse}\n"
        let folder = try TemporaryFolder(["acme/tenant.yaml": yaml])
        let (tenant, file) = (folder.path + "/acme", folder.path + "/baseline.json")
        _ = CommandRun("lint \(tenant) --no-analysis --write-baseline \(file)")
        #expect(!CommandRun("lint \(tenant) --no-analysis --baseline \(file)").output.contains("plaintext-secret"))
        try folder.write(yaml.replacing("correct-horse", with: "battery-staple"), to: "acme/tenant.yaml")
        #expect(CommandRun("lint \(tenant) --no-analysis --baseline \(file)").output.contains("is written out"))
        try folder.write(yaml.replacing("9f8e", with: "9f8d"), to: "acme/tenant.yaml")
        #expect(CommandRun("lint \(tenant) --no-analysis --baseline \(file)").output.contains("Twilio auth token"))
    }

    @Test func aDiffShowsDotsInItsContext() throws {
        let yaml =
            Self.base + "providers:\n  main:\n    kind: generik\n    credentials: {token: hunter2-correct-horse}\n"
        let run = try lint(["tenant.yaml": yaml], "--diff")
        #expect(run.contains("+    kind: generic\n     credentials: {token: •••••••••••••••••••••}\n"))
    }

    // MARK: - Helpers

    /// Standard output and error of one run.
    private func lint(_ files: [String: String], _ flags: String) throws -> String {
        let folder = try TemporaryFolder(files)
        let run = CommandRun("lint \(folder.path) --no-analysis " + flags)
        return (run.output + run.errors).replacing(folder.path + "/", with: "")
    }

    /// Every format at once, and the difference that mending makes.
    private func check(_ files: [String: String], _ secret: String) throws {
        let folder = try TemporaryFolder(files)
        let formats = ["text", "json", "sarif", "github", "gitlab", "junit"]
        let written = formats.map { " --format \($0)=\(folder.path)/o.\($0)" }.joined()
        let run = CommandRun("lint \(folder.path) --no-analysis" + written)
        let diff = CommandRun("lint \(folder.path) --no-analysis --diff --unsafe-fixes")
        var outputs = ["console": run.output + run.errors, "diff": diff.output + diff.errors]
        if secret == Self.secrets[0] {
            let baseline = CommandRun("lint \(folder.path) --no-analysis --write-baseline \(folder.path)/o.baseline")
            outputs["baseline"] = try baseline.output + baseline.errors + folder.read("o.baseline")
        }
        for format in formats { outputs[format] = try folder.read("o." + format) }
        #expect(!outputs["json", default: ""].isEmpty)
        let bytes = Array(secret.utf8)
        for (format, output) in outputs {
            for start in 0...bytes.count - 8 {
                let piece = String(decoding: bytes[start..<start + 8], as: UTF8.self)
                if output.contains(piece) {
                    Issue.record("\(format) shows \(piece) of:\n\(files["tenant.yaml"] ?? "")\n\(output)")
                    break
                }
            }
        }
    }
}
