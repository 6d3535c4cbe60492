package import ArgumentParser
internal import SendFromKit
internal import TenantConfig

/// `--color`.
package enum ColorChoice: String, CaseIterable, ExpressibleByArgument, Sendable {
    case auto, always, never
}

/// The flags every command has.
package struct CommonOptions: ParsableArguments {
    @Flag(name: .shortAndLong, help: "Say only what was asked for: no notes, no progress.")
    package var quiet = false

    @Option(help: ArgumentHelp("Colour the output.", valueName: "when"))
    package var color: ColorChoice = .auto

    @Option(help: ArgumentHelp("The day it is, for what depends on the date (UTC).", valueName: "date"))
    package var today: String?

    package init() {}

    package func validate() throws {
        if let today, !CalendarDate.isValid(today) {
            throw ValidationError("--today \(today): write year, month and day, for example 2026-03-31")
        }
    }
}

/// `--jobs`.
struct JobsOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "How many threads work; the output is the same for any number. Default: as many as there are processors.",
            valueName: "n"))
    var jobs: Int?

    var count: Int { jobs ?? OrderedWork.allProcessors }

    func validate() throws {
        if let jobs, !(1...1024).contains(jobs) {
            throw ValidationError("--jobs \(jobs): write a number from 1 to 1024")
        }
    }
}

/// A command that runs against a console instead of the process's own streams.
protocol ConsoleCommand: ParsableCommand {
    var common: CommonOptions { get }
    func run(_ console: Console) throws -> CommandStatus
}
