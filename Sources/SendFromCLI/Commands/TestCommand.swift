internal import ArgumentParser
internal import Diagnostics
internal import MessageIO
internal import SendFromKit

/// `test`: runs the cases under a tenant's tests/.
struct TestCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "test", abstract: "Run the test cases of tenants, and prove their invariants.",
        discussion: """
            Cases and invariants stand in tests/*.yaml below a tenant. All failures are shown, each explained. Examples:
              sendfrom test examples
              sendfrom test examples --coverage --fail-under 80
            """)

    enum Format: String, CaseIterable, ExpressibleByArgument { case text, json, junit }

    @Argument(help: "Tenants, or folders above tenants.", completion: .tenants)
    var paths: [String]

    @Option(help: ArgumentHelp("Only cases whose name holds this text.", valueName: "text"))
    var filter: String?

    @Option(help: "How to write the results.")
    var format: Format = .text

    @Flag(help: "Tell which of the rows that can decide the cases hit.")
    var coverage = false

    @Option(help: ArgumentHelp("Status 1 where fewer of those rows are hit.", valueName: "percent"))
    var failUnder: Double?

    @Flag(help: "Print a ready case for each row that is not hit, and run nothing else.")
    var generate = false

    @OptionGroup var common: CommonOptions

    func validate() throws {
        if let failUnder, !(0...100).contains(failUnder) { throw ValidationError("--fail-under takes 0 to 100") }
    }

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
        if !common.quiet {
            for note in suites.flatMap({ $0.notes() }) { try console.error.write("sendfrom: note: \(note)\n") }
        }
        let runs: [TestSuite.Run]
        do {
            runs = try suites.map { try $0.run(filter: filter, covers: coverage || failUnder != nil || generate) }
        } catch {
            throw CommandFailure(.findings, "which rows can decide was not told: \(AnalysisWords.message(error))")
        }
        if generate {
            let cases = runs.compactMap(\.coverage).map { $0.cases() }.filter { !$0.isEmpty }
            try console.out.write(cases.joined(separator: "---\n"))
            if cases.isEmpty, !common.quiet { try console.error.write("sendfrom: note: every reachable row is hit\n") }
            return .fine
        }
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
        if let failUnder, let covered = report.covered, covered < failUnder {
            try console.error.write(
                "sendfrom: \(Int(covered)) % of the reachable rows are hit, --fail-under wants \(failUnder == failUnder.rounded() ? String(Int(failUnder)) : String(failUnder))\n"
            )
            return .findings
        }
        return report.failed == 0 ? .fine : .findings
    }
}
