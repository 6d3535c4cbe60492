import Foundation
import SendFromCLI
import Testing

/// `import` reads each provider's listings, writes what lints clean, and says what doesn't.
@Suite struct ImportTests {
    // MARK: - Twilio

    @Test func twilioNumbersKeepNameCapabilitiesAndDate() throws {
        let imported = try Imported(
            "twilio",
            [
                TwilioSample.numbers(
                    """
                    {"phone_number":"+442079460101","friendly_name":"London desk","status":"in-use","type":"local",
                     "capabilities":{"voice":true,"sms":true,"mms":false,"fax":true},"new_field":[1,{}],
                     "date_created":"Thu, 30 Jul 2015 23:19:04 -0100"}
                    """)
            ])
        #expect(
            imported.entries == """
                inventory:
                  - sender: "+442079460101"
                    id: london-desk
                    name: "London desk"
                    capabilities: [sms, voice]
                    purchased: 2015-07-31

                """)
        #expect(imported.errors == "" && imported.run.status == .fine)
        #expect(imported.output.contains("# Twilio's `in-use` does not mean"))
    }

    @Test func aServicesPagesAddToTheAccounts() throws {
        let service = """
            {"meta":{"next_page_url":null},"phone_numbers":[{"service_sid":"MG1","phone_number":"+442079460101",
              "country_code":"GB","capabilities":["SMS","MMS","Voice"],"date_created":"2020-01-01T00:00:00Z"}]}
            {"meta":{"next_page_url":null},"short_codes":[{"short_code":"88022","country_code":"GB","capabilities":["SMS"]}]}
            {"meta":{"next_page_url":null},"alpha_senders":[{"alpha_sender":"ACME","capabilities":["SMS"]},
              {"alpha_sender":"ACME","iso_country_code":"NO"}]}
            """
        let account = """
            {"incoming_phone_numbers":[{"phone_number":"+442079460101","friendly_name":"+44 20 7946 0101",
              "date_created":"Mon, 01 Jan 2018 00:00:00 +0000"}],"next_page_uri":null}
            """
        let codes = #"{"short_codes":[{"short_code":"88022","friendly_name":"Codes"}],"next_page_uri":null}"#
        let imported = try Imported("twilio", [codes, account, service])
        #expect(
            imported.entries == """
                inventory:
                  - sender: "88022"
                    id: codes
                    name: Codes
                    country: GB
                    capabilities: [sms]
                  - sender: "+442079460101"
                    capabilities: [sms, mms, voice]
                    purchased: 2018-01-01
                  - sender: ACME
                    capabilities: [sms]
                    # registered_in: ["NO"]  # listed there, not said to be registered

                """, "\(imported.errors)")
        #expect(imported.errors == "" && imported.run.status == .fine)
        #expect(try imported.lint().hasSuffix("in 1 tenant\n"))
    }

    @Test func twoServicesThatHaveANumberAreNoContradiction() throws {
        func service(_ name: String, _ day: String) -> String {
            """
            [{"service_sid":"\(name)","phone_number":"+442079460101","country_code":"GB","date_created":"\(day)T00:00:00Z"}]
            """
        }
        let imported = try Imported("twilio", [service("MG1", "2021-05-01"), service("MG2", "2020-03-04")])
        #expect(imported.output.contains("purchased: 2020-03-04") && imported.errors == "")
        #expect(imported.run.status == .fine)
    }

    @Test func whatManyEntriesLackIsSaidOfEach() throws {
        let codes = (10000..<12000).map { "{\"short_code\":\"\($0)\"}" }.joined(separator: ",")
        let imported = try Imported("twilio", ["[\(codes),{\"phone_number\":\"+14155550123\"}]"])
        let lines = imported.errors.split(separator: "\n")
        #expect(lines.count == 2001)
        // The broken entries before it don't keep lint from seeing this one, nor move its line.
        #expect(lines.last?.hasPrefix("inventory.yaml:4004: US long code `+14155550123` has no 10DLC campaign") == true)
    }

    @Test func aShortCodeWithoutACountryIsLeftToAPerson() throws {
        let codes = #"{"short_codes":[{"short_code":"99990"}],"next_page_uri":null}"#
        let imported = try Imported("twilio", [codes])
        #expect(imported.output.contains("    # country: ??  # the listing doesn't say;"))
        #expect(imported.errors.hasPrefix("inventory.yaml:4: short code `99990` has no `country`; add `country: …`"))
        #expect(imported.run.status == .findings)
        let answered = try Imported("twilio", [codes], "--country US")
        #expect(answered.output.contains("    country: US\n") && answered.errors == "" && answered.run.status == .fine)
    }

    @Test func theCommandLineToolsOwnSpellingAndArraysAreRead() throws {
        let imported = try Imported(
            "twilio",
            [#"[{"phoneNumber":"+442079460101","friendlyName":"Desk","dateCreated":"2020-01-02T03:04:05.000Z"}]"#])
        #expect(imported.output.contains("id: desk") && imported.output.contains("purchased: 2020-01-02"))
        #expect(imported.run.status == .fine)
    }

    // MARK: - AWS

    @Test func awsTypesAndStatusesAreMapped() throws {
        func number(_ number: String, _ type: String, _ status: String, _ country: String, _ time: String) -> String {
            """
            {"PhoneNumber":"\(number)","NumberType":"\(type)","Status":"\(status)","IsoCountryCode":"\(country)",
             "NumberCapabilities":["SMS","RCS"],"CreatedTimestamp":\(time),"MonthlyLeasingPrice":"1.00"}
            """
        }
        let records = [
            number("+442079460101", "LONG_CODE", "ACTIVE", "GB", "1636652800"),
            number("+442079460102", "LONG_CODE", "PENDING", "GB", "1636652800000"),
            number("+442079460103", "LONG_CODE", "DELETED", "GB", "\"2021-11-11T23:30:00-05:00\""),
            number("+442079460104", "LONG_CODE", "DISASSOCIATING", "GB", "1636652800.5"),
            number("60888", "SHORT_CODE", "ACTIVE", "NO", "1636652800"),
            number("+14254147755", "SIMULATOR", "ACTIVE", "US", "1636652800"),
        ]
        let imported = try Imported(
            "aws", ["{\"PhoneNumbers\":[\(records.joined(separator: ","))],\"NextToken\":null}"], "--quiet")
        #expect(
            imported.entries == """
                inventory:
                  - sender: "+442079460101"
                    capabilities: [sms]
                    purchased: 2021-11-11
                  - sender: "+442079460102"
                    capabilities: [sms]
                    status: pending
                    purchased: 2021-11-11
                  - sender: "+442079460103"
                    capabilities: [sms]
                    status: released
                    purchased: 2021-11-12
                  - sender: "+442079460104"
                    capabilities: [sms]
                    purchased: 2021-11-11
                  - sender: "60888"
                    country: "NO"
                    capabilities: [sms]
                    purchased: 2021-11-11

                """)
        #expect(imported.errors == "" && imported.run.status == .fine)
        #expect(try Imported("aws", [records[5]]).errors.contains("simulator number"))
    }

    @Test func awsSenderIDsBecomeOneEntry() throws {
        func row(_ country: String, _ registered: Bool) -> String {
            #"{"SenderId":"ACME","IsoCountryCode":"\#(country)","Registered":\#(registered)}"#
        }
        let rows = [row("SG", true), row("NO", true), row("DE", false)].joined(separator: ",")
        let imported = try Imported("aws", ["{\"SenderIds\":[\(rows)]}"])
        #expect(
            imported.entries == """
                inventory:
                  - sender: ACME
                    registered_in: ["NO", SG]
                    # registered_in: [DE]  # listed there, not said to be registered

                """)
        #expect(imported.run.status == .fine)
        #expect(try imported.lint().hasSuffix("in 1 tenant\n"))
    }

    // MARK: - Vonage and Plivo

    @Test func vonageNumbersGetTheirPlus() throws {
        let imported = try Imported(
            "vonage",
            [
                """
                {"count":2,"numbers":[{"country":"GB","msisdn":"442079460101","type":"landline","features":["VOICE","SMS"]},
                  {"country":"GB","msisdn":"447911123456","type":"mobile-lvn","features":["SMS"]}]}
                """
            ])
        #expect(
            imported.entries == """
                inventory:
                  - sender: "+442079460101"
                    capabilities: [sms, voice]
                  - sender: "+447911123456"
                    capabilities: [sms]

                """)
        // Guernsey's, whatever the listing says.
        #expect(
            imported.errors.contains("note: 0.json: $.numbers[1]: the listing says GB; +447911123456 is a number of GG")
        )
        #expect(imported.run.status == .fine)
    }

    @Test(arguments: ["{}", "{\"count\":0}", "{\"count\":0,\"numbers\":[]}"])
    func anEmptyVonageAccountHasAnEmptyInventory(_ listing: String) throws {
        let imported = try Imported("vonage", [listing])
        #expect(imported.entries == "inventory: []\n")
        #expect(imported.errors.contains("the inventory is empty") && imported.run.status == .findings)
    }

    @Test func plivoTellsCampaignsAndPowerpacks() throws {
        let imported = try Imported(
            "plivo",
            [
                """
                {"meta":{"next":null},"objects":[{"number":"18135550102","alias":"Orders","added_on":"2013-02-13",
                  "number_type":"local","sms_enabled":true,"voice_enabled":false,"tendlc_campaign_id":"CMP1",
                  "tendlc_registration_status":"COMPLETED","monthly_rental_rate":"0.8"},
                 {"number":"18135550103","sms_enabled":true,"tendlc_campaign_id":"CMP1",
                  "tendlc_registration_status":"PROCESSING"}]}
                """,
                #"{"objects":[{"shortcode":"444444","country_iso2":"US"},{"number":"442079460101","country_iso2":"GB"}]}"#,
            ])
        #expect(
            imported.entries == """
                inventory:
                  - sender: "+18135550102"
                    id: orders
                    name: Orders
                    capabilities: [sms]
                    purchased: 2013-02-13
                    campaign: CMP1
                  - sender: "+18135550103"
                    capabilities: [sms]
                    # campaign: `CMP1`, registration `PROCESSING`
                  - sender: "444444"
                    country: US
                  - sender: "+442079460101"

                """)
        #expect(imported.errors.contains("registration for campaign `CMP1` is `PROCESSING`"))
        #expect(imported.errors.contains("inventory.yaml:9: US long code `+18135550103` has no 10DLC campaign"))
        #expect(imported.run.status == .findings)
    }
}
