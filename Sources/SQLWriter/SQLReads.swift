internal import SenderModel

/// A source whose candidate is looked up for each message.
enum SQLSource: String, CaseIterable {
    case conversation
    case explicit
    case firstUsed = "first_used"
    case lastUsed = "last_used"
    case user
    case team
    case countryDefault = "country_default"
    case `default`

    init?(_ source: DecisionTable.Source) {
        switch source {
        case .conversation: self = .conversation
        case .explicit: self = .explicit
        case .firstUsed: self = .firstUsed
        case .lastUsed: self = .lastUsed
        case .user: self = .user
        case .team: self = .team
        case .countryDefault: self = .countryDefault
        case .default: self = .default
        case .best, .pool, .sender, .reject: return nil
        }
    }

    /// The message key that names the candidate, where one does.
    var reference: String? {
        switch self {
        case .conversation: "conversation"
        case .explicit: "from"
        case .firstUsed: "first_used"
        case .lastUsed: "last_used"
        case .user, .team, .countryDefault, .default: nil
        }
    }

    /// The candidate's entry; NULL where there is none, or nobody knows the sender.
    var entry: String { "\(rawValue)_entry" }
    /// Bits of what the candidate fails, 0 for a usable one; NULL where there is no candidate.
    var fails: String { "\(rawValue)_fails" }
}

/// What the rows of all tenants ask of a message: only that is looked up.
struct SQLReads {
    var sources: Set<SQLSource> = []
    /// Sources of which a row requires compliance, or that nobody else owns the candidate.
    var compliance: Set<SQLSource> = []
    var ownership: Set<SQLSource> = []
    /// The country's rules.
    var countryRules = false
    /// The user's own number, and whether the message names a user.
    var user = false
    var team = false
    var areaCode = false
    var residue = false
    /// Sets of requirements that `best` rows have.
    var best: Set<UInt8> = []
    /// Whether users have numbers of their own, which `best` gives to nobody else.
    var ownNumbers = false
    /// Jumps by level, as many of each as the tenant with the most has.
    var jumps: [Int] = []
}

/// What a candidate can fail, as bits; the lowest one is the detail of a reject.
enum SQLFailure {
    static let unknownSender = 1
    static let notCapable = 8
    static let notCompliant = 16
    static let notOwned = 32

    /// In the order of the bits.
    static let details: [RowResult] = [.unknownSender, .notAssigned, .notActive, .notCapable, .notCompliant, .notOwned]

    /// The bits that a row's requirements look at.
    static func mask(_ require: MemberSet<Requirement>) -> Int { Int(require.bits) << 1 | unknownSender }

    /// `not_assigned` and `not_active`, which depend on no message.
    static func standing(_ entry: InventoryEntry) -> Int {
        (entry.isAssigned ? 0 : 2) | (entry.status == .active ? 0 : 4)
    }
}
