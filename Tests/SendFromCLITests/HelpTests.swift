import ArgumentParser
import Foundation
import TestSupport
import Testing

@testable import SendFromCLI

/// What `--help` and TAB say.
@Suite struct HelpTests {
    @Test(arguments: SendFrom.configuration.subcommands.map { $0.configuration })
    func everyCommandShowsAnExampleThatParses(_ command: CommandConfiguration) throws {
        let name = command.commandName ?? ""
        let examples = command.discussion.split(separator: "\n").filter { $0.hasPrefix("  sendfrom \(name)") }
        #expect(!examples.isEmpty, "\(name) --help has no example")
        let help = CommandRun([name, "--help"]).output
        for example in examples {
            #expect(help.contains("\(example)\n"), "too long for 80 columns: \(example)")
            let line = example.split(separator: " > ")[0].split(separator: " | ")[0]
            #expect(throws: Never.self, "\(example)") {
                _ = try SendFrom.parseAsRoot(Array(CommandRun.words(String(line)).dropFirst()))
            }
        }
    }

    // MARK: - TAB

    /// What a shell is offered for the last word of a command line.
    private func offered(_ words: [String], for option: String) -> Set<String> {
        // As the scripts ask: the words, the index of the one at the cursor, the cursor in it.
        let run = CommandRun(
            ["---completion", words[1], "--", option, "\(words.count - 1)", "\(words.last?.count ?? 0)"] + words)
        // The library ends what it offers zsh with a space, also where zsh is only whose script was asked for last.
        return Set(run.output.split(separator: "\n").map(String.init)).subtracting([" "])
    }

    @Test func tenantsAreOfferedAndWaysToThem() throws {
        #expect(offered(["sendfrom", "lint", "exam"], for: "positional@0") == ["examples/"])
        let examples = offered(["sendfrom", "lint", "examples/"], for: "positional@0")
        #expect(examples.isSuperset(of: ["examples/crm", "examples/helpdesk", "examples/pool"]))
        #expect(offered(["sendfrom", "lint", "Sour"], for: "positional@0") == [])
    }

    @Test func sendersUsersAndTeamsAreThoseOfTheTenant() throws {
        let line = ["sendfrom", "explain", "examples/helpdesk", "--to", "+1", "--from", "us-s"]
        #expect(offered(line, for: "--from") == ["us-support", "us-sales"])
        #expect(
            offered(["sendfrom", "explain", "examples/helpdesk", "--team", ""], for: "--team").contains("sales"))
        #expect(offered(["sendfrom", "assign", "examples/nothing", ""], for: "positional@1") == [])
    }

    @Test(arguments: ["bash", "zsh", "fish"]) func scriptsAreWritten(_ shell: String) {
        let run = CommandRun(["--generate-completion-script", shell])
        #expect(run.status == .fine)
        #expect(run.output.contains("sendfrom"))
        #expect(run.output.contains("no-such-code") == false && run.output.contains("unreachable-rule"))
    }
}
