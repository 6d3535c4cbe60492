import SendFromCLI
import Testing

/// `eval` reads and writes what the contract says, whatever the format.
@Suite struct EvalTests {
    static func run(_ messages: String, as name: String, _ flags: String = "--format ndjson") throws -> CommandRun {
        let folder = try TemporaryFolder(["acme/tenant.yaml": SmallTenant.yaml, name: messages])
        return CommandRun(["eval", folder.path + "/acme", folder.path + "/" + name] + CommandRun.words(flags))
    }

    static let expected = """
        {"id":"m1","outcome":"send","sender":"+14155550123","sender_id":"support","country":"US","rule":"default","at":"tenant.yaml:6:41"}
        {"id":"m2","outcome":"reject","country":"GB","reason":"no_sender"}
        {"id":"m3","outcome":"reject","country":"US","reason":"unusable","detail":"not_active","rule":"explicit","at":"tenant.yaml:6:31"}

        """

    @Test(arguments: [
        (
            "m.ndjson",
            """
            {"id":"m1","to":"+12125550100","needs":["sms"]}

            {"id":"m2","to":"+447400123456","conversation":null}
            {"id":"m3","to":"+12125550100","from":"off"}
            """
        ),
        (
            "m.json",
            """
            [{"id":"m1","to":"+12125550100","needs":["sms"]},
             {"id":"m2","to":"+447400123456","conversation":null}, {"id":"m3","to":"+12125550100","from":"off"}]
            """
        ),
        (
            "m.yaml",
            """
            - {id: m1, to: +12125550100, needs: [sms]}
            - id: m2
              to: "+447400123456"
              conversation:
            - {id: m3, to: +12125550100, from: off}
            """
        ),
        (
            "m.csv",
            "id,to,conversation,from,needs\r\nm1,+12125550100,,,sms\r\nm2,+447400123456,\"\",,\r\nm3,+12125550100,,off,\r\n"
        ),
    ])
    func everyInputFormatGivesTheSameDecisions(_ name: String, _ messages: String) throws {
        let run = try Self.run(messages, as: name)
        #expect(run.output == Self.expected)
        #expect(run.errors == "")
        #expect(run.status == .fine)
    }

    @Test func aBrokenLineGetsItsErrorInPlaceAndTheRunGoesOn() throws {
        let run = try Self.run(
            "{\"to\":\"+12125550100\"}\n\nnonsense\n{\"to\":\"+12125550100\",\"id\":7}\n", as: "m.ndjson")
        let lines = run.output.split(separator: "\n")
        #expect(lines.count == 3)
        #expect(lines[1].hasPrefix("{\"line\":3,\"outcome\":\"error\",\"error\":\""))
        #expect(lines[2].hasPrefix("{\"id\":7,\"outcome\":\"send\""))
        #expect(run.status == .findings)
    }

    @Test func theTraceHoldsEveryRuleTried() throws {
        let run = try Self.run(
            "{\"to\":\"+12125550100\",\"conversation\":\"off\"}\n", as: "m.ndjson", "--format ndjson --trace")
        #expect(
            run.output.contains(
                "\"trace\":[{\"rule\":\"conversation\",\"result\":\"not_active\",\"sender\":\"+14155550124\"},"))
        #expect(run.output.hasSuffix("{\"rule\":\"default\",\"result\":\"selected\",\"sender\":\"+14155550123\"}]}\n"))
    }

    @Test func csvOutputHasTheColumnsOfTheContract() throws {
        let run = try Self.run("{\"to\":\"+12125550100\",\"id\":\"a,b\"}\n{}\n", as: "m.ndjson", "--format csv")
        let lines = run.output.split(separator: "\n")
        #expect(
            lines[0]
                == "id,outcome,sender,sender_id,user,team,country,reason,detail,verdict,rule,at,warnings,line,error")
        #expect(lines[1].hasPrefix("\"a,b\",send,+14155550123,support,,,US,,,,default,tenant.yaml:6:41,,1,"))
        #expect(lines[2].hasPrefix(",error,,,,,,,,,,,,2,"))
    }

    @Test func anUnknownKeyIsNamedOnceWithItsNearMiss() throws {
        let run = try Self.run(
            "{\"to\":\"+12125550100\",\"conversaton\":\"off\"}\n{\"to\":\"+12125550100\",\"conversaton\":1}\n",
            as: "m.ndjson")
        #expect(
            run.errors
                == "sendfrom: note: messages have the unknown key `conversaton`, which is ignored; did you mean `conversation`?\n"
        )
        #expect(run.status == .fine)
    }

    @Test func severalTenantsAreToldApartByTheMessage() throws {
        let folder = try TemporaryFolder([
            "t/a/tenant.yaml": SmallTenant.yaml,
            "t/b/tenant.yaml": "tenant: other\ninventory: [{sender: ACME}]\norder: {rules: [conversation]}\n",
            "m.ndjson": """
            {"tenant":"acme","to":"+12125550100"}
            {"tenant":"other","to":"+12125550100","conversation":"ACME"}
            {"to":"+12125550100"}
            {"tenant":"third","to":"+12125550100"}

            """,
        ])
        let run = CommandRun(["eval", folder.path + "/t", folder.path + "/m.ndjson", "--format", "ndjson"])
        let lines = run.output.split(separator: "\n")
        #expect(lines[0].hasPrefix("{\"tenant\":\"acme\",\"outcome\":\"send\",\"sender\":\"+14155550123\""))
        #expect(lines[1].hasPrefix("{\"tenant\":\"other\",\"outcome\":\"send\",\"sender\":\"ACME\""))
        #expect(lines[2] == "{\"outcome\":\"reject\",\"reason\":\"unknown_tenant\"}")
        #expect(lines[3] == "{\"tenant\":\"third\",\"outcome\":\"reject\",\"reason\":\"unknown_tenant\"}")
    }

    @Test func severalFilesAreToldApartInErrors() throws {
        let folder = try TemporaryFolder(["acme/tenant.yaml": SmallTenant.yaml, "a.ndjson": "x\n", "b.json": "[7]"])
        let run = CommandRun([
            "eval", folder.path + "/acme", folder.path + "/a.ndjson", folder.path + "/b.json", "--format", "ndjson",
        ])
        let lines = run.output.split(separator: "\n")
        #expect(lines[0].hasPrefix("{\"file\":\"\(folder.path)/a.ndjson\",\"line\":1,\"outcome\":\"error\""))
        #expect(lines[1].hasPrefix("{\"file\":\"\(folder.path)/b.json\",\"index\":1,\"outcome\":\"error\""))
    }

    @Test func sendfromYamlAboveATenantOverridesCountryRules() throws {
        let folder = try TemporaryFolder([
            "sendfrom.yaml": "countries: {GB: {alphanumeric: no}, eu: {alphanumeric: registration}}\n",
            "t/tenant.yaml": """
            tenant: acme
            countries: {FR: {alphanumeric: yes}}
            inventory: [{sender: ACME}]
            order: {require: [compliant], rules: [{use: {sender: ACME}, if_unusable: reject}]}
            """,
            "m.ndjson": "{\"to\":\"+447400123456\"}\n{\"to\":\"+4915123456789\"}\n{\"to\":\"+33612345678\"}\n",
        ])
        let run = CommandRun(["eval", folder.path + "/t", folder.path + "/m.ndjson", "--format", "csv"])
        let lines = run.output.split(separator: "\n").dropFirst().map {
            $0.split(separator: ",", omittingEmptySubsequences: false)
        }
        #expect(lines.map { $0[1] } == ["reject", "reject", "send"])
        #expect(lines.map { $0[9] } == ["alphanumeric_not_supported", "registration_required", ""])
    }
}

/// Files that as a whole can't be read, between files that can.
@Suite struct UnreadableMessageFileTests {
    static let files = [
        "acme/tenant.yaml": SmallTenant.yaml, "a.ndjson": "{\"to\":\"+12125550100\"}\n", "b.yaml": "- {to: \n",
        "c.json": "{}", "d.csv": "to,id\r+12125550100,1\r",
    ]

    @Test func eachIsOneErrorInItsPlaceAndTheRunGoesOn() throws {
        let folder = try TemporaryFolder(Self.files)
        let names = ["a.ndjson", "b.yaml", "c.json", "d.csv", "a.ndjson"].map { folder.path + "/" + $0 }
        let run = CommandRun(["eval", folder.path + "/acme"] + names + ["--format", "json"])
        #expect(run.status == .findings)
        let lines = run.output.split(separator: "\n").map(String.init)
        #expect(lines.first == "[" && lines.last == "]" && lines.count == 7)
        #expect(lines[1].contains("\"outcome\":\"send\"") && lines[5].contains("\"outcome\":\"send\""))
        for (line, name) in zip(lines[2...4], ["b.yaml", "c.json", "d.csv"]) {
            #expect(line.contains(name) && line.contains("\"outcome\":\"error\""))
        }
        #expect(run.errors.contains("b.yaml:1:3: error: a bracket or brace is not closed [yaml-syntax]"))
    }

    @Test func aFileThatIsNotThereEndsTheRunBeforeItBegins() throws {
        let folder = try TemporaryFolder(Self.files)
        let run = CommandRun(["eval", folder.path + "/acme", folder.path + "/a.ndjson", folder.path + "/no.ndjson"])
        #expect(run.status == .usage && run.output == "")
    }
}
