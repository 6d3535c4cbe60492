internal import ArgumentParser
internal import Diagnostics
internal import MessageIO
internal import SendFromKit

/// `test`: runs the cases under a tenant's tests/.
struct TestCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "test", abstract: "Run the test cases of tenants.",
        discussion: """
            Cases stand in tests/*.yaml below a tenant. All failures are shown, each explained. Example:
              sendfrom test examples
            """)

    enum Format: String, CaseIterable, ExpressibleByArgument { case text, json, junit }

    @Argument(help: "Tenants, or folders above tenants.", completion: .directory)
    var paths: [String]

    @Option(help: ArgumentHelp("Only cases whose name holds this text.", valueName: "text"))
    var filter: String?

    @Option(help: "How to write the results.")
    var format: Format = .text

    @OptionGroup var common: CommonOptions

    func run(_ console: Console) throws -> CommandStatus {
        guard let set = try TenantLoading.load(paths, common, console) else { return .findings }
        guard set.compiled == nil else {
            throw CommandFailure(
                .usage, "\(paths[0]) is a compiled file; tests stand in a tenant's folder, which is needed")
        }
        let suites = try set.tenants.map { try TestSuite.read($0) }
        let diagnostics = suites.flatMap(\.diagnostics)
        if diagnostics.hasErrors {
            try TenantLoading.show(diagnostics.sortedAndUnique(), common, console)
            return .findings
        }
        // Proving is a matter for the exact analysis; until it is there a claim must not pass as checked.
        if let place = suites.lazy.flatMap(\.files).compactMap(\.invariants).first {
            throw CommandFailure(
                .usage,
                "\(place.path):\(place.start.line):\(place.start.column): invariants are not proved yet; "
                    + "move them out of this file to run its cases")
        }
        if !common.quiet {
            for note in suites.flatMap({ $0.notes() }) { try console.error.write("sendfrom: note: \(note)\n") }
        }
        let runs = suites.map { $0.run(filter: filter) }
        guard runs.contains(where: { !$0.results.isEmpty }) else {
            let which = filter.map { "no case's name holds `\($0)`" } ?? "no test case"
            throw CommandFailure(
                .usage, "\(which) in \(paths.joined(separator: ", ")); cases stand in a tenant's tests/*.yaml")
        }
        let report = TestReport(runs)
        switch format {
        case .text:
            try console.out.write(
                report.text(color: console.usesColor(common.color, on: console.out), quiet: common.quiet))
        case .json: try console.out.write(report.json())
        case .junit: try console.out.write(report.junit())
        }
        return report.failed == 0 ? .fine : .findings
    }
}
