import Foundation
import SendFromCLI
import Testing
import TestSupport

/// `diff` and `whatif`: exactly which messages change, in words and as JSON, from folders, compiled files and git.
@Suite struct DiffTests {
    private static let tenant = """
        tenant: acme
        inventory:
          - {sender: "+442079460101", id: london}
          - {sender: "+493023125001", id: berlin}
        users: {jane: {name: Jane}, joe: {name: Joe}}
        teams: {sales: {sender: berlin, members: [jane]}}
        defaults: {sender: london}
        order:
          rules:
            - {name: germany, use: {sender: london}, when: {country: DE}}
            - team
            - default

        """
    private static let changed = tenant.replacing("use: {sender: london}, when", with: "use: {sender: berlin}, when")

    private func folder() throws -> TemporaryFolder {
        try TemporaryFolder([
            "old/tenant.yaml": Self.tenant, "new/tenant.yaml": Self.changed,
            "m.ndjson": "{\"id\":\"a\",\"to\":\"+4915228817386\"}\n{\"id\":\"b\",\"to\":\"+447400123456\"}\nnonsense\n",
        ])
    }

    private func diff(_ flags: String, in folder: TemporaryFolder) -> CommandRun {
        CommandRun("diff \(folder.path)/old \(folder.path)/new " + flags.replacing("FOLDER", with: folder.path))
    }

    @Test func aChangedClassIsToldWithItsCauseAndAnExample() throws {
        let run = diff("", in: try folder())
        #expect(run.status == .fine)
        #expect(
            run.output == """
                germany (tenant.yaml:10:7)
                  to DE, that don't need mms
                    - london
                    + berlin
                    e.g. {"to":"+4915552345678"}

                1 class of messages changes, in 1 country

                """)
        #expect(diff("--exit-code", in: try folder()).status == .findings)
    }

    @Test func jsonHasTheContractsShape() throws {
        let output = diff("--format json", in: try folder()).output
        let json = try #require(try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any])
        let change = try #require((json["changes"] as? [[String: Any]])?.first)
        #expect(change["tenant"] as? String == "acme")
        #expect(change["countries"] as? [String] == ["DE"])
        // What needs pictures neither sender can do.
        #expect((change["when"] as? [String: [String]]) == ["needs": ["sms", "reply", "sms reply"]])
        #expect(change["before"] as? [String: String] == ["outcome": "send", "sender": "london"])
        #expect(change["after"] as? [String: String] == ["outcome": "send", "sender": "berlin"])
        #expect(
            (change["because"] as? [String: [String]]) == [
                "before": ["tenant.yaml:10:7"], "after": ["tenant.yaml:10:7"],
            ])
        #expect((change["example"] as? [String: String])?["to"]?.hasPrefix("+49") == true)
        #expect((json["summary"] as? [String: Int]) == ["classes": 1, "countries": 1])
        #expect((json["tenants"] as? [String: [String]]) == ["added": [], "removed": []])
    }

    @Test func whatChangesNothingSaysSoShortly() throws {
        let folder = try folder()
        let renamed = Self.tenant.replacing("name: germany", with: "name: deutschland")
        try folder.write(renamed, to: "new/tenant.yaml")
        #expect(diff("--exit-code", in: folder).output == "every message is decided as before\n")
        #expect(diff("--format markdown", in: folder).output == "**SendFrom:** every message is decided as before.\n")
        #expect(diff("--exit-code", in: folder).status == .fine)
    }

    @Test func compiledFilesAndTheirDigestsAgree() throws {
        let folder = try folder()
        let path = folder.path
        #expect(CommandRun("compile \(path)/old -o \(path)/old.json").status == .fine)
        #expect(
            CommandRun("diff \(path)/old.json \(path)/new").output.hasSuffix(
                "1 class of messages changes, in 1 country\n"))
        #expect(CommandRun("diff \(path)/old.json \(path)/old").output == "every message is decided as before\n")
        func digest(_ tenant: String) -> String {
            let lines = CommandRun("compile \(path)/\(tenant)").output.split(separator: "\n")
            return String(lines.first { $0.contains("\"digest\"") } ?? "")
        }
        let old = digest("old")
        #expect(old.count > 64 && old != digest("new"))
        try folder.write(Self.tenant.replacing("name: germany", with: "name: deutschland"), to: "new/tenant.yaml")
        #expect(old == digest("new"))
    }

    @Test func messagesShowTheShareOfTraffic() throws {
        let text = diff("--messages FOLDER/m.ndjson", in: try folder()).output
        #expect(text.contains("1 of 3 messages change (33.4 %)\n  a (line 1): +442079460101 -> +493023125001\n"))
        let json = diff("--messages FOLDER/m.ndjson --format json", in: try folder()).output
        #expect(json.contains("\"messages\":{\"count\":3,\"errors\":1,\"changed\":1,"))
    }

    @Test(arguments: [
        ("country=DE", CommandStatus.fine), ("country=DE,AT", .fine), ("country=eu", .fine), ("country=AT", .findings),
        ("country=DE team=sales", .findings), ("team=sales", .findings), ("contry=DE", .usage), ("country=UK", .usage),
        ("country", .usage),
    ])
    func whatIsOutsideTheIntentFails(_ intent: String, _ status: CommandStatus) throws {
        let folder = try folder()
        let run = CommandRun(["diff", folder.path + "/old", folder.path + "/new", "--only", intent])
        #expect(run.status == status, "\(run.errors)")
    }

    @Test func aTeamsChangeIsAlsoItsMembers() throws {
        let folder = try folder()
        try folder.write(
            Self.tenant.replacing("{sender: berlin, members", with: "{sender: london, members"), to: "new/tenant.yaml")
        let run = CommandRun(["diff", folder.path + "/old", folder.path + "/new", "--only", "team=sales"])
        #expect(run.status == .fine, "\(run.output)\(run.errors)")
        #expect(
            CommandRun(["diff", folder.path + "/old", folder.path + "/new", "--only", "team=other"]).status == .findings
        )
    }

    @Test func aRevisionIsReadFromGit() throws {
        // The revision is looked for in the repository of the working folder, which is this project's.
        let run = CommandRun("diff HEAD:examples/helpdesk examples/helpdesk")
        #expect(run.status == .fine && !run.output.isEmpty, "\(run.errors)")
        for wrong in ["nosuch-revision:examples", "HEAD:no/such/folder", "--output=x:examples", "HEAD:Sources"] {
            let run = CommandRun(["diff", "--", wrong, "examples/helpdesk"])
            #expect(run.status == .usage, "\(wrong): \(run.output)")
        }
    }

    @Test func aBrokenVersionIsShownAndNothingCompared() throws {
        let folder = try folder()
        try folder.write(Self.tenant.replacing("sender: london}", with: "sender: londn}"), to: "new/tenant.yaml")
        let run = diff("", in: folder)
        #expect(run.status == .findings && run.output == "" && run.errors.contains("did you mean `london`?"))
    }

    // MARK: - whatif

    @Test func anOutageShowsWhoFallsToWhomAndWhoGetsNone() throws {
        let folder = try folder()
        let run = CommandRun("whatif \(folder.path)/old --suspend london")
        #expect(run.output.contains("    - london\n    + rejected: no_sender\n"))
        #expect(run.output.contains("    - london\n    + the team's sender\n") || run.output.contains("    + berlin\n"))
        #expect(CommandRun("whatif \(folder.path)/old --suspend london --exit-code").status == .findings)
        #expect(CommandRun("whatif \(folder.path)/old --suspend londn").status == .usage)
        #expect(CommandRun("whatif \(folder.path)/old --provider none").status == .usage)
        #expect(CommandRun("whatif \(folder.path)/old").status == .usage)
    }

    @Test func eachSenderInTurnTheWorstFirst() throws {
        let folder = try folder()
        let lines = CommandRun("whatif \(folder.path)/old --each").output.split(separator: "\n")
        try #require(lines.count == 3)
        #expect(lines[1].hasPrefix("+44 2079460101") && lines[1].contains("every country"))
    }
}
