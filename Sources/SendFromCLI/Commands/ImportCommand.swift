internal import ArgumentParser
internal import SendFromKit
internal import SenderModel
internal import TenantConfig

/// `import`: a provider's inventory listing as an `inventory.yaml`.
struct ImportCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "A provider's inventory listing as an inventory.yaml.",
        discussion: """
            Give it the provider's own JSON: pages of one listing, and several listings of one account, in one run. What
            a person must add is said line by line; the status is 1 then. How to get the listings: docs/import.md.
            Example:
              sendfrom import twilio docs/samples/import/twilio-numbers.json
            """)

    @Argument(help: ArgumentHelp("Whose listing it is.", valueName: "provider"))
    var kind: ImportProvider

    @Argument(help: "Files of JSON, or - for standard input.", completion: .file())
    var files: [String]

    @Option(name: .shortAndLong, help: "Write here instead of to standard output.", completion: .file())
    var output: String?

    @Flag(help: "Replace the file of --output if there is one.")
    var force = false

    @Option(help: ArgumentHelp("Write `provider: NAME` at each entry.", valueName: "name"))
    var provider: String?

    @Option(help: ArgumentHelp("The country of short codes whose listing doesn't say.", valueName: "code"))
    var country: String?

    @Option(help: ArgumentHelp("The 10DLC campaign of US long codes whose listing names none.", valueName: "id"))
    var campaign: String?

    @OptionGroup var common: CommonOptions

    func run(_ console: Console) throws -> CommandStatus {
        let options = try options()
        let target = output.flatMap { $0 == "-" ? nil : $0 }
        if let target, !force, Files.kind(target) == .file {
            throw CommandFailure(
                .usage, "\(target) is there already; write `--force` to replace it, or name another file")
        }
        guard files.count(where: { $0 == "-" }) <= 1 else {
            throw CommandFailure(.usage, "standard input (`-`) can be read once only")
        }
        let listings = try files.map { try ListingFile.read($0) }
        let result = try InventoryImport(listings, of: kind, as: target ?? "inventory.yaml", options)
        if let target {
            try Files.write(Array(result.yaml.utf8), to: target)
        } else {
            try console.out.write(result.yaml)
        }
        for remark in result.remarks where !(remark.isNote && common.quiet) {
            try console.error.write((remark.isNote ? "sendfrom: note: " : "") + remark.line + "\n")
        }
        for line in result.additions { try console.error.write(line + "\n") }
        if let target, !common.quiet {
            let count = result.senderCount == 1 ? "1 sender" : "\(result.senderCount) senders"
            try console.error.write("sendfrom: note: \(count) written to \(target)\n")
        }
        return result.hasFindings ? .findings : .fine
    }

    private func options() throws -> InventoryImport.Options {
        var options = InventoryImport.Options(provider: provider, campaign: campaign)
        if let country {
            options.country = Country(country)
            if options.country == nil {
                throw CommandFailure(.usage, "--country \(country): \(CountryWords.help(for: country))")
            }
        }
        if provider?.isEmpty == true { throw CommandFailure(.usage, "--provider: write the provider's name") }
        if campaign?.isEmpty == true { throw CommandFailure(.usage, "--campaign: write the campaign's id") }
        return options
    }
}

extension ImportProvider: ExpressibleByArgument {}
