internal import SenderModel

/// The verdicts of a table's country rules. A rule is a byte, and what it says to every kind of sender is worked out
/// once, for all tables.
struct VerdictTable: Sendable {
    /// By country, as `Inputs` counts them, its rule packed; nothing for key 0.
    private let rules: FixedArray<UInt8>
    /// Of `everyRule`.
    private let verdicts: FixedArray<Verdict>
    private let kinds = SenderKind.allCases.count

    init(_ table: borrowing DecisionTable, in memory: FixedMemory) {
        rules = memory.array([0] + table.packedRules)
        verdicts = Self.everyRule.verdicts
    }

    /// - Parameters:
    ///   - isSettled: whether a number is at home in the country, an alphanumeric sender registered there.
    ///   - country: as `Inputs` counts it, not 0.
    @inline(__always)
    func of(_ kind: SenderKind, isSettled: Bool, _ country: Int) -> Verdict {
        verdicts[(Int(rules[country]) &* kinds &+ Int(kind.ordinal)) &* 2 &+ (isSettled ? 1 : 0)]
    }

    /// By packed rule, kind and whether the sender is at home or registered.
    private static let everyRule: (verdicts: FixedArray<Verdict>, memory: FixedMemory) = {
        let anywhere = Country.all[0]
        let kinds = SenderKind.allCases
        var verdicts: [Verdict] = []
        verdicts.reserveCapacity(256 * kinds.count * 2)
        for packed in UInt8.min ... .max {
            let rule = CountryRule(packed: packed)
            for kind in kinds {
                verdicts.append(
                    rule.verdict(kind: kind, senderCountry: nil, isRegistered: false, recipient: anywhere))
                verdicts.append(
                    rule.verdict(kind: kind, senderCountry: anywhere, isRegistered: true, recipient: anywhere))
            }
        }
        let memory = FixedMemory()
        return (memory.array(verdicts), memory)
    }()
}
