/// What a message ends in.
public enum Outcome: String, ClosedList {
    case send, reject
    /// Inbound: who gets it.
    case route
}

/// Why a message is rejected.
public enum RejectReason: String, ClosedList {
    case noSender = "no_sender"
    case unusable
    case rejectedByRule = "rejected_by_rule"
    case invalidRecipient = "invalid_recipient"
    case unknownTenant = "unknown_tenant"
    case unknownNumber = "unknown_number"
}

/// What happened at one row: the result a trace shows.
public enum RowResult: String, ClosedList {
    case selected
    case rejected
    case notApplicable = "not_applicable"
    case noValue = "no_value"
    case unknownSender = "unknown_sender"
    case notAssigned = "not_assigned"
    case notActive = "not_active"
    case notCapable = "not_capable"
    case notCompliant = "not_compliant"
    case notOwned = "not_owned"
}

/// What a decision warns of, in the order it is written.
public enum DecisionWarning: String, ClosedList {
    case unknownUser = "unknown_user"
    case unknownTeam = "unknown_team"
    case unknownAttribute = "unknown_attribute"
    case unknownCountry = "unknown_country"
    case unrecognisedRange = "unrecognised_range"
    case landline
    case senderIsRecipient = "sender_is_recipient"
}

/// The outcome for one message. Positions are those of the decision table that made it.
public struct Decision: Hashable, Sendable {
    /// What the message ends in.
    public var outcome: Outcome
    /// Position in `inventory`; only on `send`.
    @inlinable public var sender: Int? {
        get { Self.position(storedSender) }
        set { storedSender = Self.stored(newValue) }
    }
    /// The row that decided; on `send`, `unusable` and `rejected_by_rule`.
    @inlinable public var row: Int? {
        get { Self.position(storedRow) }
        set { storedRow = Self.stored(newValue) }
    }
    /// Only on `reject`.
    public var reason: RejectReason?
    /// Why the candidate of a rule with `if_unusable: reject` could not be used.
    public var detail: RowResult?
    /// Beside `not_compliant`: why.
    public var verdict: Verdict?
    /// The recipient's; inbound, the contact's.
    public var country: DecidedCountry = .notGiven
    /// What to know of the message; they change nothing.
    public var warnings = MemberSet<DecisionWarning>(bits: 0)
    /// Position in `users`; only on `route`.
    @inlinable public var user: Int? {
        get { Self.position(storedUser) }
        set { storedUser = Self.stored(newValue) }
    }
    /// Position in `teams`; only on `route`.
    @inlinable public var team: Int? {
        get { Self.position(storedTeam) }
        set { storedTeam = Self.stored(newValue) }
    }

    // -1 for none: a million decisions are made a second, and four `Int?` would be most of one.
    @usableFromInline var storedSender: Int32 = -1
    @usableFromInline var storedRow: Int32 = -1
    @usableFromInline var storedUser: Int32 = -1
    @usableFromInline var storedTeam: Int32 = -1

    @inlinable @inline(__always)
    static func position(_ stored: Int32) -> Int? { stored < 0 ? nil : Int(stored) }

    /// - Parameter position: of a table, which has far fewer than 2^31 of anything.
    @inlinable @inline(__always)
    static func stored(_ position: Int?) -> Int32 { Int32(truncatingIfNeeded: position ?? -1) }

    /// A decision with this outcome and nothing else.
    @inlinable @inline(__always)
    public init(outcome: Outcome) { self.outcome = outcome }

    /// A rejection.
    public static func rejected(_ reason: RejectReason) -> Decision {
        var decision = Decision(outcome: .reject)
        decision.reason = reason
        return decision
    }
}

/// The country of a decision: not said, said to be none, or one.
public enum DecidedCountry: Hashable, Sendable {
    case notGiven
    case none
    case country(Country)
}
