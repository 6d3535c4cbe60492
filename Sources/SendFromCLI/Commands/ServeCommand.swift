internal import ArgumentParser
internal import PreviewServer
internal import SendFromKit

/// `serve`: a local page for dry runs.
struct ServeCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "A local page that decides messages as you type, live as the files change.",
        discussion: """
            The page is for this machine alone. What it shows, programs may ask: POST /v1/evaluate and \
            GET /v1/sms/phone-numbers; docs/serve.md has the rest. Ctrl-C ends it. Examples:
              sendfrom serve examples/helpdesk
              sendfrom serve tenants --port 0
            """)

    @Argument(help: "A tenant's folder, or a folder above tenants.", completion: .tenants)
    var path: String

    @Option(help: ArgumentHelp("The port of 127.0.0.1 to listen on; 0 is any that is free.", valueName: "number"))
    var port = 7363

    @Flag(help: "Leave out of the findings what takes the exact analysis.")
    var noAnalysis = false

    @OptionGroup var common: CommonOptions

    func validate() throws {
        if !(0...65_535).contains(port) { throw ValidationError("--port \(port): write a number from 0 to 65535") }
    }

    func run(_ console: Console) throws -> CommandStatus {
        let today = common.today
        let live: LivePreview
        switch try LivePreview.read(path, proves: !noAnalysis, today: { today ?? Console.today }) {
        case .broken(let diagnostics):
            try TenantLoading.show(diagnostics, common, console)
            return .findings
        case .live(let preview): live = preview
        }
        let server: PreviewServer
        do {
            server = try PreviewServer(live, port: port)
        } catch let problem as PreviewServer.Problem {
            throw CommandFailure(.usage, problem.description)
        }
        try console.out.write(server.address + "\n")
        try console.out.flush()
        server.wait()
        return .fine
    }
}
