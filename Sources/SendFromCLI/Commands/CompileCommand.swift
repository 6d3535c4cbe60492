internal import ArgumentParser
internal import SQLWriter
internal import SendFromKit

/// `compile`: one tenant's decision table as versioned JSON, or tenants' tables as SQL for an engine.
struct CompileCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "compile",
        abstract: "One tenant's decision table as JSON, which `eval` accepts for the folder, or as SQL.",
        discussion: """
            The same tenant gives the same bytes. The format: docs/compiled-table.md. With --to, one SQL statement that
            decides the messages of a table, for any number of tenants: docs/engines.md. Examples:
              sendfrom compile examples/helpdesk -o helpdesk.json
              sendfrom compile examples/helpdesk --to duckdb -o helpdesk.sql
            """)

    @Argument(help: "The tenant's folder; with --to also several, or a folder above tenants.", completion: .tenants)
    var paths: [String]

    @Option(help: "Write SQL for this engine.")
    var to: SQLDialect?

    @Option(help: ArgumentHelp("The table or view of messages (default: messages).", valueName: "name"))
    var messages: String?

    @Option(name: .shortAndLong, help: "Write here instead of to standard output.", completion: .file())
    var output: String?

    @Flag(help: "Leave out the digest, which takes the exact analysis.")
    var noDigest = false

    @OptionGroup var common: CommonOptions

    func validate() throws {
        if to == nil, messages != nil {
            throw ValidationError("--messages names a table of an engine; add --to ENGINE")
        }
        if to != nil, noDigest { throw ValidationError("SQL has no digest; leave out --no-digest") }
        if to == nil, paths.count > 1 {
            throw ValidationError("a compiled file holds one tenant; name one folder, or add --to ENGINE")
        }
        if let messages, !Self.isTableName(messages) {
            throw ValidationError(
                "`\(messages)` names no table; write letters, digits and `_`, with a `.` after a schema, as in sms.messages"
            )
        }
    }

    /// Whether a text is a name, or names with dots between them, that need no quotes.
    private static func isTableName(_ text: String) -> Bool {
        text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { part in
            guard let first = part.first, !(0x30...0x39).contains(first) else { return false }
            return part.allSatisfy {
                (0x61...0x7A).contains($0 | 0x20) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "_")
            }
        }
    }

    func run(_ console: Console) throws -> CommandStatus {
        let text = if let to { try sql(to, console) } else { try json(console) }
        guard let text else { return .findings }
        if let output, output != "-" {
            try CompiledTable.write(text, to: output)
        } else {
            try text.withUnsafeBufferPointer(console.out.write)
        }
        return .fine
    }

    private func sql(_ dialect: SQLDialect, _ console: Console) throws -> [UInt8]? {
        guard let set = try TenantLoading.load(paths, common, console) else { return nil }
        do {
            return Array(
                try SQLWriter.statement(for: set.tables, messages: messages ?? "messages", dialect: dialect).utf8)
        } catch let refusal as SQLWriter.Refusal {
            throw CommandFailure(.findings, refusal.message)
        }
    }

    private func json(_ console: Console) throws -> [UInt8]? {
        guard let set = try TenantLoading.loadOne(paths[0], common, console) else { return nil }
        let digest: String?
        do {
            digest = noDigest ? nil : try CompiledTable.digest(set.tables[0])
        } catch {
            throw CommandFailure(
                .findings, "no digest: \(AnalysisWords.message(error)); --no-digest compiles without it")
        }
        return try CompiledTable.json(set.tables[0], digest: digest)
    }
}

extension SQLDialect: ExpressibleByArgument {}
