// In: the arguments and a console. Out: an exit status. `sendfrom`'s main is three lines around this, so that tests run
// every command in process. One command a file in Commands/; the list is `SendFrom.configuration`.
internal import ArgumentParser
internal import Diagnostics
internal import SendFromKit

/// The `sendfrom` command.
public enum CommandLineTool {
    /// For a program's `main`: an interruption ends it with 130, what was written being whole.
    public static func endOnInterruption() { Interruption.install() }

    /// Runs one command line.
    ///
    /// - Parameter arguments: without the program's name.
    public static func run(_ arguments: [String], console: Console) -> CommandStatus {
        do {
            let status = try command(arguments, console)
            try console.error.flush()
            try console.out.flush()
            return status
        } catch let failure as DescriptorOutput.Failure {
            return failure.isClosedPipe ? .closedPipe : fail("can't write: \(failure.message)", console)
        } catch let failure as CommandFailure {
            try? console.out.flush()
            return fail(failure.message, status: failure.status, console)
        } catch let problem as FileProblem {
            try? console.out.flush()
            return fail(problem.description, console)
        } catch {
            return fail("\(error)", console)
        }
    }

    private static func command(_ arguments: [String], _ console: Console) throws -> CommandStatus {
        if let name = arguments.first, let problem = unknownCommand(name) { throw CommandFailure(.usage, problem) }
        let parsed: any ParsableCommand
        do {
            parsed = try parsedAlone(arguments) ?? SendFrom.parseAsRoot(arguments)
        } catch {
            return try explainUsage(error, console)
        }
        guard let command = parsed as? any ConsoleCommand else {
            // `sendfrom` alone, or a request ArgumentParser answers itself.
            do {
                var parsed = parsed
                try parsed.run()
                return .fine
            } catch {
                return try explainUsage(error, console)
            }
        }
        return try command.run(console)
    }

    /// What the first word's command makes of the others; nil where it is no command's, or something is wrong: from its
    /// root ArgumentParser says that best. From there it takes 18 of the 62 million instructions of an ordinary lint, since
    /// it looks at root and command, each twice; so it takes 15.
    private static func parsedAlone(_ arguments: [String]) -> (any ParsableCommand)? {
        let command = SendFrom.configuration.subcommands.first { $0.configuration.commandName == arguments.first }
        return try? command?.parseAsRoot(Array(arguments.dropFirst()))
    }

    /// ArgumentParser calls a command it doesn't know an unexpected argument.
    private static func unknownCommand(_ name: String) -> String? {
        let names = SendFrom.configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
        guard !name.hasPrefix("-"), !names.contains(name) else { return nil }
        let near = NearMiss.words(NearMiss.best(for: name, among: names))
        return "there is no command \(Wording.quote(name))\(near) (`sendfrom --help` lists them)"
    }

    /// Help and version go to standard output with status 0; a usage error to standard error with 2.
    private static func explainUsage(_ error: any Error, _ console: Console) throws -> CommandStatus {
        let message = SendFrom.fullMessage(for: error)
        if SendFrom.exitCode(for: error) == .success {
            try console.out.write(message + "\n")
            return .fine
        }
        try console.error.write(message + "\n")
        return .usage
    }

    private static func fail(
        _ message: String, status: CommandStatus = .usage, _ console: Console
    ) -> CommandStatus {
        try? console.error.write("sendfrom: \(Printable.line(message))\n")
        try? console.error.flush()
        return status
    }
}

/// The root of the command line.
struct SendFrom: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sendfrom",
        abstract: "Which sender will this text message go out from, and why.",
        discussion: """
            A tenant is a folder that holds tenant.yaml. Try:
              sendfrom eval examples/helpdesk examples/helpdesk/messages/monday.ndjson
              sendfrom explain examples/helpdesk --to +447400123456
            """,
        version: SendFromVersion.text,
        subcommands: [
            EvalCommand.self, ExplainCommand.self, TableCommand.self, CompileCommand.self, TestCommand.self,
            DiffCommand.self, ReportCommand.self, WhatifCommand.self, LintCommand.self, ChecksCommand.self,
            NumbersCommand.self, AssignCommand.self, UnassignCommand.self,
            SuggestCommand.self, ReadyCommand.self, ImportCommand.self, InitCommand.self, LookupCommand.self,
            CountriesCommand.self, ServeCommand.self, SchemaCommand.self, LSPCommand.self,
        ])
}
