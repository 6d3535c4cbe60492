internal import NumberingPlan
public import SenderModel

/// The walk over the rows: the first row whose conditions hold and whose candidate is usable decides.
extension Evaluator {
    func decideOutbound(
        _ message: Message, _ bytes: MessageBytes, _ scratch: inout EvaluationScratch,
        _ observer: inout some DecisionObserver
    ) -> Decision {
        var warnings = MemberSet<DecisionWarning>(bits: 0)
        guard let inputs = inputs(message, bytes, &scratch, &warnings) else {
            var decision = Decision.rejected(.invalidRecipient)
            decision.warnings = warnings
            return decision
        }
        let selection = rowIndex.selection(for: inputs)
        // The rows still to be tried, 64 at a time; of them those that the index lets through.
        var word = -1
        var pending: UInt64 = 0
        var told = 0
        while true {
            while pending == 0 {
                word &+= 1
                guard word < rowIndex.words else {
                    tellSkipped(told..<rows.count, &observer)
                    return rejected(.noSender, at: nil, inputs)
                }
                pending = rowIndex.rows(word, selection, inputs, scratch.attributeValues)
            }
            let index = word &<< 6 | pending.trailingZeroBitCount
            pending &= pending &- 1
            let row = rows[index]
            if row.leftOver.count > 0, !rowIndex.holds(row.leftOver, inputs, scratch.attributeValues) { continue }
            tellSkipped(told..<index, &observer)
            told = index &+ 1
            let gate: EntryGate
            var require = row.require
            var unknown = DecisionStep.Candidate.none
            switch row.source {
            case .given:
                if let text = message.slice(of: row.key).text(in: bytes) {
                    gate = senders.find(text, country: inputs.country)
                    if !gate.isEntry { unknown = .unknown(row.key) }
                } else {
                    gate = .none
                }
            case .userNumber: gate = users[inputs.user].own
            case .countryDefault: gate = countryDefaults[inputs.country]
            case .team: gate = teamNumber(inputs)
            case .fixed: gate = row.sender
            case .best, .pool:
                gate = preferred(row, inputs, &scratch)
                // It considers usable entries only.
                require = 0
            case .unknownOrganizationNumber:
                gate = .none
                unknown = .unknownOrganizationNumber
            case .reject:
                observer.tried(DecisionStep(row: index, result: .rejected))
                return rejected(.rejectedByRule, at: index, inputs)
            }
            let failure: Failure
            if gate.isEntry {
                guard let found = failureOf(gate, require: require, inputs) else {
                    observer.tried(DecisionStep(row: index, result: .selected, candidate: .sender(Int(gate.entry))))
                    return sent(from: gate, index, inputs)
                }
                failure = found
                unknown = .sender(Int(gate.entry))
            } else if unknown != .none {
                failure = Failure(result: .unknownSender)
            } else {
                observer.tried(DecisionStep(row: index, result: .noValue))
                continue
            }
            observer.tried(
                DecisionStep(row: index, result: failure.result, verdict: failure.verdict, candidate: unknown))
            if row.ifUnusable < 0 {
                var decision = rejected(.unusable, at: index, inputs)
                decision.detail = failure.result
                decision.verdict = failure.verdict
                return decision
            }
            let next = Int(row.ifUnusable)
            if next == told { continue }
            // Jumped over: neither tried nor told.
            told = next
            if next &>> 6 != word {
                word = next &>> 6
                pending = rowIndex.rows(word, selection, inputs, scratch.attributeValues)
            }
            pending &= .max &<< UInt64(truncatingIfNeeded: next)
        }
    }

    /// Tells of rows that don't apply.
    @inline(__always)
    private func tellSkipped(_ rows: Range<Int>, _ observer: inout some DecisionObserver) {
        for row in rows { observer.tried(DecisionStep(row: row, result: .notApplicable)) }
    }

    /// The message looked up, with what that warns of; nil where the recipient can't be a number.
    @inline(__always)
    private func inputs(
        _ message: Message, _ bytes: MessageBytes, _ scratch: inout EvaluationScratch,
        _ warnings: inout MemberSet<DecisionWarning>
    ) -> Inputs? {
        let names = lookUpNames(message, bytes, &scratch, &warnings)
        guard let recipient = message.slice(of: .to).text(in: bytes).flatMap({ Recipient($0, plan) }) else {
            return nil
        }
        if recipient.country == 0 { warnings.insert(.unknownCountry) }
        if !recipient.label.isValid { warnings.insert(.unrecognisedRange) }
        if recipient.label.isFixedLine { warnings.insert(.landline) }
        var inputs = Inputs(recipient: recipient, country: recipient.country, warnings: warnings)
        inputs.user = names.user
        inputs.team = names.team
        inputs.origin = message.origin.map { $0.ordinal &+ 1 } ?? 0
        inputs.purpose = message.purpose.map { $0.ordinal &+ 1 } ?? 0
        inputs.needs = message.needs.isEmpty ? Self.defaultNeeds : message.needs.bits
        return inputs
    }

    /// Why each entry a `best` or pool row considers can't be used for a message, in the row's order; those that can
    /// are left out. For explanations.
    public func failures(at row: Int, for message: Message) -> [DecisionStep] {
        message.bytes.withUnsafeBufferPointer { bytes in
            var scratch = EvaluationScratch()
            var warnings = MemberSet<DecisionWarning>(bits: 0)
            guard let inputs = inputs(message, bytes, &scratch, &warnings) else { return [] }
            let considered: [Int]
            var require = rows[row].require
            switch table.rows[row].source {
            case .best:
                considered = Array(table.inventory.indices)
                require |= Require.compliant
            case .pool(let pool): considered = table.pools[pool].senders
            default: return []
            }
            return considered.compactMap { sender in
                let gate = gates[checked: sender]
                let failure =
                    failureOf(gate, require: require, inputs)
                    ?? (isAnothers(gate, inputs.user) ? Failure(result: .notOwned) : nil)
                return failure.map {
                    DecisionStep(row: row, result: $0.result, verdict: $0.verdict, candidate: .sender(sender))
                }
            }
        }
    }

    private static var defaultNeeds: UInt8 { MemberSet<Need>.bit(of: .sms) }

    @inline(__always)
    private func sent(from gate: EntryGate, _ row: Int, _ inputs: Inputs) -> Decision {
        var decision = Decision(outcome: .send)
        decision.sender = Int(gate.entry)
        decision.row = row
        decision.country = inputs.decidedCountry
        decision.warnings = inputs.warnings
        let recipient = inputs.recipient.digits
        if gate.lowNumber == UInt16(truncatingIfNeeded: recipient), entries[gate.entry].number == recipient {
            decision.warnings.insert(.senderIsRecipient)
        }
        return decision
    }

    private func rejected(_ reason: RejectReason, at row: Int?, _ inputs: Inputs) -> Decision {
        var decision = Decision.rejected(reason)
        decision.row = row
        decision.country = inputs.decidedCountry
        decision.warnings = inputs.warnings
        return decision
    }

    /// The positions of user and team, from 1, and those of attribute values; what isn't declared counts as not given, with
    /// a warning.
    @inline(__always)
    private func lookUpNames(
        _ message: Message, _ bytes: MessageBytes, _ scratch: inout EvaluationScratch,
        _ warnings: inout MemberSet<DecisionWarning>
    ) -> (user: Int, team: Int) {
        var user = 0
        var team = 0
        if let name = message.slice(of: .user).text(in: bytes) {
            user = Int(names.users.find(name) &+ 1)
            if user == 0 { warnings.insert(.unknownUser) }
        }
        if let name = message.slice(of: .team).text(in: bytes) {
            team = Int(names.teams.find(name) &+ 1)
            if team == 0 { warnings.insert(.unknownTeam) }
        }
        if team == 0 { team = Int(users[user].team) }
        if attributeCount > 0 { lookUpAttributes(message, bytes, &scratch, &warnings) }
        return (user, team)
    }

    private func lookUpAttributes(
        _ message: Message, _ bytes: MessageBytes, _ scratch: inout EvaluationScratch,
        _ warnings: inout MemberSet<DecisionWarning>
    ) {
        scratch.attributeValues.removeAll(keepingCapacity: true)
        for _ in 0..<attributeCount { scratch.attributeValues.append(-1) }
        for other in message.others {
            guard case .text(let slice) = other.value, let value = slice.text(in: bytes),
                let name = other.name.text(in: bytes)
            else { continue }
            let attribute = names.attributes.find(name)
            guard attribute >= 0 else { continue }
            let position = names.values[attribute].find(value)
            if position < 0 { warnings.insert(.unknownAttribute) }
            scratch.attributeValues[Int(attribute)] = position
        }
    }
}
