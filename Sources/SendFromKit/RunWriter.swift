internal import Evaluation
internal import MessageIO
internal import SenderModel

/// How a run's decisions are written; positions of tenants are the decider's.
protocol RunWriter {
    mutating func begin(_ output: inout [UInt8])
    mutating func append(
        _ decision: Decision, for message: Message, tenant: Int?, trace: [DecisionStep]?, at place: MessagePlace,
        to output: inout [UInt8])
    mutating func append(problem: String, at place: MessagePlace, to output: inout [UInt8])
    mutating func end(_ summary: MessageRun.Summary, _ output: inout [UInt8])
}

/// Decisions for programs: NDJSON, JSON, CSV.
struct DataRunWriter: RunWriter {
    private var writer: any DecisionWriter
    private let texts: [TableText]
    private let names: [String]

    init(_ writer: any DecisionWriter, tables: [DecisionTable]) {
        texts = tables.map(writer.text)
        names = tables.map(\.tenant)
        self.writer = writer
    }

    mutating func begin(_ output: inout [UInt8]) { writer.begin(&output) }

    mutating func append(
        _ decision: Decision, for message: Message, tenant: Int?, trace: [DecisionStep]?, at place: MessagePlace,
        to output: inout [UInt8]
    ) {
        // A tenant that isn't loaded is named as the message names it.
        let name = tenant.map { names[$0] } ?? message[.tenant]
        writer.append(
            decision, for: message, table: tenant.map { texts[$0] }, tenant: name, trace: trace, at: place, to: &output)
    }

    mutating func append(problem: String, at place: MessagePlace, to output: inout [UInt8]) {
        writer.append(problem: problem, at: place, to: &output)
    }

    mutating func end(_ summary: MessageRun.Summary, _ output: inout [UInt8]) { writer.end(&output) }
}

/// Decisions for people: a line each, the trace indented under it, the count at the end.
struct TextRunWriter: RunWriter {
    private let tables: [DecisionTable]

    init(tables: [DecisionTable]) { self.tables = tables }

    func begin(_ output: inout [UInt8]) {}

    func append(
        _ decision: Decision, for message: Message, tenant: Int?, trace: [DecisionStep]?, at place: MessagePlace,
        to output: inout [UInt8]
    ) {
        var line = Self.padded(message[.id] ?? "\(place.positionName) \(place.position)", 10)
        if tables.count > 1 { line += Self.padded(message[.tenant] ?? "", 12) }
        line += Self.padded(message[.to] ?? "", 16) + Self.padded(Self.country(decision), 4)
        line += words(decision, tenant)
        if !decision.warnings.isEmpty {
            line += "  (\(decision.warnings.members.map(\.rawValue).joined(separator: ", ")))"
        }
        output += Array((Self.oneLine(line) + "\n").utf8)
        guard let trace, let tenant else { return }
        let explanation = Explanation(tables[tenant], message, decision, trace)
        for line in explanation.stepLines() { output += Array(("    " + Self.oneLine(line) + "\n").utf8) }
    }

    func append(problem: String, at place: MessagePlace, to output: inout [UInt8]) {
        let file = place.file.map { $0 + ", " } ?? ""
        output += Array(
            "\(Self.padded("\(place.positionName) \(place.position)", 10))error: \(problem) (\(file)\(place.positionName) \(place.position))\n"
                .utf8)
    }

    func end(_ summary: MessageRun.Summary, _ output: inout [UInt8]) {
        var parts = ["\(summary.sent) sent", "\(summary.rejected) rejected"]
        if summary.routed > 0 { parts.append("\(summary.routed) routed") }
        if summary.errors > 0 { parts.append("\(summary.errors) in error") }
        let messages = summary.messages == 1 ? "1 message" : "\(summary.messages) messages"
        output += Array("\n\(messages): \(parts.joined(separator: ", "))\n".utf8)
    }

    private func words(_ decision: Decision, _ tenant: Int?) -> String {
        guard let tenant else { return "rejected: unknown_tenant" }
        let table = tables[tenant]
        let rule = decision.row.map { ", rule \(table.rows[$0].name) at \(table.rows[$0].at)" } ?? ""
        switch decision.outcome {
        case .send:
            return "from \(decision.sender.map(TableView(table).label) ?? "")\(rule)"
        case .reject:
            let reasons = [decision.reason?.rawValue, decision.detail?.rawValue, decision.verdict?.rawValue]
            return "rejected: \(reasons.compactMap { $0 }.joined(separator: ", "))\(rule)"
        case .route:
            if let user = decision.user { return "to user \(table.users[user].name)" }
            if let team = decision.team { return "to team \(table.teams[team].name)" }
            return "to the inbox"
        }
    }

    private static func country(_ decision: Decision) -> String {
        if case .country(let country) = decision.country { return country.code }
        return "-"
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - text.unicodeScalars.count))
    }

    /// A message's texts may hold anything; a decision stays on its line.
    private static func oneLine(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 32 || $0.value == 127 ? "\u{FFFD}" : $0 }))
    }
}
