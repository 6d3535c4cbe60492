internal import SenderModel

/// What a table's decisions are made of, written out once, so that writing a decision is mostly copying.
///
/// Positions are the table's. A fragment carries the comma and the key before it.
package final class TableText: Sendable {
    private let fragments: FixedFragments
    private let starts: Starts
    /// At least the bytes that one fragment of each kind take together.
    let longest: Int

    /// Where each kind of fragment starts in the list; countries come first.
    fileprivate struct Starts: Sendable {
        /// By their bits.
        var warnings = 0
        /// Two fragments each.
        var senders = 0
        var rows = 0
        var users = 0
        var teams = 0
        /// Only in JSON, as all that follows.
        var steps = 0
        var organizationNumber = 0
    }

    /// For NDJSON and JSON.
    static func json(_ table: DecisionTable) -> TableText { TableText(table, jsonBeginning, hasTrace: true, jsonPair) }

    /// For CSV: cells with the comma before them.
    static func csv(_ table: DecisionTable) -> TableText { TableText(table, csvBeginning, hasTrace: false, csvPair) }

    /// Writes a key and its value: JSON leaves both out where there is none, CSV writes an empty cell.
    private typealias Pair = (_ key: StaticString, _ value: String?, _ output: inout [UInt8]) -> Void

    private static func jsonPair(_ key: StaticString, _ value: String?, _ output: inout [UInt8]) {
        guard let value else { return }
        output.put(key)
        JSONText.put(value, to: &output)
    }

    private static func csvPair(_ key: StaticString, _ value: String?, _ output: inout [UInt8]) {
        output.put(UInt8(ascii: ","))
        if let value { CSVText.put(value, to: &output) }
    }

    // MARK: - What all tables begin with

    /// Countries and warnings, written once for all tables.
    private struct Beginning {
        var list = FragmentList()
        var warnings = 0
        var longest = 0

        init(_ pair: Pair, warnings write: ([String], inout [UInt8]) -> Void) {
            for country in Country.all { list.add { pair(",\"country\":", country.code, &$0) } }
            warnings = list.count
            for bits in 0..<(1 << DecisionWarning.allCases.count) {
                let members = MemberSet<DecisionWarning>(bits: UInt8(bits)).members
                list.add { write(members.map(\.rawValue), &$0) }
            }
            longest = 2 * (list.longest(in: 0..<warnings) + list.longest(in: warnings..<list.count))
        }
    }

    private static let jsonBeginning = Beginning(jsonPair) { warnings, output in
        if warnings.isEmpty { return }
        output.put(",\"warnings\":[\"")
        output.put(raw: warnings.joined(separator: "\",\""))
        output.put("\"]")
    }

    private static let csvBeginning = Beginning(csvPair) { warnings, output in
        output.put(UInt8(ascii: ","))
        output.put(raw: warnings.joined(separator: " "))
    }

    private init(_ table: DecisionTable, _ beginning: Beginning, hasTrace: Bool, _ pair: Pair) {
        var list = beginning.list
        var starts = Starts(warnings: beginning.warnings)
        var longest = beginning.longest
        func section(_ add: () -> Void) -> Int {
            let start = list.count
            add()
            longest += 2 * list.longest(in: start..<list.count)
            return start
        }
        starts.senders = section {
            // By position: an entry taken out of the list is copied whole.
            let inventory = table.inventory
            for entry in inventory.indices {
                list.add { pair(",\"sender\":", inventory[entry].sender, &$0) }
                list.add { pair(",\"sender_id\":", inventory[entry].id, &$0) }
            }
        }
        starts.rows = section {
            for row in table.rows {
                list.add { output in
                    pair(",\"rule\":", row.name, &output)
                    pair(",\"at\":", row.at, &output)
                }
            }
        }
        starts.users = section { for user in table.users { list.add { pair(",\"user\":", user.name, &$0) } } }
        starts.teams = section { for team in table.teams { list.add { pair(",\"team\":", team.name, &$0) } } }
        if hasTrace {
            starts.steps = section {
                for row in table.rows {
                    list.add { output in
                        pair("{\"rule\":", row.name, &output)
                        output.put(",\"result\":\"")
                    }
                }
            }
            starts.organizationNumber = section {
                if case .unknown(let text) = table.organizationNumber {
                    list.add { pair(",\"sender\":", text, &$0) }
                }
            }
        }
        fragments = list.fixed()
        self.starts = starts
        self.longest = longest
    }
}

/// Writing what lies ready.
extension TableText {
    /// `sender` and `sender_id`.
    @inline(__always)
    func put(senderAndID entry: Int, to output: inout some ByteSink) {
        let first = starts.senders + 2 * entry
        fragments.lent.put(first..<first + 2, to: &output)
    }

    @inline(__always)
    func put(sender entry: Int, to output: inout some ByteSink) { put(starts.senders + 2 * entry, to: &output) }

    /// `rule` and `at`.
    @inline(__always)
    func put(row: Int, to output: inout some ByteSink) { put(starts.rows + row, to: &output) }

    @inline(__always)
    func put(country: Country, to output: inout some ByteSink) {
        put(Int(country.index), to: &output)
    }

    @inline(__always)
    func put(warnings: MemberSet<DecisionWarning>, to output: inout some ByteSink) {
        put(starts.warnings + Int(warnings.bits), to: &output)
    }

    @inline(__always)
    func put(user: Int, to output: inout some ByteSink) { put(starts.users + user, to: &output) }

    @inline(__always)
    func put(team: Int, to output: inout some ByteSink) { put(starts.teams + team, to: &output) }

    /// A trace item up to its result.
    func put(step row: Int, to output: inout some ByteSink) { put(starts.steps + row, to: &output) }

    /// `sender` of a trace item whose candidate is an organisation's number that is in no inventory.
    func putUnknownOrganizationNumber(to output: inout some ByteSink) { put(starts.organizationNumber, to: &output) }

    @inline(__always)
    private func put(_ index: Int, to output: inout some ByteSink) {
        fragments.lent.put(index..<index + 1, to: &output)
    }
}
