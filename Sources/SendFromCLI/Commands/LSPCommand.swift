internal import ArgumentParser
internal import LanguageServer
internal import SendFromKit

/// `lsp`: the language server, for editors to start.
struct LSPCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "lsp", abstract: "Language server for editors, on standard input and output.",
        discussion: """
            Findings of lint while you type, completion, explanations, definitions, renaming and fixes. An editor starts \
            it in the folder it works in; docs/editors.md says how for some. What they start:
              sendfrom lsp
            """)

    @Flag(help: "Speak on standard input and output, as always; many editors say so.")
    var stdio = false

    @OptionGroup var common: CommonOptions

    func run(_ console: Console) throws -> CommandStatus {
        let today = common.today
        let status = try LanguageServer.run(input: 0, today: { today ?? Console.today }) { bytes in
            try bytes.withUnsafeBufferPointer(console.out.write)
            try console.out.flush()
        }
        return status == 0 ? .fine : .findings
    }
}
