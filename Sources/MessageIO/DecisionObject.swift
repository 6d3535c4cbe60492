internal import Evaluation
internal import SenderModel

/// One decision as a JSON object, keys in the contract's order; what NDJSON and JSON have in common.
struct DecisionObject: Sendable {
    let severalTenants: Bool
    let severalFiles: Bool

    init(severalTenants: Bool, severalFiles: Bool) {
        self.severalTenants = severalTenants
        self.severalFiles = severalFiles
    }

    /// - Parameter end: how the object ends, and what follows it.
    func append(
        _ decision: Decision, for message: Message, table: TableText, tenant: String?, trace: [DecisionStep]?,
        end: StaticString, to output: inout OutputBuffer
    ) {
        let tenant = severalTenants ? tenant : nil
        let id = message.slice(of: .id)
        let texts = JSONText.longest(Int(id.count)) + JSONText.longest(tenant?.utf8.count ?? 0)
        output.write(atMost: DecisionWords.longest + texts + table.longest) { cursor in
            if id.isGiven {
                cursor.put("{\"id\":")
                message.withBytes(of: id) { text in
                    if message.isIntegerID { cursor.put(text) } else { JSONText.put(text, to: &cursor) }
                }
                cursor.put(UInt8(ascii: ","))
            } else {
                cursor.put(UInt8(ascii: "{"))
            }
            if let tenant {
                cursor.put("\"tenant\":")
                JSONText.put(tenant, to: &cursor)
                cursor.put(UInt8(ascii: ","))
            }
            Self.put(decision, table, to: &cursor)
            if trace == nil { cursor.put(end) }
        }
        if let trace {
            append(trace, of: message, table, to: &output)
            output.put(end)
        }
    }

    func append(problem: String, at place: MessagePlace, to output: inout OutputBuffer) {
        output.put(UInt8(ascii: "{"))
        if severalFiles, let file = place.file {
            output.put("\"file\":")
            JSONText.put(file, to: &output)
            output.put(UInt8(ascii: ","))
        }
        JSONText.put(place.counts.rawValue, to: &output)
        output.put(UInt8(ascii: ":"))
        output.put(raw: String(place.position))
        output.put(",\"outcome\":\"error\",\"error\":")
        JSONText.put(problem, to: &output)
        output.put(UInt8(ascii: "}"))
    }

    /// From `outcome` to `warnings`.
    @inline(__always)
    private static func put(_ decision: Decision, _ table: TableText, to cursor: inout ByteCursor) {
        switch decision.outcome {
        case .send: cursor.put("\"outcome\":\"send\"")
        case .reject: cursor.put("\"outcome\":\"reject\"")
        case .route: cursor.put("\"outcome\":\"route\"")
        }
        if let sender = decision.sender { table.put(senderAndID: sender, to: &cursor) }
        if let user = decision.user { table.put(user: user, to: &cursor) }
        if let team = decision.team { table.put(team: team, to: &cursor) }
        switch decision.country {
        case .notGiven: break
        case .none: cursor.put(",\"country\":null")
        case .country(let country): table.put(country: country, to: &cursor)
        }
        if let reason = decision.reason { put(",\"reason\":\"", reason.rawValue, to: &cursor) }
        if let detail = decision.detail { put(",\"detail\":\"", detail.rawValue, to: &cursor) }
        if let verdict = decision.verdict { put(",\"verdict\":\"", verdict.rawValue, to: &cursor) }
        if let row = decision.row { table.put(row: row, to: &cursor) }
        if decision.warnings.bits != 0 { table.put(warnings: decision.warnings, to: &cursor) }
    }

    private static func put(_ key: StaticString, _ value: String, to output: inout some ByteSink) {
        output.put(key)
        output.put(raw: value)
        output.put(UInt8(ascii: "\""))
    }

    private func append(
        _ trace: [DecisionStep], of message: Message, _ table: TableText, to output: inout OutputBuffer
    ) {
        output.put(",\"trace\":[")
        for (index, step) in trace.enumerated() {
            if index > 0 { output.put(UInt8(ascii: ",")) }
            append(step, of: message, table, to: &output)
        }
        output.put(UInt8(ascii: "]"))
    }

    private func append(
        _ step: DecisionStep, of message: Message, _ table: TableText, to output: inout OutputBuffer
    ) {
        var given = Message.Slice.absent
        if case .unknown(let key) = step.candidate { given = message.slice(of: key) }
        let capacity = DecisionWords.longest + table.longest + JSONText.longest(Int(given.count))
        output.write(atMost: capacity) { cursor in
            Self.put(step, given, of: message, table, to: &cursor)
        }
    }

    private static func put(
        _ step: DecisionStep, _ given: Message.Slice, of message: Message, _ table: TableText,
        to cursor: inout ByteCursor
    ) {
        table.put(step: step.row, to: &cursor)
        cursor.put(raw: step.result.rawValue)
        cursor.put(UInt8(ascii: "\""))
        if let verdict = step.verdict { put(",\"verdict\":\"", verdict.rawValue, to: &cursor) }
        switch step.candidate {
        case .none: break
        case .sender(let sender): table.put(sender: sender, to: &cursor)
        case .unknown:
            guard given.isGiven else { break }
            cursor.put(",\"sender\":")
            message.withBytes(of: given) { JSONText.put($0, to: &cursor) }
        case .unknownOrganizationNumber: table.putUnknownOrganizationNumber(to: &cursor)
        }
        cursor.put(UInt8(ascii: "}"))
    }
}
