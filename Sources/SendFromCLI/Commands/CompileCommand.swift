internal import ArgumentParser
internal import SendFromKit

/// `compile`: one tenant's decision table as versioned JSON.
struct CompileCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "compile", abstract: "One tenant's decision table as JSON, which `eval` accepts for the folder.",
        discussion: """
            The same tenant gives the same bytes. The format: docs/compiled-table.md. Example:
              sendfrom compile examples/helpdesk -o helpdesk.json
            """)

    @Argument(help: "The tenant's folder.", completion: .tenants)
    var path: String

    @Option(name: .shortAndLong, help: "Write here instead of to standard output.", completion: .file())
    var output: String?

    @Flag(help: "Leave out the digest, which takes the exact analysis.")
    var noDigest = false

    @OptionGroup var common: CommonOptions

    func run(_ console: Console) throws -> CommandStatus {
        guard let set = try TenantLoading.loadOne(path, common, console) else { return .findings }
        let digest: String?
        do {
            digest = noDigest ? nil : try CompiledTable.digest(set.tables[0])
        } catch {
            throw CommandFailure(
                .findings, "no digest: \(AnalysisWords.message(error)); --no-digest compiles without it")
        }
        let json = try CompiledTable.json(set.tables[0], digest: digest)
        if let output, output != "-" {
            try CompiledTable.write(json, to: output)
        } else {
            try json.withUnsafeBufferPointer(console.out.write)
        }
        return .fine
    }
}
