internal import Evaluation
internal import SenderModel

/// One decision as a JSON object, keys in the contract's order; what NDJSON and JSON have in common.
struct DecisionObject: Sendable {
    let severalTenants: Bool
    let severalFiles: Bool

    func append(
        _ decision: Decision, for message: Message, table: TableText?, tenant: String?, trace: [DecisionStep]?,
        to output: inout [UInt8]
    ) {
        output.append(UInt8(ascii: "{"))
        appendID(of: message, to: &output)
        if severalTenants, let tenant {
            output.append("\"tenant\":")
            JSONText.append(tenant, to: &output)
            output.append(UInt8(ascii: ","))
        }
        switch decision.outcome {
        case .send: output.append("\"outcome\":\"send\"")
        case .reject: output.append("\"outcome\":\"reject\"")
        case .route: output.append("\"outcome\":\"route\"")
        }
        if let table {
            if let sender = decision.sender { table.senders.append(2 * sender..<2 * sender + 2, to: &output) }
            if let user = decision.user { table.users.append(user, to: &output) }
            if let team = decision.team { table.teams.append(team, to: &output) }
        }
        switch decision.country {
        case .notGiven: break
        case .none: output.append(",\"country\":null")
        case .country(let country):
            output.append(",\"country\":\"")
            output.append(raw: country.code)
            output.append(UInt8(ascii: "\""))
        }
        if let reason = decision.reason { append(",\"reason\":\"", reason.rawValue, to: &output) }
        if let detail = decision.detail { append(",\"detail\":\"", detail.rawValue, to: &output) }
        if let verdict = decision.verdict { append(",\"verdict\":\"", verdict.rawValue, to: &output) }
        if let table, let row = decision.row { table.rows.append(row, to: &output) }
        if !decision.warnings.isEmpty { append(decision.warnings, to: &output) }
        if let trace { append(trace, of: message, table, to: &output) }
        output.append(UInt8(ascii: "}"))
    }

    func append(problem: String, at place: MessagePlace, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "{"))
        if severalFiles, let file = place.file {
            output.append("\"file\":")
            JSONText.append(file, to: &output)
            output.append(UInt8(ascii: ","))
        }
        JSONText.append(place.positionName, to: &output)
        output.append(UInt8(ascii: ":"))
        output.append(raw: String(place.position))
        output.append(",\"outcome\":\"error\",\"error\":")
        JSONText.append(problem, to: &output)
        output.append(UInt8(ascii: "}"))
    }

    private func appendID(of message: Message, to output: inout [UInt8]) {
        let id = message.slice(of: .id)
        guard id.isGiven else { return }
        output.append("\"id\":")
        append(id, of: message, isText: !message.isIntegerID, to: &output)
        output.append(UInt8(ascii: ","))
    }

    private func append(
        _ slice: Message.Slice, of message: Message, isText: Bool = true, to output: inout [UInt8]
    ) {
        message.bytes.withUnsafeBufferPointer { bytes in
            let text = bytes.slice(slice.range.lowerBound, slice.range.upperBound)
            if isText { JSONText.append(text, to: &output) } else { output.append(contentsOf: text) }
        }
    }

    private func append(_ key: StaticString, _ value: String, to output: inout [UInt8]) {
        output.append(key)
        output.append(raw: value)
        output.append(UInt8(ascii: "\""))
    }

    private func append(_ warnings: MemberSet<DecisionWarning>, to output: inout [UInt8]) {
        output.append(",\"warnings\":[")
        for (index, warning) in warnings.members.enumerated() {
            append(index == 0 ? "\"" : ",\"", warning.rawValue, to: &output)
        }
        output.append(UInt8(ascii: "]"))
    }

    private func append(
        _ trace: [DecisionStep], of message: Message, _ table: TableText?, to output: inout [UInt8]
    ) {
        output.append(",\"trace\":[")
        if let table {
            for (index, step) in trace.enumerated() {
                if index > 0 { output.append(UInt8(ascii: ",")) }
                append(step, of: message, table, to: &output)
            }
        }
        output.append(UInt8(ascii: "]"))
    }

    private func append(
        _ step: DecisionStep, of message: Message, _ table: TableText, to output: inout [UInt8]
    ) {
        table.steps.append(step.row, to: &output)
        output.append(raw: step.result.rawValue)
        output.append(UInt8(ascii: "\""))
        if let verdict = step.verdict { append(",\"verdict\":\"", verdict.rawValue, to: &output) }
        switch step.candidate {
        case .none: break
        case .sender(let sender): table.senders.append(2 * sender, to: &output)
        case .unknown(let key):
            output.append(",\"sender\":")
            append(message.slice(of: key), of: message, to: &output)
        case .unknownOrganizationNumber: output.append(contentsOf: table.unknownOrganizationNumber)
        }
        output.append(UInt8(ascii: "}"))
    }
}
