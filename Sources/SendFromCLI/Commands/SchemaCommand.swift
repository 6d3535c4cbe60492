internal import ArgumentParser
internal import SendFromKit

/// `schema`: JSON Schema for editors.
struct SchemaCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema", abstract: "JSON Schema (draft-07) of the YAML files, for editors.",
        discussion: """
            Any file of a split tenant fits `tenant`. Examples:
              sendfrom schema > sendfrom.schema.json
              sendfrom schema tests > sendfrom-tests.schema.json
            """)

    @Argument(help: "What files: tenant, tests, messages, or project for sendfrom.yaml.")
    var document: SchemaDocument = .tenant

    @OptionGroup var common: CommonOptions

    func run(_ console: Console) throws -> CommandStatus {
        try console.out.write(document.text)
        return .fine
    }
}

extension SchemaDocument: ExpressibleByArgument {}
