internal import NumberingPlan
public import SenderModel

/// The walk over the rows: the first row whose conditions hold and whose candidate is usable decides.
extension Evaluator {
    func decideOutbound(
        _ message: Message, _ bytes: MessageBytes, _ scratch: inout EvaluationScratch,
        _ observer: inout some DecisionObserver
    ) -> Decision {
        var inputs = Inputs()
        return withUnsafeMutablePointer(to: &inputs) { inputs in
            guard lookUp(message, bytes, &scratch, inputs) else {
                return invalidRecipient(inputs)
            }
            return walk(LentInputs(inputs), &scratch, &observer)
        }
    }

    @inline(__always)
    private func walk(
        _ inputs: LentInputs, _ scratch: inout EvaluationScratch, _ observer: inout some DecisionObserver
    ) -> Decision {
        let selection = rowIndex.selection(for: inputs)
        // The rows still to be tried, 64 at a time; of them those that the index lets through.
        var word = 0
        var pending = rowIndex.rows(0, selection, inputs, scratch.attributeValues)
        var told = 0
        while true {
            if pending == 0 {
                word &+= 1
                guard word < rowIndex.words else {
                    tellSkipped(from: told, to: rows.count, selection, inputs, scratch, &observer)
                    return rejected(.noSender, at: -1, inputs)
                }
                pending = rowIndex.rows(word, selection, inputs, scratch.attributeValues)
                continue
            }
            let index = word &<< 6 | pending.trailingZeroBitCount
            pending &= pending &- 1
            let row = rows.place(index)
            if row.pointee.leftOver.count > 0,
                !rowIndex.holds(row.pointee.leftOver, inputs, scratch.attributeValues)
            {
                continue
            }
            tellSkipped(from: told, to: index, selection, inputs, scratch, &observer)
            told = index &+ 1
            let source = row.pointee.source
            var require = row.pointee.require
            var gate = EntryGate.none
            if source.isHeld {
                gate = Candidates.gate(of: row, source, inputs)
            } else {
                switch source {
                case .team: gate = teamNumber(inputs)
                case .best, .pool:
                    gate = preferred(row.pointee, inputs, &scratch)
                    // It considers usable entries only.
                    require = 0
                case .reject:
                    observer.tried(DecisionStep(row: index, result: .rejected))
                    return rejected(.rejectedByRule, at: index, inputs)
                default: break
                }
            }
            let failure: Failure
            var candidate = DecisionStep.Candidate.sender(Int(gate.entry))
            if gate.isEntry {
                guard let found = failureOf(gate, require: require, inputs) else {
                    observer.tried(DecisionStep(row: index, result: .selected, candidate: candidate))
                    return sent(from: gate, index, inputs)
                }
                failure = found
            } else {
                candidate = Self.unknown(source)
                if candidate == .none {
                    observer.tried(DecisionStep(row: index, result: .noValue))
                    continue
                }
                failure = Failure(result: .unknownSender)
            }
            observer.tried(
                DecisionStep(row: index, result: failure.result, verdict: failure.verdict, candidate: candidate))
            if row.pointee.ifUnusable < 0 {
                return unusable(failure, at: index, inputs)
            }
            let next = Int(row.pointee.ifUnusable)
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

    /// What a row proposes that has no entry: of the sources that a text answers only rows are tried whose text is given.
    private static func unknown(_ source: RowPlan.Source) -> DecisionStep.Candidate {
        if let key = source.key { return .unknown(key) }
        return source == .unknownOrganizationNumber ? .unknownOrganizationNumber : .none
    }

    /// Tells of rows that don't apply, or that have nothing to propose.
    @inline(__always)
    private func tellSkipped<Observer: DecisionObserver>(
        from first: Int, to next: Int, _ selection: RowIndex.Selection, _ inputs: LentInputs,
        _ scratch: EvaluationScratch,
        _ observer: inout Observer
    ) {
        // Decided when compiling: which of the two it was is found out for who wants to know.
        if Observer.self == NoObserver.self { return }
        for index in first..<next {
            let holds = rowIndex.holds(index, rows[index], selection, inputs, scratch.attributeValues)
            observer.tried(DecisionStep(row: index, result: holds ? .noValue : .notApplicable))
        }
    }

    /// Why each entry a `best` or pool row considers can't be used for a message, in the row's order; those that can
    /// are left out. For explanations.
    public func failures(at row: Int, for message: Message) -> [DecisionStep] {
        message.bytes.withUnsafeBufferPointer { bytes in
            var scratch = EvaluationScratch()
            var looked = Inputs()
            guard lookUp(message, bytes, &scratch, &looked) else { return [] }
            let considered: [Int]
            var require = rows[row].require
            switch table.rows[row].source {
            case .best:
                considered = Array(table.inventory.indices)
                require |= Require.compliant
            case .pool(let pool): considered = table.pools[pool].senders
            default: return []
            }
            return withUnsafePointer(to: looked) { inputs in
                considered.compactMap { sender in
                    let gate = gates[checked: sender]
                    let failure =
                        failureOf(gate, require: require, inputs)
                        ?? (isAnothers(gate, inputs.pointee.user) ? Failure(result: .notOwned) : nil)
                    return failure.map {
                        DecisionStep(row: row, result: $0.result, verdict: $0.verdict, candidate: .sender(sender))
                    }
                }
            }
        }
    }

    @inline(__always)
    private func sent(from gate: EntryGate, _ row: Int, _ inputs: LentInputs) -> Decision {
        var decision = Decision(outcome: .send)
        decision.sender = Int(gate.entry)
        decision.row = row
        decision.country = inputs.pointee.decidedCountry
        decision.warnings = inputs.pointee.warnings
        // Most numbers are told apart by a few digits.
        if gate.lowDigits == inputs.pointee.recipient.lowDigits,
            entries[gate.entry].number == inputs.pointee.recipient.digits
        {
            decision.warnings.insert(.senderIsRecipient)
        }
        return decision
    }

    @inline(never)
    private func invalidRecipient(_ inputs: LentInputs) -> Decision {
        var decision = Decision.rejected(.invalidRecipient)
        decision.warnings = inputs.pointee.warnings
        return decision
    }

    @inline(never)
    private func unusable(_ failure: Failure, at row: Int, _ inputs: LentInputs) -> Decision {
        var decision = rejected(.unusable, at: row, inputs)
        decision.detail = failure.result
        decision.verdict = failure.verdict
        return decision
    }

    /// - Parameter row: -1 for none.
    @inline(never)
    private func rejected(_ reason: RejectReason, at row: Int, _ inputs: LentInputs) -> Decision {
        var decision = Decision.rejected(reason)
        decision.row = row < 0 ? nil : row
        decision.country = inputs.pointee.decidedCountry
        decision.warnings = inputs.pointee.warnings
        return decision
    }
}
