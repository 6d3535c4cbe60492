internal import ArgumentParser
internal import Diagnostics
internal import SendFromKit
internal import SenderModel

/// `numbers`: who has which number.
struct NumbersCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "numbers", abstract: "Who has which number, which are free, what they cost.",
        discussion: """
            Examples:
              sendfrom numbers examples/per-user
              sendfrom numbers examples/per-user --available
              sendfrom numbers examples --usage 2026-W47
            """)

    enum Format: String, CaseIterable, ExpressibleByArgument { case text, json, csv }

    @Argument(help: "A tenant's folder; with --usage, also folders above tenants.", completion: .tenants)
    var path: String

    @Flag(help: "Only those that are active, assigned and nobody's.")
    var available = false

    @Option(help: ArgumentHelp("Only what a user sends from.", valueName: "name"), completion: .users)
    var user: String?

    @Flag(help: "With what each costs a week.")
    var cost = false

    @Option(
        help: ArgumentHelp("One line of JSON for each number billed in a week, such as 2026-W47.", valueName: "week"))
    var usage: String?

    @Option(help: "How to write the numbers.")
    var format: Format = .text

    @OptionGroup var common: CommonOptions

    func validate() throws {
        if available, user != nil { throw ValidationError("--available and --user exclude each other") }
        guard let usage else { return }
        if available || user != nil || cost { throw ValidationError("--usage stands alone") }
        if CalendarWeek(usage) == nil {
            throw ValidationError("--usage \(usage): write a year and one of its weeks, for example 2026-W47")
        }
    }

    func run(_ console: Console) throws -> CommandStatus {
        if let week = usage.flatMap(CalendarWeek.init) {
            guard let set = try TenantLoading.load([path], common, console) else { return .findings }
            for tenant in try TenantLoading.folders(set, path) {
                try console.out.write(NumberList(tenant).usage(week))
            }
            return .fine
        }
        guard let set = try TenantLoading.loadOne(path, common, console) else { return .findings }
        let tenant = try TenantLoading.folders(set, path)[0]
        let list = NumberList(tenant)
        var shown = available ? list.available : list.entries
        if let user {
            guard let own = list.entries(of: user, in: tenant.table) else {
                let near = NearMiss.words(NearMiss.best(for: user, among: tenant.table.users.map(\.name)))
                throw CommandFailure(.usage, "\(Wording.quote(user)) is not a user of \(tenant.name)\(near)")
            }
            shown = own
        }
        switch format {
        case .text: try console.out.write(list.text(shown, showsCost: cost, isQuiet: common.quiet))
        case .json: try console.out.write(list.json(shown))
        case .csv: try console.out.write(list.csv(shown))
        }
        return .fine
    }
}
