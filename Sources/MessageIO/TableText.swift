internal import SenderModel

/// What a table's decisions are made of, written out once, so that writing a decision is mostly copying.
///
/// Positions are the table's. A fragment carries the comma and the key before it.
package final class TableText: Sendable {
    /// `sender` and `sender_id` of entry i at 2i and 2i + 1; the latter may be empty in JSON.
    let senders: FragmentList
    /// `rule` and `at`.
    let rows: FragmentList
    let users: FragmentList
    let teams: FragmentList
    /// A trace item up to its result; only in JSON.
    let steps: FragmentList
    /// `sender` of a trace item whose candidate is an organisation's number that is in no inventory; only in JSON.
    let unknownOrganizationNumber: [UInt8]

    /// Writes a key and its value: JSON leaves both out where there is none, CSV writes an empty cell.
    typealias Pair = (_ key: StaticString, _ value: String?, _ output: inout [UInt8]) -> Void

    /// For NDJSON and JSON.
    static func json(_ table: DecisionTable) -> TableText {
        TableText(table, hasTrace: true) { key, value, output in
            guard let value else { return }
            output.append(key)
            JSONText.append(value, to: &output)
        }
    }

    /// For CSV: cells with the comma before them.
    static func csv(_ table: DecisionTable) -> TableText {
        TableText(table, hasTrace: false) { _, value, output in
            output.append(UInt8(ascii: ","))
            if let value { CSVText.append(value, to: &output) }
        }
    }

    private init(_ table: DecisionTable, hasTrace: Bool, pair: Pair) {
        var (senders, rows, users, teams) = (FragmentList(), FragmentList(), FragmentList(), FragmentList())
        for entry in table.inventory {
            senders.add { pair(",\"sender\":", entry.sender, &$0) }
            senders.add { pair(",\"sender_id\":", entry.id, &$0) }
        }
        for row in table.rows {
            rows.add { output in
                pair(",\"rule\":", row.name, &output)
                pair(",\"at\":", row.at, &output)
            }
        }
        for user in table.users { users.add { pair(",\"user\":", user.name, &$0) } }
        for team in table.teams { teams.add { pair(",\"team\":", team.name, &$0) } }
        (self.senders, self.rows, self.users, self.teams) = (senders, rows, users, teams)

        var (steps, organizationNumber) = (FragmentList(), [UInt8]())
        if hasTrace {
            for row in table.rows {
                steps.add { output in
                    pair("{\"rule\":", row.name, &output)
                    output.append(",\"result\":\"")
                }
            }
            if case .unknown(let text) = table.organizationNumber {
                pair(",\"sender\":", text, &organizationNumber)
            }
        }
        self.steps = steps
        unknownOrganizationNumber = organizationNumber
    }
}
