internal import ArgumentParser
internal import Diagnostics
internal import SendFromKit

/// `diff`: which messages are decided differently.
struct DiffCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff", abstract: "Which messages two versions of tenants decide differently: exactly.",
        discussion: """
            Each version is a folder, a compiled file, or REV:PATH in git. Nothing is sampled, and each class of messages
            comes with an example. Examples:
              sendfrom diff HEAD:tenants/acme tenants/acme
              sendfrom diff main:tenants tenants --messages yesterday.ndjson
              sendfrom diff main:tenants tenants --only 'country=DE,AT team=sales'
            """)

    enum Format: String, CaseIterable, ExpressibleByArgument { case text, json, markdown }

    @Argument(help: "A folder, a compiled file, or REV:PATH.", completion: .tenantsOrFiles)
    var old: String

    @Argument(help: "The same.", completion: .tenantsOrFiles)
    var new: String

    @Option(help: ArgumentHelp("Also how many of a file's messages change.", valueName: "file"), completion: .file())
    var messages: String?

    @Option(
        help: ArgumentHelp(
            "What is meant to change, such as 'country=DE,AT team=sales'; status 1 if anything else does.",
            valueName: "intent"))
    var only: String?

    @Flag(help: "Status 1 where anything changes.")
    var exitCode = false

    @Option(help: "How to write it; markdown is made for a pull request's comment.")
    var format: Format = .text

    @OptionGroup var common: CommonOptions

    func run(_ console: Console) throws -> CommandStatus {
        let versions = try [old, new].map { try TenantVersion.load($0) }
        let diagnostics = versions.flatMap(\.diagnostics)
        if diagnostics.hasErrors {
            try TenantLoading.show(diagnostics.sortedAndUnique(), common, console)
            return .findings
        }
        let intent: DeclaredIntent?
        do {
            intent = try only.map { try DeclaredIntent($0, tables: versions.flatMap(\.tables)) }
        } catch let problem as DeclaredIntent.Problem {
            throw CommandFailure(.usage, "--only: \(problem)")
        }
        var changes: ChangeSet
        do {
            changes = try ChangeSet(from: versions[0].tables, to: versions[1].tables)
        } catch {
            throw CommandFailure(.findings, "the difference was not told: \(AnalysisWords.message(error))")
        }
        changes.traffic = try messages.map {
            try TrafficChange.read($0, from: versions[0].tables, to: versions[1].tables)
        }
        switch format {
        case .text: try console.out.write(changes.text(color: console.usesColor(common.color, on: console.out)))
        case .json: try console.out.write(changes.json())
        case .markdown: try console.out.write(changes.markdown())
        }
        if let intent {
            let count = changes.count(outside: intent)
            let tenants = changes.added.count + changes.removed.count
            guard count + tenants > 0 else { return .fine }
            try console.error.write(
                "sendfrom: \(count == 1 ? "1 class" : "\(count) classes") of messages outside `\(only ?? "")` "
                    + "\(count == 1 ? "changes" : "change")\n")
            if format == .text { try console.error.write(changes.outside(intent).text()) }
            return .findings
        }
        return exitCode && !changes.isEmpty ? .findings : .fine
    }
}
