internal import SenderModel

/// What each source proposes, and whether a candidate is usable.
extension Evaluator {
    /// The team's sender for the recipient's country, else its own.
    @inline(__always)
    func teamNumber(_ inputs: LentInputs) -> EntryGate {
        let team = teams[inputs.pointee.team]
        return team.countries < 0 ? team.sender : teamNumber(team, inputs)
    }

    @inline(never)
    private func teamNumber(_ team: TeamPlan, _ inputs: LentInputs) -> EntryGate {
        let place = inputs.pointee.recipientCountry.map { teamCountries[team.countries].place(of: $0) } ?? -1
        return place < 0 ? team.sender : teamSenders[Int(team.firstSender) &+ place]
    }

    /// The usable entry that a row of several candidates prefers.
    @inline(never)
    func preferred(_ row: RowPlan, _ inputs: LentInputs, _ scratch: inout EvaluationScratch) -> EntryGate {
        row.source == .best
            ? best(row.require, inputs, &scratch) : member(of: pools[row.pool], row.require, inputs, &scratch)
    }

    // MARK: - Usable

    /// Why an entry can't be used.
    struct Failure {
        let result: RowResult
        /// Beside `notCompliant`.
        var verdict: Verdict?
    }

    /// Why an entry can't be used under a requirement, the first reason in the contract's order; nil if it can.
    @inline(__always)
    func failureOf(_ gate: EntryGate, require: UInt8, _ inputs: LentInputs) -> Failure? {
        // Bits: whether the row that decides asks for it can't be foretold.
        let missing = inputs.pointee.needs & ~gate.meets & Require.all(ifCapable: require)
        // For most entries nothing else is to be asked.
        if gate.failures & require | missing | require & Require.compliant == 0 { return nil }
        return firstFailure(of: gate, require: require, isCapable: missing == 0, inputs)
    }

    @inline(never)
    private func firstFailure(of gate: EntryGate, require: UInt8, isCapable: Bool, _ inputs: LentInputs) -> Failure? {
        let failures = gate.failures & require
        if failures & Require.assigned != 0 { return Failure(result: .notAssigned) }
        if failures & Require.active != 0 { return Failure(result: .notActive) }
        if !isCapable { return Failure(result: .notCapable) }
        if require & Require.compliant != 0 {
            let verdict = verdict(entries[gate.entry], inputs.pointee.country)
            if !passes(verdict) { return Failure(result: .notCompliant, verdict: verdict) }
        }
        if failures & Require.owned != 0, inputs.pointee.user > 0, isAnothers(gate, inputs.pointee.user) {
            return Failure(result: .notOwned)
        }
        return nil
    }

    /// - Parameter country: the recipient's, as `Inputs` counts it.
    func verdict(_ facts: EntryFacts, _ country: Int) -> Verdict {
        guard let recipient = Country(index: country - 1) else { return .unknown }
        let isSettled =
            facts.kind == .alphanumeric
            ? facts.registeredIn.contains(recipient) : facts.kind.isAtHome(in: recipient, from: facts.country)
        return verdicts.of(facts.kind, isSettled: isSettled, country)
    }

    private func passes(_ verdict: Verdict) -> Bool {
        verdict == .ok || (verdict == .unknown && allowsUnknownCompliance)
    }

    /// Whether users have it as their own and `user` is none of them.
    func isAnothers(_ gate: EntryGate, _ user: Int) -> Bool {
        gate.isOwned && users[user].own.entry != gate.entry
    }
}
