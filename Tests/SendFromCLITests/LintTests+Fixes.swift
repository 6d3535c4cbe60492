import Foundation
import SendFromCLI
import Testing

/// `lint --fix`: what is written, and what is left to people.
extension LintTests {
    @Test func fixesKeepCommentsAndLayoutAndPermissions() throws {
        let text = """
            # Größe: the main tenant
            tenant: acme   # never rename
            organization_number: support
            providers: {main: {kind: generic, credentials: {token: env:TOKEN}}}
            inventory:
              - { sender: '+44 (20) 7946-0101' ,  id: support }   # the main line

              # sendfrom:allow not-e164 -- nothing here
              - sender: "+442079460102"
            defaults: {sender: support}
            order: {preset: thread-first}
            """
        let folder = try TemporaryFolder(["acme/tenant.yaml": text])
        let path = folder.path + "/acme/tenant.yaml"
        #expect(chmod(path, 0o640) == 0)
        let run = CommandRun("lint \(folder.path)/acme --fix")
        #expect(run.errors == "sendfrom: note: 2 findings mended in 1 file\n")
        let fixed = text.replacing("+44 (20) 7946-0101", with: "+442079460101")
            .replacing("  # sendfrom:allow not-e164 -- nothing here\n", with: "")
        #expect(try folder.read("acme/tenant.yaml") == fixed)
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o640)
        // Again changes nothing.
        #expect(CommandRun("lint \(folder.path)/acme --fix").errors == "")
        #expect(try folder.read("acme/tenant.yaml") == fixed)
    }

    @Test func aTableThatCouldNotBeBuiltIsMendedWhateverItThenDecides() throws {
        let run = try lint(Self.broken, "--fix")
        #expect(run.status == .fine)
        #expect(try run.tenant() == Self.clean)
    }

    @Test func aFixThatChangesDecisionsNeedsLeave() throws {
        // With one number for everybody, the organisation's number is what the `user` source proposes.
        let text =
            Self.clean.replacing("organization_number: support", with: "organization_number: suport")
            .replacing("order: {preset: thread-first}", with: "order: {rules: [user]}")
            + "features: {multi_sms_numbers: false}\n"
        let run = try lint(text, "--fix")
        #expect(try run.tenant() == text)
        #expect(run.errors == "sendfrom: note: 1 fix would change decisions; --unsafe-fixes makes it too\n")
        let unsafe = try lint(text, "--fix --unsafe-fixes")
        #expect(try unsafe.tenant() == text.replacing("suport", with: "support"))
    }

    @Test func aDifferenceIsShownAndNothingWritten() throws {
        let run = try lint(Self.warned, "--diff")
        #expect(try run.tenant() == Self.warned)
        #expect(
            run.output == """
                --- acme/tenant.yaml
                +++ acme/tenant.yaml
                @@ -2,6 +2,6 @@
                 organization_number: support
                 providers: {main: {kind: generic, credentials: {token: env:TOKEN}}}
                 inventory:
                -  - {sender: "+44 20 7946 0101", id: support, name: Support}
                +  - {sender: "+442079460101", id: support, name: Support}
                 defaults: {sender: support}
                 order: {preset: thread-first}

                """)
    }

    @Test(arguments: [
        // What was written, what stands there then.
        ("organization_number: support", "organization_number: suport", "organization_number: support"),
        ("defaults: {sender: support}", "defaults: {sender: 'suport'}", "defaults: {sender: 'support'}"),
        ("order: {preset: thread-first}", "order: {presett: thread-first}", "order: {preset: thread-first}"),
        ("name: Support", "name: Support, capabilities: sms", "name: Support, capabilities: [sms]"),
        ("name: Support", "assigned: yes", "assigned: true"), ("name: Support", "trust: \"5\"", "trust: 5"),
        ("name: Support", "registered_in: [gb, UK]", "registered_in: [GB, GB]"),
        ("name: Support", "status: activ", "status: active"),
        ("tenant: acme", "\u{FEFF}tenant: acme", "tenant: acme"),
        (
            "{preset: thread-first}", "{rules: [conversation, sender:support]}",
            "{rules: [conversation, {use: {sender: support}}]}"
        ),
        (
            "{preset: thread-first}", "{rules: [conversation, {sender: support}]}",
            "{rules: [conversation, {use: {sender: support}}]}"
        ),
        (
            "{preset: thread-first}", "{rules: [conversation, {use: 'sender:support', require: [active]}]}",
            "{rules: [conversation, {use: {sender: support}, require: [active]}]}"
        ),
    ])
    func whatHasOneRightAnswerIsMended(_ good: String, _ bad: String, _ fixed: String) throws {
        let run = try lint(Self.clean.replacing(good, with: bad), "--fix")
        #expect(try run.tenant() == Self.clean.replacing(good, with: fixed))
        #expect(run.status == .fine)
    }

    @Test(arguments: [
        ("+442079460101", "2079460101"), ("name: Support", "trust: 010"), ("name: Support", "status: x"),
        ("sender: support}", "sender: nobody}"), ("tenant: acme\n", "tenant: acme\n\torder: x\n"),
    ])
    func whatHasNoneIsLeft(_ good: String, _ bad: String) throws {
        let text = Self.clean.replacing(good, with: bad)
        let run = try lint(text, "--fix")
        #expect(try run.tenant() == text)
        #expect(run.status == .findings)
    }
}
