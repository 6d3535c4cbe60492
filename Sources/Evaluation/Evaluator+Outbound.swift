internal import NumberingPlan
public import SenderModel

/// The walk over the rows: the first row whose conditions hold and whose candidate is usable decides.
extension Evaluator {
    func decideOutbound(
        _ reading: Reading, _ scratch: inout EvaluationScratch, _ observer: inout some DecisionObserver
    ) -> Decision {
        var warnings: MemberSet<DecisionWarning> = []
        guard let inputs = inputs(reading, &scratch, &warnings) else {
            var decision = Decision.rejected(.invalidRecipient)
            decision.warnings = warnings
            return decision
        }
        var decision = walk(reading, inputs, &scratch, &observer)
        if let sender = decision.sender, gates[sender].number == inputs.recipient.digits {
            warnings.insert(.senderIsRecipient)
        }
        decision.country = inputs.country.map(DecidedCountry.country) ?? .none
        decision.warnings = warnings
        return decision
    }

    /// The message looked up, with what that warns of; nil where the recipient can't be a number.
    private func inputs(
        _ reading: Reading, _ scratch: inout EvaluationScratch, _ warnings: inout MemberSet<DecisionWarning>
    ) -> Inputs? {
        let names = lookUpNames(reading, &scratch, &warnings)
        guard let recipient = reading.text(.to).flatMap(Recipient.init) else { return nil }
        var inputs = Inputs(recipient: recipient, country: recipient.facts.country)
        inputs.user = names.user
        inputs.team = names.team
        inputs.origin = reading.message.origin.map(MemberSet<Origin>.bit) ?? 0
        inputs.purpose = reading.message.purpose.map(MemberSet<Purpose>.bit) ?? 0
        inputs.needs = reading.message.needs.isEmpty ? Self.defaultNeeds : reading.message.needs.bits
        if inputs.country == nil { warnings.insert(.unknownCountry) }
        if !recipient.facts.isValid { warnings.insert(.unrecognisedRange) }
        if recipient.facts.lineType == .fixedLine { warnings.insert(.landline) }
        return inputs
    }

    /// Why each entry a `best` or pool row considers can't be used for a message, in the row's order; those that can
    /// are left out. For explanations.
    public func failures(at row: Int, for message: Message) -> [DecisionStep] {
        message.bytes.withUnsafeBufferPointer { bytes in
            var scratch = EvaluationScratch()
            var warnings: MemberSet<DecisionWarning> = []
            let reading = Reading(message: message, bytes: bytes)
            guard let inputs = inputs(reading, &scratch, &warnings) else { return [] }
            let considered: [Int]
            var require = rows[row].require
            switch rows[row].source {
            case .best:
                considered = Array(entries.indices)
                require |= Require.compliant
            case .pool(let pool): considered = table.pools[pool].senders
            default: return []
            }
            return considered.compactMap { sender in
                let entry = Int32(truncatingIfNeeded: sender)
                let failure =
                    failureOf(entry, require: require, inputs)
                    ?? (isAnothers(entry, inputs.user) ? (.notOwned, nil) : nil)
                return failure.map {
                    DecisionStep(row: row, result: $0.result, verdict: $0.verdict, candidate: .sender(sender))
                }
            }
        }
    }

    private static let defaultNeeds = MemberSet<Need>.bit(of: .sms)

    private func walk(
        _ reading: Reading, _ inputs: Inputs, _ scratch: inout EvaluationScratch,
        _ observer: inout some DecisionObserver
    ) -> Decision {
        var index = 0
        while index < rows.count {
            let row = rows[index]
            if (row.when >= 0 && !conditions[row.when].holds(for: inputs, scratch.attributeValues))
                || (row.unless >= 0 && conditions[row.unless].holds(for: inputs, scratch.attributeValues))
            {
                observer.tried(DecisionStep(row: index, result: .notApplicable))
                index += 1
                continue
            }
            let proposal = candidate(row, reading, inputs, &scratch)
            let failure: (result: RowResult, verdict: Verdict?)
            let shown: DecisionStep.Candidate
            switch proposal {
            case .noValue:
                observer.tried(DecisionStep(row: index, result: .noValue))
                index += 1
                continue
            case .reject:
                observer.tried(DecisionStep(row: index, result: .rejected))
                var decision = Decision.rejected(.rejectedByRule)
                decision.row = index
                return decision
            case .usable(let entry): return selected(entry, index, &observer)
            case .entry(let entry):
                guard let found = failureOf(entry, require: row.require, inputs) else {
                    return selected(entry, index, &observer)
                }
                failure = found
                shown = .sender(Int(entry))
            case .unknown(let candidate):
                failure = (.unknownSender, nil)
                shown = candidate
            }
            observer.tried(DecisionStep(row: index, result: failure.result, verdict: failure.verdict, candidate: shown))
            switch row.ifUnusable {
            case .next: index += 1
            case .row(let target): index = target
            case .reject:
                var decision = Decision.rejected(.unusable)
                decision.row = index
                decision.detail = failure.result
                decision.verdict = failure.verdict
                return decision
            }
        }
        return .rejected(.noSender)
    }

    private func selected(_ entry: Int32, _ row: Int, _ observer: inout some DecisionObserver) -> Decision {
        observer.tried(DecisionStep(row: row, result: .selected, candidate: .sender(Int(entry))))
        var decision = Decision(outcome: .send)
        decision.sender = Int(entry)
        decision.row = row
        return decision
    }

    /// The positions of user, team and attribute values; what isn't declared counts as not given, with a warning.
    private func lookUpNames(
        _ reading: Reading, _ scratch: inout EvaluationScratch, _ warnings: inout MemberSet<DecisionWarning>
    ) -> (user: Int32, team: Int32) {
        var user: Int32 = -1
        var team: Int32 = -1
        if let name = reading.text(.user) {
            user = userNames.find(name)
            if user < 0 { warnings.insert(.unknownUser) }
        }
        if let name = reading.text(.team) {
            team = teamNames.find(name)
            if team < 0 { warnings.insert(.unknownTeam) }
        }
        if team < 0, user >= 0 { team = teamOfUser[Int(user)] }
        if !table.attributes.isEmpty {
            scratch.attributeValues.removeAll(keepingCapacity: true)
            for _ in table.attributes { scratch.attributeValues.append(-1) }
            for other in reading.message.others {
                guard case .text(let value) = other.value else { continue }
                let attribute = attributeNames.find(reading.text(other.name))
                guard attribute >= 0 else { continue }
                let position = attributeValues[Int(attribute)].find(reading.text(value))
                if position < 0 { warnings.insert(.unknownAttribute) }
                scratch.attributeValues[Int(attribute)] = position
            }
        }
        return (user, team)
    }
}
