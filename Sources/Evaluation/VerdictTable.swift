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
        func position(of rule: CountryRule) -> UInt8 {
            let key = Int(rule.packed)
            if positions[key] < 0 {
                positions[key] = Int16(distinct.count)
                distinct.append(rule)
            }
            return UInt8(positions[key])
        }
        var rules = [UInt8](repeating: position(of: .unknown), count: Country.count + 1)
        for (country, rule) in table.countryRules { rules[Int(country.index) + 1] = position(of: rule) }
        self.rules = memory.array(rules)
        let anywhere = Country.all[0]
        verdicts = memory.array(
            distinct.flatMap { rule in
                SenderKind.allCases.flatMap { kind in
                    [false, true].map { isSettled in
                        rule.verdict(
                            kind: kind, senderCountry: isSettled ? anywhere : nil, isRegistered: isSettled,
                            recipient: anywhere)
                    }
                }
            })
    }

    /// - Parameters:
    ///   - isSettled: whether a number is at home in the country, an alphanumeric sender registered there.
    ///   - country: as `Inputs` counts it, not 0.
    @inline(__always)
    func of(_ kind: SenderKind, isSettled: Bool, _ country: Int) -> Verdict {
        verdicts[(Int(rules[country]) &* kinds &+ Int(kind.ordinal)) &* 2 &+ (isSettled ? 1 : 0)]
    }
}
