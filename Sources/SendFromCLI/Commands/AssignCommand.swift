internal import ArgumentParser
internal import Diagnostics
internal import SendFromKit
internal import YAMLEditing

/// `assign`: gives a number to a user.
struct AssignCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "assign", abstract: "Give a number to a user, in the tenant's YAML.",
        discussion: """
            Comments, order and layout stay. Refused where the number would have two owners, or the user two numbers.
            Example:
              sendfrom assign tenants/acme jane-line --user jane --diff
            """)

    @Argument(help: "The tenant's folder.", completion: .directory)
    var path: String

    @Argument(help: "An id or a sender of the inventory.")
    var sender: String

    @Option(help: ArgumentHelp("Who gets it.", valueName: "name"))
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

/// `unassign`: takes a number back from its user.
struct UnassignCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "unassign", abstract: "Take a number back from its user, in the tenant's YAML.",
        discussion: """
            Example:
              sendfrom unassign tenants/acme jane-line --diff
            """)

    @Argument(help: "The tenant's folder.", completion: .directory)
    var path: String

    @Argument(help: "An id or a sender of the inventory.")
    var sender: String

    @Flag(help: "Show the edit, and write nothing.")
    var diff = false

    @OptionGroup var common: CommonOptions

    func run(_ console: Console) throws -> CommandStatus {
        try NumberEditing.run(path, diff: diff, common, console) { try NumberAssignment.unassign(sender, in: $0) }
    }
}

/// What commands that edit a tenant share: one tenant without errors, then the edit shown or written.
enum NumberEditing {
    static func run(
        _ path: String, diff: Bool, _ common: CommonOptions, _ console: Console,
        edit: (EditableTenant) throws -> FileEdits?
    ) throws -> CommandStatus {
        guard let set = try TenantLoading.loadOne(path, common, console) else { return .findings }
        let tenant = try EditableTenant.read(TenantLoading.folders(set, path)[0].folder)
        let edits: FileEdits?
        do {
            edits = try edit(tenant)
        } catch let refusal as EditRefusal {
            throw CommandFailure(refusal.isUsage ? .usage : .findings, refusal.description)
        }
        guard let edits else {
            if !common.quiet { try console.error.write("sendfrom: note: nothing to change\n") }
            return .fine
        }
        if diff {
            try console.out.write(UnifiedDiff.text(edits))
        } else {
            try EditableTenant.write(edits)
            if !common.quiet { try console.error.write("sendfrom: note: \(edits.source.path) written\n") }
        }
        return .fine
    }
}
