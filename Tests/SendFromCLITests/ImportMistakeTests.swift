import Foundation
import SendFromCLI
import Testing

/// `import` in the face of what people and providers get wrong: missing pages, unknown values, other files; and the flags.
@Suite struct ImportMistakeTests {
    // MARK: - Pages

    @Test func theSameSenderTwiceIsOneEntryOrReported() throws {
        let page = TwilioSample.numbers(TwilioSample.london)
        let (once, twice) = (try Imported("twilio", [page]), try Imported("twilio", [page, page]))
        #expect(twice.entries == once.entries && twice.errors == "" && twice.run.status == .fine)
        let other = TwilioSample.numbers(#"{"phone_number":"+44 20 7946 0101","friendly_name":"Desk"}"#)
        let imported = try Imported("twilio", [page, other])
        #expect(
            imported.errors.contains(
                "+442079460101 stands at 0.json: $.incoming_phone_numbers[0] too, with another `name`"))
        #expect(imported.run.status == .findings && imported.output.contains("id: london-desk"))
    }

    @Test(arguments: [
        (
            "twilio", "{\"incoming_phone_numbers\":[\(TwilioSample.london)],\"next_page_uri\":\"/x?Page=1\"}",
            "next_page_uri"
        ),
        ("twilio", #"{"meta":{"next_page_url":"https://x"},"phone_numbers":[]}"#, "meta.next_page_url"),
        ("aws", #"{"PhoneNumbers":[],"NextToken":"abc"}"#, "NextToken"),
        ("plivo", #"{"meta":{"next":"/v1/x"},"objects":[]}"#, "meta.next"),
        ("vonage", #"{"count":3,"numbers":[{"msisdn":"442079460101","country":"GB"}]}"#, "the account has 3 numbers"),
    ])
    func aMissingPageIsNoticed(_ provider: String, _ page: String, _ words: String) throws {
        let imported = try Imported(provider, [page])
        #expect(imported.errors.contains(words) && imported.run.status == .findings, "\(imported.errors)")
    }

    // MARK: - Values nobody knows

    @Test func anUnknownValueIsReportedWhereItStands() throws {
        let imported = try Imported(
            "aws",
            [
                """
                {"PhoneNumbers":[{"PhoneNumber":"+442079460101","Status":"FROZEN","NumberType":"WAT",
                  "IsoCountryCode":"UK","NumberCapabilities":["SMS","TELEX"],"CreatedTimestamp":"yesterday"}]}
                """
            ])
        for words in [
            "0.json: $.PhoneNumbers[0].Status: `FROZEN`", "$.PhoneNumbers[0].NumberType: `WAT`",
            "$.PhoneNumbers[0].IsoCountryCode: `UK`", "$.PhoneNumbers[0].NumberCapabilities[1]: `telex`",
            "$.PhoneNumbers[0].CreatedTimestamp: `yesterday`",
        ] {
            #expect(imported.errors.contains(words), "\(words)")
        }
        // Not sure to work is not active.
        #expect(imported.output.contains("    status: pending\n    # status: the listing says `FROZEN`\n"))
        #expect(imported.run.status == .findings)
    }

    @Test func namesAreTextAndIdsAreUnique() throws {
        let names = [
            "a: b # \\\"x\\\"\\n- sender: evil\\u2028\\uffff\\u202e", "NO", "none", "Same", "same", "Café", "acme",
        ]
        let records = names.enumerated().map {
            "{\"phone_number\":\"+44207946010\($0)\",\"friendly_name\":\"\($1)\"}"
        }
        let secret =
            "{\"phone_number\":\"+442079460109\",\"friendly_name\":\"\(String(repeating: "0a1b2c3d", count: 4))\"}"
        let imported = try Imported(
            "twilio",
            [
                "{\"incoming_phone_numbers\":[\((records + [secret]).joined(separator: ","))]}",
                #"[{"alpha_sender":"acme"}]"#,
            ])
        let lint = try imported.lint()
        #expect(lint.hasSuffix("in 1 tenant\n"), "\(lint)")
        let ids = imported.output.split(separator: "\n").filter { $0.hasPrefix("    id:") }
        #expect(ids == ["    id: a-b-x-sender-evil", "    id: \"no\""])
        #expect(!(imported.output + imported.errors).contains("0a1b2c3d0a1b"))
    }

    // MARK: - What is no listing

    @Test(arguments: [
        ("", "is empty"), ("hello", "not JSON at line 1, column 1"), ("{\"numbers\":[", "the text ends before"),
        ("HTTP/2 200\n\n{}", "leave out the headers"), ("phone,sid\n+1,P\n", "a CSV file is not read"),
        (String(repeating: "[", count: 100_000), "nested more than 128 deep"), ("5", "the number `5`"),
        ("{\"msisdns\":[]}", "it has no `numbers`"), ("{\"numbers\":5}", "`numbers` is the number `5`"),
        ("{\"error-code\":\"401\",\"error-code-label\":\"no such key\"}", "Vonage answered `no such key`"),
        ("{\"PhoneNumbers\":[]}", "write `sendfrom import aws`"), ("[{\"phone_number\":\"+1\"}]", "import twilio"),
        ("\u{0}\u{1}", "not JSON"), ("{\"numbers\":[{\"msisdn\":\"\\ud800\"}]} x", "not JSON at line 1, column 35"),
    ])
    func whatIsNoListingIsRefused(_ text: String, _ words: String) throws {
        let imported = try Imported("vonage", [text])
        #expect(imported.errors.contains(words) && imported.output == "", "\(imported.errors)")
        #expect(imported.run.status == .usage)
    }

    @Test(arguments: [
        "5", "null", "\"x\"", "[]", "{}", "{\"msisdn\":null}", "{\"msisdn\":\"\"}", "{\"msisdn\":1e400}",
        "{\"msisdn\":\"\\ud800\"}", "{\"msisdn\":[[[{}]]]}", "{\"msisdn\":-442079460101}", "{\"msisdn\":4.5}",
        "{\"msisdn\":\"12\"}", "{\"msisdn\":\"999999999999999999999999\"}", "{\"msisdn\":\"+\"}",
        "{\"msisdn\":\"442079460101\",\"country\":7}", "{\"msisdn\":\"442079460101\",\"type\":{}}",
        "{\"msisdn\":\"442079460101\",\"features\":\"SMS\"}", "{\"msisdn\":\"442079460101\",\"features\":[1,null,[]]}",
        "{\"msisdn\":\"442079460101\",\"features\":{\"SMS\":\"yes\"}}",
    ])
    func aRecordOfTheWrongShapeIsReportedAndTheRestIsRead(_ record: String) throws {
        let good = "{\"msisdn\":\"442079460102\",\"country\":\"GB\"}"
        let imported = try Imported("vonage", ["{\"numbers\":[\(record),\(good)]}"])
        #expect(imported.errors.contains("$.numbers[0]"), "\(imported.errors)")
        #expect(imported.output.contains("+442079460102") && imported.run.status == .findings)
    }

    // MARK: - The file

    @Test func theFileIsWrittenWholeAndNotReplacedUnasked() throws {
        let folder = try TemporaryFolder(["in.json": TwilioSample.numbers(TwilioSample.london)])
        let command = ["import", "twilio", folder.path + "/in.json", "-o", folder.path + "/inventory.yaml"]
        let first = CommandRun(command)
        #expect(first.status == .fine && first.output == "" && first.errors.contains("note: 1 sender written to "))
        let again = CommandRun(command)
        #expect(again.status == .usage && again.errors.contains("write `--force` to replace it"))
        #expect(CommandRun(command + ["--force", "--quiet"]).errors == "")
        #expect(try folder.read("inventory.yaml").contains("id: london-desk"))
    }

    @Test func intoATenantsFolderItsCampaignAndProvidersCount() throws {
        let tenant = """
            tenant: t
            ten_dlc: {campaign: C0FFEE, status: approved}
            providers:
              a: {kind: twilio, credentials: {token: env:T}}
              b: {kind: aws, credentials: {token: env:T}}
            order: {rules: [best]}

            """
        let folder = try TemporaryFolder([
            "t/tenant.yaml": tenant, "in.json": TwilioSample.numbers(#"{"phone_number":"+14155550123"}"#),
        ])
        let command = [
            "import", "twilio", folder.path + "/in.json", "-o", folder.path + "/t/inventory.yaml", "--force",
        ]
        let run = CommandRun(command)
        #expect(run.errors.contains("has no `provider`, and the tenant has several") && run.status == .findings)
        #expect(!run.errors.contains("missing-campaign"))
        #expect(CommandRun(command + ["--provider", "c"]).errors.contains("`c` is not a provider"))
        let right = CommandRun(command + ["--provider", "a", "--quiet"])
        #expect(right.errors == "" && right.status == .fine)
        #expect(
            CommandRun("lint " + folder.path + "/t --check missing-organization-number=off --no-analysis").status
                == .fine)
    }

    @Test func flagsFillWhatTheListingLeavesOut() throws {
        let listing = TwilioSample.numbers(
            #"{"phone_number":"+14155550123"}"#, #"{"phone_number":"+18005550199"}"#, TwilioSample.london)
        let imported = try Imported("twilio", [listing], "--provider main --campaign C0FFEE")
        #expect(
            imported.entries == """
                inventory:
                  - sender: "+14155550123"
                    campaign: C0FFEE
                    provider: main
                  - sender: "+18005550199"
                    provider: main
                  - sender: "+442079460101"
                    id: london-desk
                    name: "London desk"
                    provider: main

                """)
        #expect(imported.run.status == .fine)
        #expect(try imported.lint().hasSuffix("in 1 tenant\n"))
    }

    @Test(arguments: [
        "twilio", "twilio nowhere.json", "bandwith x.json", "twilio docs", "twilio - -",
        "twilio README.md --country UK",
        "twilio README.md --provider \"\"", "twilio README.md --campaign \"\"",
    ])
    func whatCannotBeDoneIsAUsageError(_ words: String) {
        let run = CommandRun("import " + words)
        #expect(run.status == .usage && run.errors != "" && run.output == "")
    }
}
