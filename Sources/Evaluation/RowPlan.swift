internal import SenderModel

/// A row with all it needs in a few plain bytes, as far as the table alone decides it: `default` is the sender it
/// means, and `user` the organisation's number where nobody has one of their own.
struct RowPlan: Sendable {
    enum Source: Sendable {
        /// What the message gives under `key`.
        case given
        case userNumber, countryDefault, team
        /// `sender`.
        case fixed
        /// Position among the pools in `pool`.
        case best, pool
        case reject, unknownOrganizationNumber
    }

    let source: Source
    /// Bits of `Requirement`.
    let require: UInt8
    private(set) var key = Message.Key.conversation
    private(set) var pool: Int32 = -1
    private(set) var sender = EntryGate.none
    /// Where to go on when the candidate can't be used: a later row, or one past the last; -1 rejects.
    let ifUnusable: Int32
    /// Among `RowIndex`'s, what is still to be asked of a message that the index lets through.
    var leftOver = Stretch()

    init(_ row: DecisionTable.Row, at index: Int, of table: DecisionTable, gates: FixedArray<EntryGate>) {
        require = row.require.bits
        switch row.ifUnusable {
        case .next: ifUnusable = Int32(index + 1)
        case .row(let target):
            precondition(target > index && target < table.rows.count, "jumps go to later rows")
            ifUnusable = Int32(target)
        case .reject: ifUnusable = -1
        }
        switch row.source {
        case .conversation:
            source = .given
            key = .conversation
        case .explicit:
            source = .given
            key = .from
        case .firstUsed:
            source = .given
            key = .firstUsed
        case .lastUsed:
            source = .given
            key = .lastUsed
        case .user where table.allowsUserNumbers: source = .userNumber
        case .user:
            switch table.organizationNumber {
            case .sender(let entry):
                source = .fixed
                sender = gates[checked: entry]
            case .unknown: source = .unknownOrganizationNumber
            case nil: source = .fixed
            }
        case .countryDefault: source = .countryDefault
        case .default:
            source = .fixed
            if case .sender(let entry) = table.defaultSender { sender = gates[checked: entry] }
        case .team: source = .team
        case .best: source = .best
        case .pool(let position):
            precondition(table.pools.indices.contains(position), "pools exist")
            source = .pool
            pool = Int32(position)
        case .sender(let entry):
            source = .fixed
            sender = gates[checked: entry]
        case .reject: source = .reject
        }
    }
}

/// Requirements as bits. Computed, which the compiler does: a constant that is stored is asked for whether it is there.
enum Require {
    @inline(__always) static var assigned: UInt8 { MemberSet<Requirement>.bit(of: .assigned) }
    @inline(__always) static var active: UInt8 { MemberSet<Requirement>.bit(of: .active) }
    @inline(__always) static var capable: UInt8 { MemberSet<Requirement>.bit(of: .capable) }
    @inline(__always) static var compliant: UInt8 { MemberSet<Requirement>.bit(of: .compliant) }
    @inline(__always) static var owned: UInt8 { MemberSet<Requirement>.bit(of: .owned) }
}
