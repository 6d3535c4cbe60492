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

    private func rank(_ facts: EntryFacts, _ inputs: Inputs) -> Rank {
        Rank(
            isUnknown: verdict(facts, inputs.country) != .ok, isForeign: !facts.isLocal(to: inputs.country),
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
        var inputs = Inputs(recipient: .anybody, country: country)
        inputs.needs = needs.bits
        let entry = bestUnowned(require.bits | Require.compliant, inputs, &scratch)
        return entry < 0 ? nil : Int(entry)
    }

    /// The entry, -1 if none is usable.
    func best(_ require: UInt8, _ inputs: Inputs, _ scratch: inout EvaluationScratch) -> Int32 {
        let require = require | Require.compliant
        // What is nobody's own is the same for every user.
        let unowned = bestUnowned(require, inputs, &scratch)
        guard table.allowsUserNumbers, inputs.user >= 0, senderOfUser[Int(inputs.user)] >= 0 else { return unowned }
        let own = senderOfUser[Int(inputs.user)]
        guard failureOf(own, require: require, inputs) == nil else { return unowned }
        guard unowned >= 0 else { return own }
        return rank(entries[Int(own)], inputs) < rank(entries[Int(unowned)], inputs) ? own : unowned
    }

    private func bestUnowned(
        _ require: UInt8, _ inputs: Inputs, _ scratch: inout EvaluationScratch
    ) -> Int32 {
        // 32 requirements, 253 countries with none, 8 sets of needs.
        if scratch.bestUnowned.isEmpty { scratch.bestUnowned = Array(repeating: -2, count: 32 * 256 * 8) }
        let country = inputs.country.map { Int($0.index) } ?? 255
        let key = (Int(require) * 256 + country) * 8 + Int(inputs.needs)
        if scratch.bestUnowned[key] != -2 { return scratch.bestUnowned[key] }
        var best: (entry: Int32, rank: Rank)?
        for entry in unownedByRank where failureOf(entry, require: require, inputs) == nil {
            let rank = rank(entries[Int(entry)], inputs)
            if best.map({ rank < $0.rank }) ?? true { best = (entry, rank) }
            // Later entries are worse in what is left.
            if !rank.isUnknown, !rank.isForeign { break }
        }
        scratch.bestUnowned[key] = best?.entry ?? -1
        return scratch.bestUnowned[key]
    }
}
