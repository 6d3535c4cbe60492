extension DecisionTable {
    /// One rule of the tenant's order.
    public struct Row: Hashable, Sendable {
        /// The rule's name, unique in the table.
        public var name: String
        /// Where the candidate comes from.
        public var source: Source
        /// Must hold for the row to apply; nil always does.
        public var when: Condition?
        /// Must not hold; nil never does.
        public var unless: Condition?
        /// What the candidate must be, beside being in the inventory.
        public var require: MemberSet<Requirement>
        /// What follows where the candidate can't be used.
        public var ifUnusable: OnUnusable
        /// `file:line:column`, relative to the tenant's folder.
        public var at: String

        /// A row; `DecisionTable.validate()` says whether it fits its table.
        public init(
            name: String, source: Source, when: Condition? = nil, unless: Condition? = nil,
            require: MemberSet<Requirement>, ifUnusable: OnUnusable, at: String
        ) {
            self.name = name
            self.source = source
            self.when = when
            self.unless = unless
            self.require = require
            self.ifUnusable = ifUnusable
            self.at = at
        }
    }

    /// Where a row takes its candidate from.
    public enum Source: Hashable, Sendable {
        case conversation
        case explicit
        case user
        case firstUsed
        case lastUsed
        case countryDefault
        case `default`
        case team
        case best
        /// Position in `pools`.
        case pool(Int)
        /// Position in `inventory`.
        case sender(Int)
        case reject

        /// The sources that stand alone, by the names they have in YAML.
        public static let named: [(name: String, source: Source)] = [
            ("conversation", .conversation), ("explicit", .explicit), ("user", .user), ("first_used", .firstUsed),
            ("last_used", .lastUsed), ("country_default", .countryDefault), ("default", .default), ("team", .team),
            ("best", .best), ("reject", .reject),
        ]
    }

    /// What follows when a row's candidate can't be used.
    public enum OnUnusable: Hashable, Sendable {
        case next
        case reject
        /// Continue at that row, which is a later one.
        case row(Int)
    }

    /// Holds if every key that is given matches; a key matches if the message gives any of its values.
    public struct Condition: Hashable, Sendable {
        /// The recipient's country is one of these; nil for any.
        public var countries: CountrySet?
        /// The team, as the source of that name finds it, is one of these; nil for any.
        public var teams: [String]?
        /// The message's user is one of these; nil for any.
        public var users: [String]?
        /// The message's origin is one of these; nil for any.
        public var origins: MemberSet<Origin>?
        /// The message's purpose is one of these; nil for any.
        public var purposes: MemberSet<Purpose>?
        /// The message needs one of these at least; nil for any.
        public var needs: MemberSet<Need>?
        /// By attribute, in the order the tenant declares them.
        public var attributes: [Attribute]

        /// A condition that every message meets.
        public init() { attributes = [] }
    }
}
