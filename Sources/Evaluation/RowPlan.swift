internal import SenderModel

/// A row with all it needs in a few plain bytes, as far as the table alone decides it: `default` is the sender it
/// means, and `user` the organisation's number where nobody has one of their own.
struct RowPlan: Sendable {
    enum Source: UInt8, Sendable {
        /// What the message gives under the key.
        case conversation, explicit, firstUsed, lastUsed
        case userNumber, countryDefault
        /// `sender`.
        case fixed
        case team
        /// Position among the pools in `pool`.
        case best, pool
        case reject, unknownOrganizationNumber

        /// Whether `Candidates` holds what it proposes.
        @inline(__always)
        var isHeld: Bool { rawValue <= Self.fixed.rawValue }

        /// The key of the message whose text it looks up.
        var key: Message.Key? {
            switch self {
            case .conversation: .conversation
            case .explicit: .from
            case .firstUsed: .firstUsed
            case .lastUsed: .lastUsed
            default: nil
            }
        }
    }

    let source: Source
    /// Bits of `Requirement`.
    let require: UInt8
    private(set) var pool: Int32 = -1
    /// Of a fixed sender; blank for other sources.
    private(set) var sender = EntryGate.blank
    /// Where to go on when the candidate can't be used: a later row, or one past the last; -1 rejects.
    let ifUnusable: Int32
    /// Among `RowIndex`'s, what is still to be asked of a message that the index lets through.
    var leftOver = Stretch()

    // Borrowed: what an initialiser is given is copied else, and the table is large.
    init(_ table: borrowing DecisionTable, _ index: Int, gates: FixedArray<EntryGate>) {
        require = table.rows[index].require.bits
        switch table.rows[index].ifUnusable {
        case .next: ifUnusable = Int32(index + 1)
        case .row(let target):
            precondition(target > index && target < table.rows.count, "jumps go to later rows")
            ifUnusable = Int32(target)
        case .reject: ifUnusable = -1
        }
        switch table.rows[index].source {
        case .conversation: source = .conversation
        case .explicit: source = .explicit
        case .firstUsed: source = .firstUsed
        case .lastUsed: source = .lastUsed
        case .user where table.allowsUserNumbers: source = .userNumber
        case .user:
            switch table.organizationNumber {
            case .sender(let entry):
                source = .fixed
                sender = gates[checked: entry]
            case .unknown: source = .unknownOrganizationNumber
            case nil:
                source = .fixed
                sender = .none
            }
        case .countryDefault: source = .countryDefault
        case .default:
            source = .fixed
            if case .sender(let entry) = table.defaultSender {
                sender = gates[checked: entry]
            } else {
                sender = .none
            }
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

    /// Whether it can propose anything for messages that lack some of what sources propose.
    func proposes(without absence: Absence) -> Bool {
        switch source {
        case .conversation: !absence.contains(.conversation)
        case .explicit: !absence.contains(.explicit)
        case .firstUsed: !absence.contains(.firstUsed)
        case .lastUsed: !absence.contains(.lastUsed)
        case .userNumber: !absence.contains(.userNumber)
        case .countryDefault: !absence.contains(.countryDefault)
        case .fixed: sender.isEntry
        case .team, .best, .pool, .reject, .unknownOrganizationNumber: true
        }
    }
}

/// What a message lacks of that which sources propose and which is known before any row is tried.
struct Absence: OptionSet {
    let rawValue: Int

    static var conversation: Absence { Absence(rawValue: 1) }
    static var explicit: Absence { Absence(rawValue: 1 << 1) }
    static var firstUsed: Absence { Absence(rawValue: 1 << 2) }
    static var lastUsed: Absence { Absence(rawValue: 1 << 3) }
    static var userNumber: Absence { Absence(rawValue: 1 << 4) }
    static var countryDefault: Absence { Absence(rawValue: 1 << 5) }

    /// All there can be.
    static var all: Range<Int> { 0..<1 << 6 }

    init(rawValue: Int) { self.rawValue = rawValue }

    /// Not an initialiser, to which the message would be copied.
    @inline(__always)
    static func of(_ message: Message, userNumber: EntryGate, countryDefault: EntryGate) -> Absence {
        Absence(
            rawValue: bit(message.slice(of: .conversation)) | bit(message.slice(of: .from)) &<< 1
                | bit(message.slice(of: .firstUsed)) &<< 2 | bit(message.slice(of: .lastUsed)) &<< 3
                | userNumber.absence &<< 4 | countryDefault.absence &<< 5)
    }

    /// 1 where nothing is given, 0 where something is.
    @inline(__always)
    private static func bit(_ slice: Message.Slice) -> Int { Int(UInt32(bitPattern: slice.start) &>> 31) }
}

/// Requirements as bits. Computed, which the compiler does: a constant that is stored is asked for whether it is there.
enum Require {
    @inline(__always) static var assigned: UInt8 { MemberSet<Requirement>.bit(of: .assigned) }
    @inline(__always) static var active: UInt8 { MemberSet<Requirement>.bit(of: .active) }
    @inline(__always) static var capable: UInt8 { MemberSet<Requirement>.bit(of: .capable) }
    @inline(__always) static var compliant: UInt8 { MemberSet<Requirement>.bit(of: .compliant) }
    @inline(__always) static var owned: UInt8 { MemberSet<Requirement>.bit(of: .owned) }

    /// All bits where `capable` is required, none where it isn't.
    @inline(__always)
    static func all(ifCapable require: UInt8) -> UInt8 { 0 &- (require &>> Requirement.capable.ordinal & 1) }
}
