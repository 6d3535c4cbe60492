internal import Diagnostics
internal import Evaluation
internal import MessageIO
public import SenderModel

/// How many of some real messages are decided differently, and which.
public struct TrafficChange: Sendable {
    struct Changed: Sendable {
        let place: String
        let id: String?
        let before: String
        let after: String
    }

    /// Messages of the file, those that are errors among them.
    public private(set) var messages = 0
    /// Those that are decided differently.
    public private(set) var changed = 0
    /// Messages that are none, so decided by neither version.
    public private(set) var errors = 0
    private(set) var list: [Changed] = []

    /// How many changed messages are kept to be listed.
    private static let most = 10_000

    /// Decides a file's messages by both versions.
    ///
    /// - Throws: `FileProblem` where the file can't be read.
    public static func read(
        _ path: String, from old: [DecisionTable], to new: [DecisionTable]
    ) throws -> TrafficChange {
        let input = try MessageRun.Input(path)
        var change = TrafficChange()
        let (before, after) = (TenantDecider(old), TenantDecider(new))
        do {
            if let file = input.path {
                try Files.withOpen(file) { descriptor in
                    try change.decide(
                        MessageReader(format: input.format, source: FileDescriptorSource(descriptor), path: file),
                        before, after)
                }
            } else {
                try change.decide(
                    MessageReader(format: input.format, source: FileDescriptorSource(0), path: "standard input"),
                    before, after)
            }
        } catch let error as MessageFileError {
            throw FileProblem("can't read \(path): \(error.message)")
        }
        return change
    }

    private mutating func decide(
        _ reader: MessageReader, _ old: TenantDecider, _ new: TenantDecider
    ) throws {
        var reader = reader
        var message = Message()
        var (oldScratch, newScratch) = (old.makeScratch(), new.makeScratch())
        var trace: DecisionTrace?
        while let item = try reader.next(into: &message) {
            messages += 1
            guard case .message(let position) = item else {
                errors += 1
                continue
            }
            let (oldTenant, newTenant) = (old.tenant(of: message), new.tenant(of: message))
            let before = old.decide(message, tenant: oldTenant, scratch: &oldScratch, trace: &trace)
            let after = new.decide(message, tenant: newTenant, scratch: &newScratch, trace: &trace)
            let (was, becomes) = (
                Self.words(before, oldTenant.map { old.evaluators[$0].table }),
                Self.words(after, newTenant.map { new.evaluators[$0].table })
            )
            guard was != becomes else { continue }
            changed += 1
            if list.count < Self.most {
                list.append(
                    Changed(
                        place: "\(reader.counts.rawValue) \(position)", id: message[.id], before: was, after: becomes))
            }
        }
    }

    /// What makes two decisions alike, as words: outcome, sender, reason, detail, user and team.
    private static func words(_ decision: Decision, _ table: DecisionTable?) -> String {
        switch decision.outcome {
        case .send: decision.sender.flatMap { table?.inventory[$0].sender } ?? ""
        case .reject:
            "rejected: "
                + [decision.reason?.rawValue, decision.detail?.rawValue].compactMap { $0 }.joined(separator: ", ")
        case .route:
            decision.user.flatMap { table?.users[$0].name }.map { "to user \($0)" }
                ?? decision.team.flatMap { table?.teams[$0].name }.map { "to team \($0)" } ?? "to the inbox"
        }
    }

    /// "3 of 40 messages change (7.5 %)"
    var share: String {
        let tenths = messages == 0 ? 0 : Int((Double(changed) * 1000 / Double(messages)).rounded(.up))
        return "\(changed) of \(messages) messages change (\(tenths / 10).\(tenths % 10) %)"
    }

    private func lines(_ most: Int) -> [String] {
        list.prefix(most).map { one in
            "\(one.id.map { "\($0) (\(one.place))" } ?? one.place): \(one.before) -> \(one.after)"
        }
    }

    var text: String {
        share + "\n" + lines(20).map { "  \(Printable.line($0))\n" }.joined()
            + (changed > 20 ? "  and \(changed - 20) more\n" : "")
    }

    var markdown: String {
        guard changed > 0 else { return share + "\n" }
        let rows = lines(50).map { "    \(Printable.line($0))\n" }.joined()
        return "<details><summary>\(share)</summary>\n\n\(rows)"
            + (changed > 50 ? "\nand \(changed - 50) more\n" : "") + "\n</details>\n"
    }

    var json: String {
        let items = list.map { one in
            var pairs: [String] = []
            if let id = one.id { pairs.append("\"id\":\(JSONString.quoted(id))") }
            pairs.append("\"place\":\(JSONString.quoted(one.place))")
            pairs.append("\"before\":\(JSONString.quoted(one.before)),\"after\":\(JSONString.quoted(one.after))")
            return "{" + pairs.joined(separator: ",") + "}"
        }
        return
            "{\"count\":\(messages),\"errors\":\(errors),\"changed\":\(changed),\"list\":[\(items.joined(separator: ","))]}"
    }
}
