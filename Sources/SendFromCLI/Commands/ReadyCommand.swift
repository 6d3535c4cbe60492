internal import ArgumentParser
internal import SendFromKit

/// `ready`: the checklist before a tenant sends.
struct ReadyCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "ready", abstract: "Is a tenant ready to send: a checklist, with what to do.",
        discussion: """
            Environment variables that credentials name are looked for and never shown. Examples:
              sendfrom ready tenants/acme
              sendfrom ready tenants/acme --contacts contacts.csv --max-bad 5
            """)

    enum Format: String, CaseIterable, ExpressibleByArgument { case text, json }

    @Argument(help: "Tenants, or folders above tenants.", completion: .tenants)
    var paths: [String]

    @Option(
        help: ArgumentHelp("A CSV file of contacts, to count what their numbers are.", valueName: "file"),
        completion: .file(extensions: ["csv"]))
    var contacts: String?

    @Option(help: ArgumentHelp("The column of the numbers, where its name doesn't say so.", valueName: "name"))
    var column: String?

    @Option(
        help: ArgumentHelp("Not ready with more contacts than this that can't get text messages.", valueName: "percent")
    )
    var maxBad: Double?

    @Option(help: "How to write the checklist.")
    var format: Format = .text

    @OptionGroup var common: CommonOptions

    func validate() throws {
        if contacts == nil, column != nil || maxBad != nil {
            throw ValidationError("--column and --max-bad go with --contacts")
        }
        if let maxBad, !(0...100).contains(maxBad) { throw ValidationError("--max-bad takes 0 to 100") }
    }

    func run(_ console: Console) throws -> CommandStatus {
        guard let set = try TenantLoading.load(paths, common, console) else { return .findings }
        let tenants = try TenantLoading.folders(set, paths[0]).map { tenant in
            Readiness(tenant) { console.environment($0).map { !$0.isEmpty } ?? false }
        }
        let report = ReadinessReport(tenants, contacts: try contacts.map { try count($0, console) }, maxBad: maxBad)
        switch format {
        case .text: try console.out.write(report.text(color: console.usesColor(common.color, on: console.out)))
        case .json: try console.out.write(report.json())
        }
        return report.isReady ? .fine : .findings
    }

    /// With a bar on a terminal while it takes its time.
    private func count(_ path: String, _ console: Console) throws -> ContactReport {
        let shows = console.error.isTerminal && !common.quiet
        let report = try ContactReport.read(path, column: column) { share in
            guard shows else { return }
            let done = Int(share * 40)
            let bar = String(repeating: "#", count: done) + String(repeating: ".", count: 40 - done)
            try? console.error.write("\r\(path) [\(bar)] \(Int(share * 100)) %")
            try? console.error.flush()
        }
        if shows { try console.error.write("\r\u{1B}[K") }
        return report
    }
}
