internal import ArgumentParser
internal import Diagnostics
internal import SendFromKit

/// `whatif`: who falls to whom if senders stop working.
struct WhatifCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "whatif", abstract: "What happens if senders stop working: who falls to which, who gets none.",
        discussion: """
            Examples:
              sendfrom whatif examples/helpdesk --suspend uk-main
              sendfrom whatif examples/global --provider partner
              sendfrom whatif examples/helpdesk --each
            """)

    @Argument(help: "The tenant's folder.", completion: .tenantsOrFiles)
    var path: String

    @Option(
        parsing: .upToNextOption, help: ArgumentHelp("Ids or senders of the inventory.", valueName: "sender"),
        completion: .senders)
    var suspend: [String] = []

    @Option(help: ArgumentHelp("All senders of a provider.", valueName: "name"))
    var provider: String?

    @Flag(help: "Each sender in turn, the worst single point of failure first.")
    var each = false

    @Flag(help: "Status 1 where anything changes.")
    var exitCode = false

    @Option(help: "How to write it.")
    var format: DiffCommand.Format = .text

    @OptionGroup var jobs: JobsOption
    @OptionGroup var common: CommonOptions

    func validate() throws {
        if each, !suspend.isEmpty || provider != nil { throw ValidationError("--each stands alone") }
        if !each, suspend.isEmpty, provider == nil {
            throw ValidationError("name senders with --suspend, a provider with --provider, or use --each")
        }
        if each, format == .markdown { throw ValidationError("--each is written as text or json") }
    }

    func run(_ console: Console) throws -> CommandStatus {
        guard let set = try TenantLoading.loadOne(path, common, console) else { return .findings }
        let tenant = try TenantLoading.folders(set, path)[0]
        do {
            if each {
                let outages = try OutageStudy.each(in: tenant.table, jobs: jobs.count)
                try console.out.write(format == .json ? OutageStudy.json(outages) : OutageStudy.text(outages))
                return .fine
            }
            let entries = try OutageStudy.entries(suspend, provider: provider, in: tenant)
            let changes = try OutageStudy.changes(without: entries, in: tenant.table)
            switch format {
            case .text: try console.out.write(changes.text(color: console.usesColor(common.color, on: console.out)))
            case .json: try console.out.write(changes.json())
            case .markdown: try console.out.write(changes.markdown())
            }
            return exitCode && !changes.isEmpty ? .findings : .fine
        } catch let refusal as EditRefusal {
            throw CommandFailure(.usage, refusal.description)
        } catch let failure as DescriptorOutput.Failure {
            throw failure
        } catch {
            throw CommandFailure(.findings, "what would happen was not told: \(AnalysisWords.message(error))")
        }
    }
}
