internal import ArgumentParser
internal import SendFromKit

/// `unassign`: takes a number back from its user.
struct UnassignCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "unassign", abstract: "Take a number back from its user, in the tenant's YAML.",
        discussion: """
            Example:
              sendfrom unassign tenants/acme jane-line --diff
            """)

    @Argument(help: "The tenant's folder.", completion: .tenants)
    var path: String

    @Argument(help: "An id or a sender of the inventory.", completion: .senders)
    var sender: String

    @Flag(help: "Show the edit, and write nothing.")
    var diff = false

    @OptionGroup var common: CommonOptions

    func run(_ console: Console) throws -> CommandStatus {
        try NumberEditing.run(path, diff: diff, common, console) { try NumberAssignment.unassign(sender, in: $0) }
    }
}
