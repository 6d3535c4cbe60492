import SendFromCLI

/// What a run made of listings given as texts, and what lint says of it in a tenant.
struct Imported {
    let run: CommandRun
    let folder: TemporaryFolder
    var output: String { run.output }
    var errors: String { run.errors.replacing(folder.path + "/", with: "") }
    /// The output without its comment lines at the top.
    var entries: String {
        output.split(separator: "\n", omittingEmptySubsequences: false).drop { $0.hasPrefix("#") }
            .joined(separator: "\n")
    }

    init(_ provider: String, _ listings: [String], _ flags: String = "") throws {
        folder = try TemporaryFolder()
        var names: [String] = []
        for (index, listing) in listings.enumerated() {
            names.append(folder.path + "/\(index).json")
            try folder.write(listing, to: "\(index).json")
        }
        run = CommandRun(["import", provider] + names + CommandRun.words(flags))
    }

    /// Errors and warnings in a tenant that has nothing else.
    func lint() throws -> String {
        try folder.write(run.output, to: "t/inventory.yaml")
        try folder.write(
            """
            tenant: t
            providers: {main: {kind: generic, credentials: {token: env:T}}}
            order: {rules: [best]}

            """, to: "t/tenant.yaml")
        return CommandRun(["lint", folder.path + "/t", "--max-warnings", "0", "--no-analysis"]).output
    }
}

/// Listings in Twilio's form, which most tests take.
enum TwilioSample {
    static func numbers(_ records: String...) -> String {
        "{\"incoming_phone_numbers\":[\(records.joined(separator: ","))],\"next_page_uri\":null}"
    }

    static let london = "{\"phone_number\":\"+442079460101\",\"friendly_name\":\"London desk\"}"
}
