internal import ArgumentParser
internal import SendFromKit

/// `table`: the decision table for people.
struct TableCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "table", abstract: "The decision table of a tenant, for people.",
        discussion: """
            Rows are tried from the top; the first whose conditions hold and whose sender is usable decides. Example:
              sendfrom table examples/helpdesk
            """)

    enum Format: String, CaseIterable, ExpressibleByArgument { case text, markdown, csv, yaml }

    @Argument(help: "The tenant's folder, or a compiled file.", completion: .tenantsOrFiles)
    var path: String

    @Option(help: "How to write the table.")
    var format: Format = .text

    @OptionGroup var common: CommonOptions

    func run(_ console: Console) throws -> CommandStatus {
        guard let set = try TenantLoading.loadOne(path, common, console) else { return .findings }
        let view = TableView(set.tables[0])
        switch format {
        case .text: try console.out.write(view.text())
        case .markdown: try console.out.write(view.markdown())
        case .csv: try console.out.write(view.rows().csv())
        case .yaml: try console.out.write(view.yaml())
        }
        return .fine
    }
}
