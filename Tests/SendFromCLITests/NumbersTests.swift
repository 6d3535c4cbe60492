import Foundation
import SendFromCLI
import Testing

/// `numbers`, `assign`, `unassign` and `suggest`: who has which number, what it costs, and changing it in YAML.
@Suite struct NumbersTests {
    private static let tenant = """
        tenant: acme
        country: US
        organization_number: office
        limits: {numbers: 5}
        billing: {weekly_price: "2.99", currency: EUR}
        ten_dlc: {campaign: C0FFEE, status: approved}
        providers: {main: {kind: generic, credentials: {token: env:TOKEN}}}
        inventory:
          - {sender: "+14155550100", id: office, name: Support line}
          - {sender: "+14155550101", id: jane-line, purchased: 2026-11-22}
          - {sender: "+14155550102", id: spare, weekly_price: "4.505", purchased: 2026-11-23}
          - {sender: "+14155550103", id: gone, status: released}
          - {sender: "+14155550104", id: sales}
          - {sender: ACME, id: brand}
        defaults: {sender: office}
        teams: {sales: {sender: sales}}
        users:   # everybody
          jane: {sender: jane-line, name: Jane}   # in Oslo
          joe:
          # newest
          ann:
            name: Ann
          bob: {}
        order: {rules: [conversation, explicit, user, default, team]}

        """

    private func run(_ command: String, _ tenant: String = tenant) throws -> (run: CommandRun, folder: TemporaryFolder)
    {
        let folder = try TemporaryFolder(["acme/tenant.yaml": tenant])
        return (CommandRun(command.replacing("ACME", with: folder.path + "/acme")), folder)
    }

    private func json(_ command: String, _ tenant: String = tenant) throws -> [String: Any] {
        let output = try run(command, tenant).run.output
        return try #require(try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any])
    }

    // MARK: - numbers

    /// A9
    @Test func aNumberIsShownWithItsNameAsPeopleWriteIt() throws {
        #expect(try run("numbers ACME").run.output.contains("Support line (+1 415-555-0100)  office"))
    }

    /// M4
    @Test func availableIsWhatIsActiveAssignedAndNobodys() throws {
        let output = try run("numbers ACME --available --format csv").run.output
        #expect(output.split(separator: "\n").dropFirst().map { $0.split(separator: ",")[1] } == ["spare", "brand"])
    }

    /// M4
    @Test func aUserSeesTheOwnNumber() throws {
        let output = try run("numbers ACME --user jane --format csv").run.output
        #expect(output.contains("+14155550101,jane-line,,long_code,US,active,true,jane,,2.99"))
        #expect(output.split(separator: "\n").count == 2)
        #expect(try run("numbers ACME --user joe --quiet").run.output == "")
        #expect(try run("numbers ACME --user jan").run.status == .usage)
    }

    /// M1
    @Test func withTheFlagOffEveryUserHasTheOrganisationsNumber() throws {
        let off = Self.tenant + "features: {multi_sms_numbers: false}\n"
        #expect(try run("numbers ACME --user joe --format csv", off).run.output.contains("+14155550100,office"))
    }

    /// M2: how many there are, and how many there may be.
    @Test func theCountAndTheLimitAreToldAndReleasedNumbersDoNotCount() throws {
        let summary = try #require(try json("numbers ACME --format json")["summary"] as? [String: Any])
        #expect(summary["count"] as? Int == 5)
        #expect(summary["limit"] as? Int == 5)
        #expect(summary["available"] as? Int == 2)
        #expect(summary["multi_sms_numbers"] as? Bool == true)
    }

    /// M3
    @Test func numbersOfTheUSCarryACampaign() throws {
        let without = Self.tenant.replacing("ten_dlc: {campaign: C0FFEE, status: approved}\n", with: "")
        let run = try run("lint ACME --format json", without).run
        #expect(run.output.components(separatedBy: "\"missing-campaign\"").count == 5)
        #expect(!(try self.run("lint ACME", Self.tenant).run.output.contains("missing-campaign")))
    }

    /// M8: 2.99 for four numbers but one at 4.505; what is released and what is no number costs nothing.
    @Test func costsAreExactAndInTheTenantsCurrency() throws {
        let document = try json("numbers ACME --format json")
        let summary = try #require(document["summary"] as? [String: Any])
        #expect(summary["weekly_cost"] as? String == "13.475")
        #expect(summary["currency"] as? String == "EUR")
        let numbers = try #require(document["numbers"] as? [[String: Any]])
        #expect(numbers.map { $0["weekly_price"] as? String } == ["2.99", "2.99", "4.505", nil, "2.99", nil])
        let plain = Self.tenant.replacing("billing: {weekly_price: \"2.99\", currency: EUR}\n", with: "")
        let other = try #require(try json("numbers ACME --format json", plain)["summary"] as? [String: Any])
        #expect(other["weekly_cost"] as? String == "13.475" && other["currency"] as? String == "USD")
    }

    /// M8: the week of 16 to 22 November 2026 has the number bought on its Sunday, not the one of the day after.
    @Test func usageIsALineForEachNumberOfTheWeek() throws {
        let lines = try run("numbers ACME --usage 2026-W47").run.output.split(separator: "\n")
        #expect(lines.count == 3)
        #expect(
            lines[1]
                == "{\"event_type\":\"phone_number_weekly\",\"week\":\"2026-W47\",\"tenant\":\"acme\",\"sender\":\"+14155550101\",\"user\":\"jane\",\"amount\":\"2.99\",\"currency\":\"EUR\"}"
        )
        #expect(try run("numbers ACME --usage 2026-W48").run.output.split(separator: "\n").count == 4)
        // 2026 has 53 weeks, 2025 has 52.
        #expect(try run("numbers ACME --usage 2026-W53").run.status == .fine)
        #expect(try run("numbers ACME --usage 2025-W53").run.status == .usage)
        #expect(try run("numbers ACME --usage 2025-W52").run.status == .fine)
    }

    @Test func sumsOfAnySizeAreExact() throws {
        let tenant = """
            tenant: acme
            billing: {weekly_price: "999999999999.999999"}
            inventory:
            \((100..<150).map { "  - {sender: \"+14155550\($0)\"}" }.joined(separator: "\n"))
            order: {rules: [explicit]}

            """
        let summary = try #require(try json("numbers ACME --format json", tenant)["summary"] as? [String: Any])
        #expect(summary["weekly_cost"] as? String == "49999999999999.999950")
    }

    // MARK: - assign

    @Test(arguments: [
        ("joe", "          joe:\n", "          joe: {sender: spare}\n"),
        ("bob", "bob: {}", "bob: {sender: spare}"),
        ("ann", "    name: Ann\n", "    name: Ann\n    sender: spare\n"),
    ])
    func aNumberIsWrittenAtItsUserAndNowhereElse(_ user: String, _ before: String, _ after: String) throws {
        let before = before.replacing("          ", with: "  ")
        let after = after.replacing("          ", with: "  ")
        let (run, folder) = try run("assign ACME spare --user \(user)")
        #expect(run.status == .fine, "\(run.errors)")
        #expect(try folder.read("acme/tenant.yaml") == Self.tenant.replacing(before, with: after))
        let again = CommandRun("assign \(folder.path)/acme +14155550102 --user \(user)")
        #expect(again.status == .fine && again.errors.contains("nothing to change"))
    }

    @Test func aDifferenceIsShownAndNothingWritten() throws {
        let (run, folder) = try run("assign ACME spare --user bob --diff")
        #expect(run.output.contains("-  bob: {}\n+  bob: {sender: spare}\n"))
        #expect(try folder.read("acme/tenant.yaml") == Self.tenant)
    }

    @Test(arguments: [
        ("assign ACME jane-line --user joe", "is the number of user `jane`", CommandStatus.findings),
        ("assign ACME sales --user joe", "is a sender of team `sales`", .findings),
        ("assign ACME spare --user jane", "a user has one number", .findings),
        ("assign ACME gone --user joe", "is released", .findings),
        ("assign ACME spar --user joe", "did you mean `spare`?", .usage),
        ("assign ACME spare --user jo", "is not a user of acme", .usage),
        ("unassign ACME spare", "is no user's number", .findings),
        ("unassign ACME nothing", "is not in the inventory", .usage),
    ])
    func whatMayNotBeIsRefusedAndNothingWritten(_ command: String, _ words: String, _ status: CommandStatus) throws {
        let (run, folder) = try run(command)
        #expect(run.status == status)
        #expect(run.errors.contains(words), "\(run.errors)")
        #expect(try folder.read("acme/tenant.yaml") == Self.tenant)
    }

    @Test func withTheFlagOffOrOverTheLimitNothingIsAssigned() throws {
        let off = Self.tenant + "features: {multi_sms_numbers: false}\n"
        #expect(try run("assign ACME spare --user joe", off).run.errors.contains("`multi_sms_numbers` is false"))
        let over = Self.tenant.replacing("numbers: 5", with: "numbers: 4")
        #expect(try run("assign ACME spare --user joe", over).run.errors.contains("the limit is 4"))
    }

    @Test func takingANumberBackDeletesIt() throws {
        let (run, folder) = try run("unassign ACME jane-line")
        #expect(run.status == .fine)
        let after = Self.tenant.replacing("{sender: jane-line, name: Jane}", with: "{name: Jane}")
        #expect(try folder.read("acme/tenant.yaml") == after)
    }

    @Test func lineBreaksAndAMissingLastOneAreKept() throws {
        let text = Self.tenant.replacing("\n", with: "\r\n")
        let folder = try TemporaryFolder(["acme/tenant.yaml": text])
        #expect(CommandRun("assign \(folder.path)/acme spare --user ann").status == .fine)
        let expected = text.replacing("    name: Ann\r\n", with: "    name: Ann\r\n    sender: spare\r\n")
        #expect(try folder.read("acme/tenant.yaml") == expected)
    }

    // MARK: - suggest

    /// C5
    @Test func defaultsArePickedBeforeSending() throws {
        let output = try run("suggest ACME --countries US,NO").run.output
        #expect(output.hasPrefix("defaults:\n  countries:\n    US: spare\n    \"NO\": "))
        #expect(try run("suggest ACME --countries UK").run.status == .usage)
    }

    @Test func suggestionsAreWrittenIntoTheDefaultsThereAre() throws {
        let (run, folder) = try run("suggest ACME --countries US,CA --write")
        #expect(run.status == .fine, "\(run.errors)")
        let written = try folder.read("acme/tenant.yaml")
        #expect(
            written
                == Self.tenant.replacing(
                    "defaults: {sender: office}", with: "defaults: {sender: office, countries: {US: spare, CA: spare}}")
        )
        #expect(
            CommandRun("suggest \(folder.path)/acme --countries US,CA --write").errors.contains("nothing to change"))
    }

    @Test func suggestionsMakeTheDefaultsThatAreMissingAndReplaceOthers() throws {
        let none = Self.tenant.replacing("defaults: {sender: office}\n", with: "")
        let (run, folder) = try run("suggest ACME --countries US --write", none)
        #expect(run.status == .fine, "\(run.errors)")
        #expect(try folder.read("acme/tenant.yaml") == none + "defaults:\n  countries:\n    US: spare\n")
        let block = none + "defaults:\n  countries:\n    US: office # for now\n    eu: brand\n"
        let other = try self.run("suggest ACME --countries US,CA --write", block)
        #expect(
            try other.folder.read("acme/tenant.yaml")
                == none + "defaults:\n  countries:\n    US: spare # for now\n    eu: brand\n    CA: spare\n")
    }
}
