internal import ArgumentParser
internal import SendFromKit

/// `assign`: gives a number to a user.
struct AssignCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "assign", abstract: "Give a number to a user, in the tenant's YAML.",
        discussion: """
            Comments, order and layout stay. Refused where the number would have two owners, or the user two numbers.
            Example:
              sendfrom assign tenants/acme jane-line --user jane --diff
            """)

    @Argument(help: "The tenant's folder.", completion: .tenants)
    var path: String

    @Argument(help: "An id or a sender of the inventory.", completion: .senders)
    var sender: String

    @Option(help: ArgumentHelp("Who gets it.", valueName: "name"), completion: .users)
    var user: String

    @Flag(help: "Show the edit, and write nothing.")
    var diff = false

    @OptionGroup var common: CommonOptions

    func run(_ console: Console) throws -> CommandStatus {
        try NumberEditing.run(path, diff: diff, common, console) { tenant in
            try NumberAssignment.assign(sender, to: user, in: tenant)
        }
    }
}
