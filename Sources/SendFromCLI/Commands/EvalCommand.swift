internal import ArgumentParser
internal import MessageIO
internal import SendFromKit

/// `eval`: decisions for messages.
struct EvalCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "eval", abstract: "Which sender each message would go out from.",
        discussion: """
            Messages come as NDJSON, JSON, YAML or CSV, by the file's ending, or as NDJSON on standard input with -.
            Every message gets exactly one decision, in input order. Example:
              sendfrom eval examples/helpdesk examples/helpdesk/messages/monday.ndjson
            """)

    enum Format: String, CaseIterable, ExpressibleByArgument { case text, ndjson, json, csv }
    enum FailOn: String, CaseIterable, ExpressibleByArgument { case reject }

    @Argument(help: "A tenant's folder, a folder above tenants, or a compiled file.", completion: .tenantsOrFiles)
    var path: String

    @Argument(help: "Files of messages, or - for standard input.", completion: .file())
    var messages: [String]

    @Option(help: "How the messages are written, whatever the file's ending.")
    var input: MessageFormat?

    @Option(help: "How to write the decisions.")
    var format: Format = .text

    @Flag(help: "Add every rule that was tried.")
    var trace = false

    @Option(help: "End with status 1 if a message is rejected.")
    var failOn: FailOn?

    @OptionGroup var jobs: JobsOption
    @OptionGroup var common: CommonOptions

    func run(_ console: Console) throws -> CommandStatus {
        let inputs = try messages.map { try MessageRun.Input($0, format: input) }
        guard let set = try TenantLoading.load([path], common, console) else { return .findings }
        let decider = TenantDecider(set.tables)
        let severalFiles = messages.count > 1
        var run =
            DecisionFormat(rawValue: format.rawValue).map {
                MessageRun(decider, format: $0, isTraced: trace, severalFiles: severalFiles, jobs: jobs.count)
            } ?? MessageRun(textFor: decider, isTraced: trace, severalFiles: severalFiles)
        do {
            try run.run(inputs, write: console.out.write) { remark in
                switch remark {
                case .note(let text): if !common.quiet { try console.error.write("sendfrom: note: \(text)\n") }
                case .diagnostics(let diagnostics): try TenantLoading.show(diagnostics, common, console)
                }
            }
        } catch let error as ReadError {
            throw CommandFailure(.usage, "can't read the messages: \(error.message)")
        }
        if run.summary.errors > 0 { return .findings }
        return failOn == .reject && run.summary.rejected > 0 ? .findings : .fine
    }
}

extension MessageFormat: ExpressibleByArgument {}
