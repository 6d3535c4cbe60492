internal import ArgumentParser
internal import Diagnostics
internal import Evaluation
internal import MessageIO
internal import SendFromKit
internal import SenderModel

/// `explain`: one message, the whole trace, as prose and source lines.
struct ExplainCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Why one message goes out from the sender it does.",
        discussion: """
            Every rule that is tried is shown with what it said. Example:
              sendfrom explain examples/helpdesk --to +447400123456 --team sales
            """)

    enum Format: String, CaseIterable, ExpressibleByArgument { case text, json }

    @Argument(help: "The tenant's folder, a folder above tenants, or a compiled file.", completion: .tenantsOrFiles)
    var path: String

    @Option(help: "The recipient; inbound: our sender.")
    var to: String

    @Option(help: "The sender named for the message; inbound: the contact.", completion: .senders)
    var from: String?

    @Option(help: "The number the thread is on.", completion: .senders)
    var conversation: String?

    @Option(
        name: [.customLong("first-used"), .customLong("first_used")],
        help: "The first number ever used with the contact.", completion: .senders)
    var firstUsed: String?

    @Option(
        name: [.customLong("last-used"), .customLong("last_used")],
        help: "The number last picked by hand for the contact.", completion: .senders)
    var lastUsed: String?

    @Option(help: "Who sends it.", completion: .users)
    var user: String?

    @Option(help: "The team that sends it.", completion: .teams)
    var team: String?

    @Option(help: "The tenant, where PATH holds several.")
    var tenant: String?

    @Option(help: "\(Origin.names.joined(separator: ", ")).", completion: .list(Origin.names))
    var origin: String?

    @Option(help: "\(Purpose.names.joined(separator: ", ")).", completion: .list(Purpose.names))
    var purpose: String?

    @Option(help: "\(Need.names.joined(separator: ", ")); several with commas.", completion: .list(Need.names))
    var needs: String?

    @Option(help: "outbound or inbound.", completion: .list(Direction.names))
    var direction: String?

    @Option(help: ArgumentHelp("A declared attribute; may be given several times.", valueName: "name=value"))
    var attribute: [String] = []

    @Option(help: "How to write the explanation.")
    var format: Format = .text

    @OptionGroup var common: CommonOptions

    func run(_ console: Console) throws -> CommandStatus {
        let message = try message()
        let loaded =
            tenant == nil
            ? try TenantLoading.loadOne(path, common, console) : try TenantLoading.load([path], common, console)
        guard let set = loaded else { return .findings }
        let decider = TenantDecider(set.tables)
        guard let index = decider.tenant(of: message) else {
            let names = set.tables.map(\.tenant)
            throw CommandFailure(
                .usage, "tenant `\(tenant ?? "")` is not in \(path); it holds \(Wording.list(names.sorted()))")
        }
        let evaluator = decider.evaluators[index]
        try checkAttributes(evaluator.table)
        var scratch = decider.makeScratch()
        var trace: DecisionTrace? = DecisionTrace()
        let decision = decider.decide(message, tenant: index, scratch: &scratch, trace: &trace)
        let steps = trace?.steps ?? []
        switch format {
        case .json:
            var bytes = OutputBuffer()
            let writer = NDJSONDecisionWriter(severalTenants: false, severalFiles: false)
            writer.append(
                decision, for: message, table: writer.text(of: evaluator.table), tenant: nil, trace: steps,
                at: MessagePlace(position: 1, counts: .line), to: &bytes)
            try bytes.withBytes(console.out.write)
        case .text:
            let explanation = Explanation(evaluator, message, decision, steps)
            let lines = explanation.lines { at in
                set.tenants.indices.contains(index) ? set.tenants[index].line(at) : nil
            }
            try console.out.write(lines.map(Printable.line).joined(separator: "\n") + "\n")
        }
        return .fine
    }

    /// The message the flags describe.
    private func message() throws -> Message {
        var message = Message()
        let texts: [(Message.Key, String?)] = [
            (.to, to), (.from, from), (.conversation, conversation), (.firstUsed, firstUsed), (.lastUsed, lastUsed),
            (.user, user), (.team, team), (.tenant, tenant),
        ]
        for (key, text) in texts { if let text { message.set(key, text) } }
        message.origin = try member(origin, "--origin")
        message.purpose = try member(purpose, "--purpose")
        message.direction = try member(direction, "--direction") ?? .outbound
        for need in needs?.split(whereSeparator: { $0 == "," || $0 == " " }) ?? [] {
            if let need: Need = try member(String(need), "--needs") { message.needs.insert(need) }
        }
        for pair in attribute {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, !parts[0].isEmpty else {
                throw CommandFailure(.usage, "--attribute \(pair): write name=value")
            }
            message.add(other: parts[0].utf8, text: parts[1].utf8)
        }
        return message
    }

    private func member<Member: ClosedList>(
        _ text: String?, _ flag: String
    ) throws -> Member? {
        guard let text, !text.isEmpty else { return nil }
        guard let member = Member(rawValue: text) else {
            throw CommandFailure(.usage, "\(flag) \(text): write \(Wording.list(Member.names, "or"))")
        }
        return member
    }

    private func checkAttributes(_ table: DecisionTable) throws {
        for pair in attribute {
            let name = pair.prefix { $0 != "=" }
            guard !table.attributes.contains(where: { $0.name == name }) else { continue }
            let names = table.attributes.map(\.name)
            throw CommandFailure(
                .usage,
                "`\(name)` is not an attribute of the tenant; "
                    + (names.isEmpty ? "it declares none" : "it declares \(Wording.list(names))"))
        }
    }
}
