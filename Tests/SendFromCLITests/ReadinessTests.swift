import Foundation
import SendFromCLI
import Testing

/// `ready`: the checklist of the readiness rules (S), and what a contact list is worth.
@Suite struct ReadinessTests {
    private static let tenant = """
        tenant: acme
        organization_number: support
        providers: {main: {kind: twilio, credentials: {token: env:SENDFROM_TEST_TOKEN}}}
        inventory: [{sender: "+442079460101", id: support, name: Support}]
        defaults: {sender: support}
        order: {preset: thread-first}

        """

    private struct Run {
        let output: String
        let status: CommandStatus
        func line(_ title: String) -> String {
            output.split(separator: "\n").map(String.init).first { $0.contains(title) } ?? ""
        }
    }

    private func ready(
        _ tenant: String, _ flags: String = "", files: [String: String] = [:],
        environment: [String: String] = ["SENDFROM_TEST_TOKEN": "s3cret"]
    ) throws -> Run {
        let folder = try TemporaryFolder(files.merging(["acme/tenant.yaml": tenant]) { $1 })
        let console = Console(out: .memory(), error: .memory(), environment: { environment[$0] })
        let words = CommandRun.words("ready \(folder.path)/acme \(flags)".replacing("FOLDER", with: folder.path))
        let status = CommandLineTool.run(words, console: console)
        return Run(output: console.out.text + console.error.text, status: status)
    }

    @Test func aWholeTenantIsReady() throws {
        let run = try ready(Self.tenant)
        #expect(run.status == .fine)
        #expect(run.output.hasSuffix("\nready\n"))
        #expect(!run.output.contains("s3cret"))
    }

    /// S1
    @Test(arguments: [
        ("organization_number: support\n", "", "the tenant has no `organization_number`"),
        ("organization_number: support", "organization_number: other", "`other` is not in the inventory"),
        ("name: Support", "name: Support, status: suspended", "is suspended"),
    ])
    func theOrganisationsNumberMustBeSetAndValid(_ good: String, _ bad: String, _ words: String) throws {
        let run = try ready(Self.tenant.replacing(good, with: bad))
        #expect(run.status == .findings)
        #expect(run.line("organisation's number").contains("no"))
        #expect(run.output.contains(words), "\(run.output)")
    }

    /// S2
    @Test(arguments: [
        ("{token: env:SENDFROM_TEST_TOKEN}", "{key: env:SENDFROM_TEST_TOKEN}", "has a `key` without its `secret`"),
        ("{token: env:SENDFROM_TEST_TOKEN}", "{token: env:A, key: env:B, secret: env:C}", "beside a `key` or `secret`"),
        (", credentials: {token: env:SENDFROM_TEST_TOKEN}", "", "has no credentials"),
        ("env:SENDFROM_TEST_TOKEN", "hunter2", "is written out"),
    ])
    func credentialsAreATokenOrAKeyWithItsSecret(_ good: String, _ bad: String, _ words: String) throws {
        let run = try ready(Self.tenant.replacing(good, with: bad))
        #expect(run.status == .findings)
        #expect(run.output.contains(words), "\(run.output)")
        #expect(!run.output.contains("hunter2"))
    }

    /// S2: what the file names must be there.
    @Test func whereASecretIsFoundMustBeThere() throws {
        let run = try ready(Self.tenant, environment: [:])
        #expect(run.status == .findings)
        #expect(run.output.contains("SENDFROM_TEST_TOKEN is not set"))
        #expect(try ready(Self.tenant, environment: ["SENDFROM_TEST_TOKEN": ""]).status == .findings)
        let file = Self.tenant.replacing("env:SENDFROM_TEST_TOKEN", with: "file:/nowhere/at/all")
        #expect(try ready(file).output.contains("/nowhere/at/all is not there"))
    }

    /// S3
    @Test func aNumberWithoutProviderAndAProviderWithoutNumberAreNotReady() throws {
        let provider = "providers: {main: {kind: twilio, credentials: {token: env:SENDFROM_TEST_TOKEN}}}\n"
        let none = try ready(Self.tenant.replacing(provider, with: ""))
        #expect(none.status == .findings && none.output.contains("the tenant has no provider"))
        let number = try ready(
            Self.tenant.replacing("organization_number: support\n", with: "")
                .replacing("[{sender: \"+442079460101\", id: support, name: Support}]", with: "[]")
                .replacing("defaults: {sender: support}\n", with: ""))
        #expect(number.status == .findings && number.output.contains("the inventory is empty"))
    }

    /// S4
    @Test func theActiveMethodIsTold() throws {
        #expect(try ready(Self.tenant).output.contains("main uses `token`"))
        let pair = Self.tenant.replacing(
            "{token: env:SENDFROM_TEST_TOKEN}", with: "{key: env:SENDFROM_TEST_TOKEN, secret: env:SENDFROM_TEST_TOKEN}")
        #expect(try ready(pair).output.contains("main uses `key` with `secret`"))
    }

    private static let contacts = """
        Name;x,Mobile Phone
        Ann,+447400123456
        Bob,+44 7400 123456
        Cy,"+1 (415) 555-0123"
        Dee,
        Eve,07400123456
        Fay,+442079460101
        Gil,+448081570192
        Hal,+447700900123
        Ivy,+4930,too many
        Jo,+80012345678

        """

    /// S5
    @Test func contactsAreCountedByWhatTheirNumbersAre() throws {
        let run = try ready(Self.tenant, "--contacts FOLDER/c.csv --format json", files: ["c.csv": Self.contacts])
        #expect(run.status == .fine)
        #expect(
            run.output.contains(
                "\"contacts\":10,\"bad\":5,\"mobile\":2,\"other\":2,\"landline\":1,\"unallocated\":1,\"invalid\":2,\"missing\":1,\"duplicate\":1"
            ), "\(run.output)")
        #expect(
            run.output.contains(
                "{\"country\":\"GB\",\"mobile\":1,\"other\":1,\"landline\":1,\"unallocated\":1,\"duplicate\":1}"))
        #expect(run.output.contains("{\"country\":null,\"other\":1}"))
    }

    /// S5: whether bad contacts are a reason not to send is for the user to say.
    @Test func badContactsCountOnlyWhereALimitIsGiven() throws {
        let files = ["c.csv": Self.contacts]
        #expect(try ready(Self.tenant, "--contacts FOLDER/c.csv --max-bad 50", files: files).status == .fine)
        let run = try ready(Self.tenant, "--contacts FOLDER/c.csv --max-bad 49.9", files: files)
        #expect(run.status == .findings && run.output.hasSuffix("\nnot ready\n"))
    }

    @Test(arguments: [
        ("--contacts FOLDER/none.csv", "there is no file"), ("--contacts FOLDER/b.csv", "looks like a phone number's"),
        ("--contacts FOLDER/c.csv --column Phon", "there is no column `Phon`"), ("--column x", "go with --contacts"),
        ("--contacts FOLDER/c.csv --max-bad 101", "takes 0 to 100"), ("--contacts FOLDER/e.csv", "the file is empty"),
    ])
    func whatCannotBeReadIsAUsageError(_ flags: String, _ words: String) throws {
        let files = ["c.csv": Self.contacts, "b.csv": "a,b\n1,2\n", "e.csv": ""]
        let run = try ready(Self.tenant, flags, files: files)
        #expect(run.status == .usage)
        #expect(run.output.contains(words), "\(run.output)")
    }

    /// S6
    @Test func theChecklistGoesFromTheNumberOverTheProviderToTheContacts() throws {
        let output = try ready(Self.tenant, "--contacts FOLDER/c.csv", files: ["c.csv": Self.contacts]).output
        let titles = ["organisation's number", "  provider ", "credentials", "token of main", "contacts, column"]
        let places = titles.compactMap { output.firstRange(of: $0)?.lowerBound }
        #expect(places.count == titles.count && places == places.sorted())
    }
}
