extension DecisionTable {
    /// One rule of the tenant's order.
    public struct Row: Hashable, Sendable {
        public var name: String
        public var source: Source
        public var when: Condition?
        public var unless: Condition?
        public var require: MemberSet<Requirement>
        public var ifUnusable: OnUnusable
        /// `file:line:column`, relative to the tenant's folder.
        public var at: String

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
        public var countries: CountrySet?
        public var teams: [String]?
        public var users: [String]?
        public var origins: MemberSet<Origin>?
        public var purposes: MemberSet<Purpose>?
        public var needs: MemberSet<Need>?
        /// By attribute, in the order the tenant declares them.
        public var attributes: [Attribute]

        public init() { attributes = [] }
    }
}
