internal import SenderModel

/// The verdicts of a table's country rules, given once for every kind of sender; countries share rules.
struct VerdictTable: Sendable {
    /// By country, as `Inputs` counts them, the position of its rule; nothing for key 0.
    private let rules: FixedArray<UInt8>
    /// By rule, kind and whether the sender is at home or registered.
    private let verdicts: FixedArray<Verdict>
    private let kinds = SenderKind.allCases.count

    init(_ table: DecisionTable, in memory: FixedMemory) {
        // Most countries have the rules of many others.
        var distinct: [CountryRule] = []
        var positions = [UInt8?](repeating: nil, count: 256)
        var rules: [UInt8] = [0]
        for (country, packed) in zip(Country.all, table.packedRules) {
            // At most as many as countries, of which there are fewer than 256.
            let position = positions[Int(packed)] ?? UInt8(distinct.count)
            if positions[Int(packed)] == nil {
                positions[Int(packed)] = position
                distinct.append(table.rule(for: country))
            }
            rules.append(position)
        }
        self.rules = memory.array(rules)
        let anywhere = Country.all[0]
        var verdicts: [Verdict] = []
        verdicts.reserveCapacity(distinct.count * kinds * 2)
        for rule in distinct {
            for kind in SenderKind.allCases {
                for isSettled in [false, true] {
                    verdicts.append(
                        rule.verdict(
                            kind: kind, senderCountry: isSettled ? anywhere : nil, isRegistered: isSettled,
                            recipient: anywhere))
                }
            }
        }
        self.verdicts = memory.array(verdicts)
    }

    /// - Parameters:
    ///   - isSettled: whether a number is at home in the country, an alphanumeric sender registered there.
    ///   - country: as `Inputs` counts it, not 0.
    @inline(__always)
    func of(_ kind: SenderKind, isSettled: Bool, _ country: Int) -> Verdict {
        verdicts[(Int(rules[country]) &* kinds &+ Int(kind.ordinal)) &* 2 &+ (isSettled ? 1 : 0)]
    }
}
