public import SenderModel

/// `best`: the highest ranked entry for the country.
extension Evaluator {
    /// What `best` prefers, smaller first: compliance known, local, then what doesn't depend on the message.
    private struct Rank: Comparable {
        let isUnknown: Bool
        let isForeign: Bool
        let staticRank: Int32

        static func < (a: Rank, b: Rank) -> Bool {
            if a.isUnknown != b.isUnknown { return b.isUnknown }
            if a.isForeign != b.isForeign { return b.isForeign }
            return a.staticRank < b.staticRank
        }
    }

    private func rank(_ facts: EntryFacts, _ inputs: LentInputs) -> Rank {
        Rank(
            isUnknown: verdict(facts, inputs.pointee.country) != .ok,
            isForeign: !facts.isLocal(to: inputs.pointee.recipientCountry),
            staticRank: facts.staticRank)
    }

    /// The place of an entry among all by what `best` prefers and that doesn't depend on the message, best first.
    package func preference(of entry: Int) -> Int { Int(entries[entry].staticRank) }

    /// The entry `best` takes for a message of nobody in particular to a country, nil for a recipient of none; nil where
    /// none is usable.
    public func best(
        for country: Country?, require: MemberSet<Requirement>, needs: MemberSet<Need> = [.sms],
        scratch: inout EvaluationScratch
    ) -> Int? {
        var inputs = Inputs()
        inputs.country = country.map { Int($0.index) + 1 } ?? 0
        inputs.needs = needs.bits
        let entry = withUnsafePointer(to: inputs) { bestUnowned(require.bits | Require.compliant, $0, &scratch) }
        return entry < 0 ? nil : Int(entry)
    }

    /// The entry, none if none is usable.
    func best(_ require: UInt8, _ inputs: LentInputs, _ scratch: inout EvaluationScratch) -> EntryGate {
        let require = require | Require.compliant
        // What is nobody's own is the same for every user.
        let entry = bestUnowned(require, inputs, &scratch)
        let unowned = entry < 0 ? EntryGate.none : gates[entry]
        guard users[inputs.pointee.user].own.isEntry else { return unowned }
        let own = users[inputs.pointee.user].own
        guard failureOf(own, require: require, inputs) == nil else { return unowned }
        guard unowned.isEntry else { return own }
        return rank(entries[own.entry], inputs) < rank(entries[unowned.entry], inputs) ? own : unowned
    }

    /// -1 if none is usable.
    private func bestUnowned(
        _ require: UInt8, _ inputs: LentInputs, _ scratch: inout EvaluationScratch
    ) -> Int32 {
        // 32 requirements, 253 countries with none, 8 sets of needs.
        if scratch.bestUnowned.isEmpty { scratch.bestUnowned = Array(repeating: -2, count: 32 * 256 * 8) }
        let key = (Int(require) * 256 + inputs.pointee.country) * 8 + Int(inputs.pointee.needs)
        if scratch.bestUnowned[key] != -2 { return scratch.bestUnowned[key] }
        var best: (entry: Int32, rank: Rank)?
        for place in 0..<unownedByRank.count {
            let gate = unownedByRank[place]
            guard failureOf(gate, require: require, inputs) == nil else { continue }
            let rank = rank(entries[gate.entry], inputs)
            if best.map({ rank < $0.rank }) ?? true { best = (gate.entry, rank) }
            // Later entries are worse in what is left.
            if !rank.isUnknown, !rank.isForeign { break }
        }
        scratch.bestUnowned[key] = best?.entry ?? -1
        return scratch.bestUnowned[key]
    }
}
