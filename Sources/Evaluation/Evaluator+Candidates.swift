internal import SenderModel

/// What each source proposes, and whether a candidate is usable.
extension Evaluator {
    enum Proposal {
        case noValue
        case reject
        /// Still to be checked.
        case entry(Int32)
        /// Checked already: `best` and pools consider usable entries only.
        case usable(Int32)
        case unknown(DecisionStep.Candidate)
    }

    func candidate(
        _ row: RowPlan, _ reading: Reading, _ inputs: Inputs, _ scratch: inout EvaluationScratch
    ) -> Proposal {
        func known(_ entry: Int32) -> Proposal { entry < 0 ? .noValue : .entry(entry) }
        switch row.source {
        case .conversation: return reference(.conversation, reading, inputs)
        case .explicit: return reference(.from, reading, inputs)
        case .firstUsed: return reference(.firstUsed, reading, inputs)
        case .lastUsed: return reference(.lastUsed, reading, inputs)
        case .user: return userNumber(inputs)
        case .countryDefault:
            guard let country = inputs.country, !countryDefaults.isEmpty else { return .noValue }
            return known(countryDefaults[Int(country.index)])
        case .default:
            guard case .sender(let entry) = table.defaultSender else { return .noValue }
            return .entry(Int32(truncatingIfNeeded: entry))
        case .team: return known(teamNumber(inputs))
        case .best:
            let entry = best(row.require, inputs, &scratch)
            return entry < 0 ? .noValue : .usable(entry)
        case .pool(let pool):
            let entry = member(of: table.pools[pool], row.require, inputs, &scratch)
            return entry < 0 ? .noValue : .usable(entry)
        case .sender(let entry): return .entry(Int32(truncatingIfNeeded: entry))
        case .reject: return .reject
        }
    }

    private func reference(_ key: Message.Key, _ reading: Reading, _ inputs: Inputs) -> Proposal {
        guard let text = reading.text(key) else { return .noValue }
        let entry = senders.find(text, country: inputs.country)
        return entry < 0 ? .unknown(.unknown(key)) : .entry(entry)
    }

    private func userNumber(_ inputs: Inputs) -> Proposal {
        guard table.allowsUserNumbers else {
            switch table.organizationNumber {
            case .sender(let entry): return .entry(Int32(truncatingIfNeeded: entry))
            case .unknown: return .unknown(.unknownOrganizationNumber)
            case nil: return .noValue
            }
        }
        guard inputs.user >= 0, senderOfUser[Int(inputs.user)] >= 0 else { return .noValue }
        return .entry(senderOfUser[Int(inputs.user)])
    }

    private func teamNumber(_ inputs: Inputs) -> Int32 {
        guard inputs.team >= 0 else { return -1 }
        let team = Int(inputs.team)
        if let country = inputs.country, !teamDefaults[team].isEmpty {
            let entry = teamDefaults[team][Int(country.index)]
            if entry >= 0 { return entry }
        }
        return senderOfTeam[team]
    }

    // MARK: - Usable

    /// Why an entry can't be used under a requirement, the first reason in the contract's order; nil if it can.
    func failureOf(
        _ entry: Int32, require: UInt8, _ inputs: Inputs
    ) -> (result: RowResult, verdict: Verdict?)? {
        let gate = gates[Int(entry)]
        if gate.failures & require != 0 {
            return (gate.failures & require & Require.assigned != 0 ? .notAssigned : .notActive, nil)
        }
        if require & Require.capable != 0, inputs.needs & ~gate.meets != 0 { return (.notCapable, nil) }
        if require & Require.compliant != 0 {
            let verdict = verdict(entries[Int(entry)], inputs.country)
            if !passes(verdict) { return (.notCompliant, verdict) }
        }
        if require & Require.owned != 0, inputs.user >= 0, isAnothers(entry, inputs.user) { return (.notOwned, nil) }
        return nil
    }

    func verdict(_ facts: EntryFacts, _ recipient: Country?) -> Verdict {
        guard let recipient else { return .unknown }
        return countryRules[Int(recipient.index)].verdict(
            kind: facts.kind, senderCountry: facts.country, isRegistered: facts.registeredIn.contains(recipient),
            recipient: recipient)
    }

    private func passes(_ verdict: Verdict) -> Bool {
        verdict == .ok || (verdict == .unknown && table.unknownCompliance == .allow)
    }

    /// Whether users have it as their own and `user` (-1: nobody) is none of them.
    func isAnothers(_ entry: Int32, _ user: Int32) -> Bool {
        entries[Int(entry)].isOwned && !owners[Int(entry)].contains(user)
    }
}
