internal import SenderModel

/// A row with all it needs in a few plain bytes: copying it costs no reference counting, which copying the table's row
/// with its texts would.
struct RowPlan: Sendable {
    let source: DecisionTable.Source
    /// Bits of `Requirement`.
    let require: UInt8
    let ifUnusable: DecisionTable.OnUnusable
    /// Positions among the conditions, -1 none.
    let when: Int
    let unless: Int
}

/// Requirements as bits.
enum Require {
    static let assigned = MemberSet<Requirement>.bit(of: .assigned)
    static let active = MemberSet<Requirement>.bit(of: .active)
    static let capable = MemberSet<Requirement>.bit(of: .capable)
    static let compliant = MemberSet<Requirement>.bit(of: .compliant)
    static let owned = MemberSet<Requirement>.bit(of: .owned)
}
