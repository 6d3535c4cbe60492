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

    package func begin(_ output: inout OutputBuffer) {
        output.put("id")
        if severalTenants { output.put(",tenant") }
        output.put(",outcome,sender,sender_id,user,team,country,reason,detail,verdict,rule,at,warnings")
        if severalFiles { output.put(",file") }
        output.put(",line,error\n")
    }

    package func append(
        _ decision: Decision, for message: Message, table: TableText, tenant: String?, trace: [DecisionStep]?,
        at place: MessagePlace, to output: inout OutputBuffer
    ) {
        let (severalTenants, severalFiles) = (severalTenants, severalFiles)
        let id = message.slice(of: .id)
        let texts = [id.isGiven ? Int(id.count) : 0, tenant?.utf8.count ?? 0, place.file?.utf8.count ?? 0]
        let capacity = texts.reduce(DecisionWords.longest + table.longest) { $0 + CSVText.longest($1) }
        output.write(atMost: capacity) { cursor in
            if id.isGiven { message.withBytes(of: id) { CSVText.put($0, to: &cursor) } }
            if severalTenants { Self.put(cell: tenant, to: &cursor) }
            cursor.put(UInt8(ascii: ","))
            DecisionWords.put(decision.outcome, to: &cursor)
            Self.put(decision, table, to: &cursor)
            Self.put(place, withFile: severalFiles, error: nil, to: &cursor)
        }
    }

    /// From `sender` to `warnings`.
    private static func put(_ decision: Decision, _ table: TableText, to cursor: inout ByteCursor) {
        if let sender = decision.sender { table.put(senderAndID: sender, to: &cursor) } else { cursor.put(",,") }
        if let user = decision.user { table.put(user: user, to: &cursor) } else { cursor.put(",") }
        if let team = decision.team { table.put(team: team, to: &cursor) } else { cursor.put(",") }
        if case .country(let country) = decision.country {
            table.put(country: country, to: &cursor)
        } else {
            cursor.put(",")
        }
        put(decision.reason?.rawValue, to: &cursor)
        put(decision.detail?.rawValue, to: &cursor)
        put(decision.verdict?.rawValue, to: &cursor)
        if let row = decision.row { table.put(row: row, to: &cursor) } else { cursor.put(",,") }
        table.put(warnings: decision.warnings, to: &cursor)
    }

    package func append(problem: String, at place: MessagePlace, to output: inout OutputBuffer) {
        // `id` and all between `outcome` and the place are empty.
        if severalTenants { output.put(UInt8(ascii: ",")) }
        output.put(",error,,,,,,,,,,,")
        Self.put(place, withFile: severalFiles, error: problem, to: &output)
    }

    package func end(isEmpty: Bool, _ output: inout OutputBuffer) {}

    package var separatorSize: Int { 0 }

    /// From `file` to the end of the record.
    private static func put(
        _ place: MessagePlace, withFile: Bool, error: String?, to output: inout some ByteSink
    ) {
        if withFile { put(cell: place.file, to: &output) }
        put(String(place.position), to: &output)
        put(cell: error, to: &output)
        output.put(10)
    }

    /// A cell of any text.
    private static func put(cell text: String?, to output: inout some ByteSink) {
        output.put(UInt8(ascii: ","))
        if let text { CSVText.put(text, to: &output) }
    }

    /// A cell of a text that needs no quotes.
    private static func put(_ text: String?, to output: inout some ByteSink) {
        output.put(UInt8(ascii: ","))
        if let text { output.put(raw: text) }
    }
}
