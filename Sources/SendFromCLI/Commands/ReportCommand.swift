internal import ArgumentParser
internal import Diagnostics
internal import SendFromKit

/// `report`: one page of HTML with all there is to know.
struct ReportCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "One HTML page: the order, findings, examples with traces, changes, messages.",
        discussion: """
            The page needs no network and no other file, so it can be a CI job's artifact. Examples:
              sendfrom report examples/helpdesk -o report.html
              sendfrom report tenants -o report.html --diff main:tenants
              sendfrom report tenants/acme -o r.html --messages yesterday.ndjson
            """)

    @Argument(help: "A tenant's folder, a folder above tenants, or a compiled file.", completion: .tenantsOrFiles)
    var path: String

    @Option(
        name: .shortAndLong, help: ArgumentHelp("Where to write the page; - is standard output.", valueName: "file"),
        completion: .file())
    var output: String

    @Option(
        help: ArgumentHelp("Also what changes since: a folder, a compiled file, or REV:PATH.", valueName: "old"),
        completion: .tenantsOrFiles)
    var diff: String?

    @Option(
        help: ArgumentHelp("Also the decisions of a file's messages, and which change.", valueName: "file"),
        completion: .file())
    var messages: String?

    @Flag(help: "Leave out what takes the exact analysis: proved checks, examples, coverage.")
    var noAnalysis = false

    @OptionGroup var common: CommonOptions

    func run(_ console: Console) throws -> CommandStatus {
        let old = try diff.map { try TenantVersion.load($0) }
        if let old, old.diagnostics.hasErrors {
            try TenantLoading.show(old.diagnostics.sortedAndUnique(), common, console)
            return .findings
        }
        let options = LintRun.Options(today: common.today ?? Console.today, proves: !noAnalysis)
        let report = try Report.read(path, options, old: old, messages: messages)
        let page = report.html()
        if output == "-" {
            try console.out.write(page)
        } else {
            try Files.write(Array(page.utf8), to: output)
        }
        // A page that lacks what was asked for is written all the same, and says so itself.
        for problem in report.problems {
            try console.error.write("sendfrom: \(Printable.line(problem))\n")
        }
        return report.problems.isEmpty ? .fine : .findings
    }
}
