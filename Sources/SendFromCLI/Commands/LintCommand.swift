internal import ArgumentParser
internal import Diagnostics
internal import Linting
internal import SendFromKit
internal import YAMLEditing

/// `lint`: every check on tenants and their test files.
struct LintCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "lint", abstract: "Check tenants and their test files.",
        discussion: """
            Status 1 where there is an error. `sendfrom checks` lists what is looked for. Examples:
              sendfrom lint examples
              sendfrom lint tenants --format sarif=lint.sarif --max-warnings 0
              sendfrom lint tenants/acme --fix
            """)

    @Argument(help: "Tenants, or folders above tenants.", completion: .tenants)
    var paths: [String]

    @Option(
        help: ArgumentHelp(
            "How to write the findings: text, json, sarif, github, gitlab or junit; with =FILE into a file. Given several times, several.",
            valueName: "format"), completion: .list(LintFormat.allCases.map(\.rawValue)))
    var format: [FormatChoice] = []

    @Option(help: ArgumentHelp("Status 1 also for more warnings than this.", valueName: "number"))
    var maxWarnings: Int?

    @Option(
        help: ArgumentHelp(
            "What a check's findings weigh: CODE=error, warning, info or off.", valueName: "code=weight"),
        completion: .checkWeights)
    var check: [String] = []

    @Flag(help: "Leave out what takes the exact analysis.")
    var noAnalysis = false

    @Option(help: ArgumentHelp("Leave out the findings listed in a file.", valueName: "file"), completion: .file())
    var baseline: String?

    @Option(help: ArgumentHelp("Write the findings to a file for --baseline.", valueName: "file"), completion: .file())
    var writeBaseline: String?

    @Flag(help: "Mend what has one right answer and changes no decision.")
    var fix = false

    @Flag(help: "With --fix: also where decisions may change.")
    var unsafeFixes = false

    @Flag(help: "Show what --fix would write, and write nothing.")
    var diff = false

    @OptionGroup var jobs: JobsOption
    @OptionGroup var common: CommonOptions

    /// `text` or `sarif=FILE`.
    struct FormatChoice: ExpressibleByArgument {
        let format: LintFormat
        let file: String?

        init?(argument: String) {
            let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
            guard let name = parts.first, let format = LintFormat(rawValue: name) else { return nil }
            if argument.contains("="), parts.count < 2 { return nil }
            self.format = format
            file = parts.count == 2 ? parts[1] : nil
        }
    }

    func validate() throws {
        if let maxWarnings, maxWarnings < 0 { throw ValidationError("--max-warnings takes 0 or more") }
        if format.count(where: { $0.file == nil }) > 1 {
            throw ValidationError("only one --format can go to standard output; write the others as --format json=FILE")
        }
        if diff, !format.isEmpty { throw ValidationError("--diff writes a difference; --format doesn't go with it") }
        if unsafeFixes, !fix, !diff { throw ValidationError("--unsafe-fixes goes with --fix or --diff") }
        if baseline != nil, writeBaseline != nil, baseline == writeBaseline {
            throw ValidationError("--baseline and --write-baseline name the same file; give --write-baseline alone")
        }
    }

    func run(_ console: Console) throws -> CommandStatus {
        let options = LintRun.Options(
            policy: SeverityPolicy(flags: try severities(console)), today: common.today ?? Console.today,
            proves: !noAnalysis, jobs: jobs.count)
        var run = try LintRun.read(paths, options)
        if !common.quiet { for note in run.notes { try console.error.write("sendfrom: note: \(note)\n") } }
        if noAnalysis, !common.quiet {
            try console.error.write("sendfrom: note: the proved checks were left out (--no-analysis)\n")
        }
        let accepted = try baseline.map(readBaseline)
        if fix || diff {
            let fixes = LintFix(&run, allowsUnsafe: unsafeFixes) {
                LintBaseline.apply(accepted, to: $0).report.findings
            }
            if diff {
                for file in fixes.files { try console.out.write(UnifiedDiff.text(file)) }
                try note(fixes, console)
                return status(LintBaseline.apply(accepted, to: fixes.before).report)
            }
            try fixes.write()
            try note(fixes, console)
        }
        let whole = run.report()
        let (report, gone) = LintBaseline.apply(accepted, to: whole)
        if let writeBaseline {
            var written = Baseline()
            for finding in whole.findings { written.add(finding.diagnostic, tenant: finding.tenant) }
            try Files.write(try written.json(), to: writeBaseline)
            if !common.quiet {
                let count = written.count == 1 ? "1 finding" : "\(written.count) findings"
                try console.error.write("sendfrom: note: \(count) written to \(writeBaseline)\n")
            }
            let rest = LintBaseline.apply(written, to: whole).report
            if !format.isEmpty || rest.count(.error) > 0 { try write(rest, console) }
            return status(rest)
        }
        if gone > 0, !common.quiet {
            let count = gone == 1 ? "1 finding of the baseline is" : "\(gone) findings of the baseline are"
            try console.error.write("sendfrom: note: \(count) gone; --write-baseline makes it smaller\n")
        }
        try write(report, console)
        return status(report)
    }

    private func write(_ report: LintReport, _ console: Console) throws {
        let isGitHub = console.environment("GITHUB_ACTIONS") == "true"
        let choices = format.isEmpty ? [FormatChoice(argument: isGitHub ? "github" : "text")].compactMap { $0 } : format
        for choice in choices {
            guard let file = choice.file else {
                let color = console.usesColor(common.color, on: console.out)
                try console.out.write(
                    choice.format.write(report, color: color, isQuiet: common.quiet, jobs: jobs.count))
                continue
            }
            let color = common.color == .always
            try Files.write(
                Array(choice.format.write(report, color: color, isQuiet: common.quiet, jobs: jobs.count).utf8), to: file
            )
        }
    }

    private func status(_ report: LintReport) -> CommandStatus {
        let tooMany = maxWarnings.map { report.count(.warning) > $0 } ?? false
        return report.count(.error) > 0 || tooMany ? .findings : .fine
    }

    private func note(_ fixes: LintFix, _ console: Console) throws {
        guard !common.quiet else { return }
        let files = fixes.files.count == 1 ? "1 file" : "\(fixes.files.count) files"
        if fixes.made > 0 {
            let count = fixes.made == 1 ? "1 finding" : "\(fixes.made) findings"
            try console.error.write(
                "sendfrom: note: \(count) \(diff ? "would be mended" : "mended") in \(files)\n")
        }
        if fixes.refused > 0 {
            let count = fixes.refused == 1 ? "1 fix" : "\(fixes.refused) fixes"
            try console.error.write(
                "sendfrom: note: \(count) would change decisions; --unsafe-fixes makes \(fixes.refused == 1 ? "it" : "them") too\n"
            )
        }
    }

    private func severities(_ console: Console) throws -> [CheckCode: Severity?] {
        var severities: [CheckCode: Severity?] = [:]
        for text in check {
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            let code = try CheckCodes.known(parts[0])
            guard parts.count == 2, parts[1] == "off" || Severity(rawValue: parts[1]) != nil else {
                throw CommandFailure(
                    .usage, "--check \(text): write \(parts[0])= and error, warning, info or off")
            }
            if code.stopsEveryCommand, !common.quiet {
                try console.error.write(
                    "sendfrom: note: --check \(text): it stays an error, since a table with it means nothing\n")
            }
            severities[code] = .some(Severity(rawValue: parts[1]))
        }
        return severities
    }

    private func readBaseline(_ path: String) throws -> Baseline {
        do {
            return try Baseline(json: try Files.read(path))
        } catch let problem as BaselineProblem {
            throw CommandFailure(.usage, "can't read \(path): \(problem)")
        }
    }
}
