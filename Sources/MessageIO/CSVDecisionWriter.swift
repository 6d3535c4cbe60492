package import Evaluation
package import SenderModel

/// Decisions as CSV: a header, then a record each, with a line feed after it. There is no trace; `tenant` and `file`
/// are columns only where there are several. `line` holds the item's index where items are counted.
package struct CSVDecisionWriter: DecisionWriter {
    private let severalTenants: Bool
    private let severalFiles: Bool

    package init(severalTenants: Bool, severalFiles: Bool) {
        self.severalTenants = severalTenants
        self.severalFiles = severalFiles
    }

    package func text(of table: DecisionTable) -> TableText { .csv(table) }

    package func begin(_ output: inout [UInt8]) {
        output.append("id")
        if severalTenants { output.append(",tenant") }
        output.append(",outcome,sender,sender_id,user,team,country,reason,detail,verdict,rule,at,warnings")
        if severalFiles { output.append(",file") }
        output.append(",line,error\n")
    }

    package func append(
        _ decision: Decision, for message: Message, table: TableText?, tenant: String?, trace: [DecisionStep]?,
        at place: MessagePlace, to output: inout [UInt8]
    ) {
        let id = message.slice(of: .id)
        if id.isGiven {
            message.bytes.withUnsafeBufferPointer {
                CSVText.append($0.slice(id.range.lowerBound, id.range.upperBound), to: &output)
            }
        }
        if severalTenants { append(cell: tenant, to: &output) }
        append(decision.outcome.rawValue, to: &output)
        append(decision.sender.map { 2 * $0..<2 * $0 + 2 }, of: table?.senders, orCells: 2, to: &output)
        append(decision.user.map { $0..<$0 + 1 }, of: table?.users, orCells: 1, to: &output)
        append(decision.team.map { $0..<$0 + 1 }, of: table?.teams, orCells: 1, to: &output)
        if case .country(let country) = decision.country {
            append(country.code, to: &output)
        } else {
            append(nil, to: &output)
        }
        append(decision.reason?.rawValue, to: &output)
        append(decision.detail?.rawValue, to: &output)
        append(decision.verdict?.rawValue, to: &output)
        append(decision.row.map { $0..<$0 + 1 }, of: table?.rows, orCells: 2, to: &output)
        output.append(UInt8(ascii: ","))
        if !decision.warnings.isEmpty {
            output.append(raw: decision.warnings.members.map(\.rawValue).joined(separator: " "))
        }
        appendPlace(place, error: nil, to: &output)
    }

    package func append(problem: String, at place: MessagePlace, to output: inout [UInt8]) {
        // `id` is empty, then; all between `outcome` and the place is, too.
        if severalTenants { output.append(UInt8(ascii: ",")) }
        append("error", to: &output)
        output.append(",,,,,,,,,,,")
        appendPlace(place, error: problem, to: &output)
    }

    package func end(_ output: inout [UInt8]) {}

    private func appendPlace(_ place: MessagePlace, error: String?, to output: inout [UInt8]) {
        if severalFiles { append(cell: place.file, to: &output) }
        append(String(place.position), to: &output)
        append(cell: error, to: &output)
        output.append(10)
    }

    /// A cell of any text.
    private func append(cell text: String?, to output: inout [UInt8]) {
        output.append(UInt8(ascii: ","))
        if let text { CSVText.append(text, to: &output) }
    }

    /// A cell of a text that needs no quotes.
    private func append(_ text: String?, to output: inout [UInt8]) {
        output.append(UInt8(ascii: ","))
        if let text { output.append(raw: text) }
    }

    /// Fragments of the table, or as many empty cells.
    private func append(
        _ range: Range<Int>?, of list: FragmentList?, orCells count: Int, to output: inout [UInt8]
    ) {
        if let range, let list { return list.append(range, to: &output) }
        for _ in 0..<count { output.append(UInt8(ascii: ",")) }
    }
}
