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
        var positions = [Int16](repeating: -1, count: 256)
        var rules: [UInt8] = [0]
        let packedRules = table.packedRules
        rules.reserveCapacity(packedRules.count + 1)
        for country in packedRules.indices {
            let packed = Int(packedRules[country])
            if positions[packed] < 0 {
                positions[packed] = Int16(distinct.count)
                distinct.append(table.rule(for: Country.all[country]))
            }
            // At most as many as countries, of which there are fewer than 256.
            rules.append(UInt8(positions[packed]))
        }
        self.rules = memory.array(rules)
        let anywhere = Country.all[0]
        let kinds = SenderKind.allCases
        var verdicts: [Verdict] = []
        verdicts.reserveCapacity(distinct.count * kinds.count * 2)
        for rule in distinct {
            for kind in kinds {
                verdicts.append(
                    rule.verdict(kind: kind, senderCountry: nil, isRegistered: false, recipient: anywhere))
                verdicts.append(
                    rule.verdict(kind: kind, senderCountry: anywhere, isRegistered: true, recipient: anywhere))
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
