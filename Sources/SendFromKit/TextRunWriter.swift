internal import Diagnostics
internal import Evaluation
internal import MessageIO
internal import SenderModel

/// Decisions for people: a line each in aligned columns, the trace indented under it, the count at the end.
///
/// The columns are as wide as the first messages need, which are held back until then; later ones may stick out.
final class TextRunWriter: RunWriter {
    private let evaluators: [Evaluator]
    private let severalFiles: Bool
    private var pending: [Line] = []
    private var widths: [Int]?

    /// How many messages decide the widths.
    private static let sample = 200

    /// The columns of a message, the last of any width, and what stands under it.
    private struct Line {
        let cells: [String]
        let below: [String]
    }

    init(_ evaluators: [Evaluator], severalFiles: Bool) {
        self.evaluators = evaluators
        self.severalFiles = severalFiles
    }

    func begin(_ output: inout OutputBuffer) {}

    func append(
        _ decision: Decision, for message: Message, tenant: Int?, trace: [DecisionStep]?, at place: MessagePlace,
        to output: inout OutputBuffer
    ) {
        var last = words(decision, tenant)
        if !decision.warnings.isEmpty {
            last += "  (\(decision.warnings.members.map(\.rawValue).joined(separator: ", ")))"
        }
        var cells = [message[.id] ?? Self.shown(place)]
        if evaluators.count > 1 { cells.append(message[.tenant] ?? "") }
        cells += [message[.to] ?? "", Self.country(decision), last]
        let below = tenant.flatMap { tenant in
            trace.map { Explanation(evaluators[tenant], message, decision, $0).stepLines() }
        }
        add(Line(cells: cells, below: below ?? []), &output)
    }

    func append(problem: String, at place: MessagePlace, to output: inout OutputBuffer) {
        let empty = Array(repeating: "", count: evaluators.count > 1 ? 3 : 2)
        let file = severalFiles ? place.file.map { " (\($0))" } ?? "" : ""
        add(Line(cells: [Self.shown(place)] + empty + ["error: \(problem)\(file)"], below: []), &output)
    }

    let separatorSize = 0

    func end(_ summary: MessageRun.Summary, isEmpty: Bool, _ output: inout OutputBuffer) {
        release(&output)
        var parts = ["\(summary.sent) sent", "\(summary.rejected) rejected"]
        if summary.routed > 0 { parts.append("\(summary.routed) routed") }
        if summary.errors > 0 { parts.append("\(summary.errors) in error") }
        let messages = summary.messages == 1 ? "1 message" : "\(summary.messages) messages"
        output.put(text: "\(summary.messages == 0 ? "" : "\n")\(messages): \(parts.joined(separator: ", "))\n")
    }

    // MARK: - Columns

    private func add(_ line: Line, _ output: inout OutputBuffer) {
        guard let widths else {
            pending.append(line)
            if pending.count == Self.sample { release(&output) }
            return
        }
        write(line, widths, &output)
    }

    /// Settles the widths and writes what was held back.
    private func release(_ output: inout OutputBuffer) {
        guard widths == nil else { return }
        let columns = (pending.first?.cells.count ?? 1) - 1
        let widths = (0..<columns).map { column in pending.map { $0.cells[column].unicodeScalars.count }.max() ?? 0 }
        self.widths = widths
        for line in pending { write(line, widths, &output) }
        pending = []
    }

    private func write(_ line: Line, _ widths: [Int], _ output: inout OutputBuffer) {
        var text = ""
        for (cell, width) in zip(line.cells, widths) {
            text += cell + String(repeating: " ", count: max(0, width - cell.unicodeScalars.count) + 2)
        }
        text += line.cells.last ?? ""
        for line in [text] + line.below.map({ "    " + $0 }) { output.put(text: Printable.line(line) + "\n") }
    }

    // MARK: - Words

    private static func shown(_ place: MessagePlace) -> String { "\(place.counts.rawValue) \(place.position)" }

    private func words(_ decision: Decision, _ tenant: Int?) -> String {
        guard let tenant else { return "rejected: unknown_tenant" }
        let table = evaluators[tenant].table
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
}
