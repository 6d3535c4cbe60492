/// A tenant compiled: what `table` prints, `compile` writes and the evaluator runs.
///
/// Inputs are what a message may give, `rows` the tenant's rules in order, the hit policy is FIRST: the first row whose
/// conditions hold and whose candidate is usable decides. Everything a row looks up (inventory, users, teams, pools,
/// defaults, country rules) is part of the value, so a table needs nothing beside it but the numbering plan.
///
/// Senders are positions in `inventory`, from 0. Names of users, teams, pools and attribute values are texts.
/// INVARIANT: every position and name in it exists, jumps go to later rows, names are unique. `TableCompiler` makes
/// only such tables; one read from a file is checked by `validate()`.
public struct DecisionTable: Hashable, Sendable {
    /// Of the written form (`compile`).
    public static let formatVersion = 1

    /// The tenant's name in commands.
    public var tenant: String
    /// What people call it.
    public var displayName: String?
    /// Always `first`: the first row that gives a usable sender decides.
    public var hitPolicy: HitPolicy = .first
    /// Extra message inputs, each a closed list.
    public var attributes: [Attribute] = []
    /// The senders, in file order; others speak of them by position.
    public var inventory: [InventoryEntry] = []
    /// In file order.
    public var users: [User] = []
    /// In file order.
    public var teams: [Team] = []
    /// In file order.
    public var pools: [Pool] = []
    /// What the `default` source gives.
    public var defaultSender: DefaultSender = .absent
    /// `defaults.countries`: the sender by country.
    public var countryDefaults: [Country: Int] = [:]
    /// The organisation's own number.
    public var organizationNumber: OrganizationNumber?
    /// False: one number for the whole organisation; users' numbers count for nothing.
    public var allowsUserNumbers = true
    /// Whether a sender passes `compliant` where the country rules say `unknown`.
    public var unknownCompliance: UnknownCompliance = .allow
    /// What the order requires of a candidate; a row's own `require` holds for the row.
    public var require: MemberSet<Requirement> = DecisionTable.defaultRequire
    /// The order, first to last.
    public var rows: [Row] = []
    /// The rules in force; a country that isn't here is unknown in every column.
    public var countryRules: [Country: CountryRule] = [:]

    /// Where an order requires nothing of its own.
    public static let defaultRequire: MemberSet<Requirement> = [.assigned, .active, .capable]

    /// A table with a name and nothing else.
    public init(tenant: String) { self.tenant = tenant }

    /// A declared message input: a name and the values it can have.
    public struct Attribute: Hashable, Sendable, Codable {
        /// The message's key.
        public var name: String
        /// All values it can have.
        public var values: [String]

        /// An attribute.
        public init(name: String, values: [String]) {
            self.name = name
            self.values = values
        }
    }

    /// Somebody who sends.
    public struct User: Hashable, Sendable, Codable {
        /// As messages name them.
        public var name: String
        /// The user's own number.
        public var sender: Int?

        /// A user.
        public init(name: String, sender: Int? = nil) {
            self.name = name
            self.sender = sender
        }
    }

    /// Users who share senders.
    public struct Team: Hashable, Sendable {
        /// As messages name it.
        public var name: String
        /// Position in `inventory`, where no country has its own.
        public var sender: Int?
        /// Positions in `inventory` by the recipient's country.
        public var countries: [Country: Int]
        /// Every sender the team names, ascending: what comes in on one goes to the team. More than `sender` and
        /// `countries` where a group's countries are all given on lines of their own.
        public var inbound: [Int]
        /// Users' names.
        public var members: [String]

        /// A team.
        public init(
            name: String, sender: Int? = nil, countries: [Country: Int] = [:], inbound: [Int] = [],
            members: [String] = []
        ) {
            self.name = name
            self.sender = sender
            self.countries = countries
            self.inbound = inbound
            self.members = members
        }
    }

    /// Senders to choose among.
    public struct Pool: Hashable, Sendable, Codable {
        /// As rules name it.
        public var name: String
        /// In the pool's own order.
        public var senders: [Int]
        /// `hash` only as the last.
        public var prefer: [PoolPreference]

        /// A pool.
        public init(name: String, senders: [Int], prefer: [PoolPreference] = []) {
            self.name = name
            self.senders = senders
            self.prefer = prefer
        }
    }

    /// `defaults.sender`: not given, deliberately none, or a sender.
    public enum DefaultSender: Hashable, Sendable {
        case absent
        case none
        case sender(Int)
    }

    /// `organization_number`: in the inventory, or a text that names nothing in it.
    public enum OrganizationNumber: Hashable, Sendable {
        case sender(Int)
        case unknown(String)
    }

    /// The country rule in force; all `unknown` where the table has none.
    public func rule(for country: Country) -> CountryRule { countryRules[country] ?? .unknown }

    /// What YAML may call an entry: its id, else its sender; nil for a short code of several countries without an id.
    public func reference(to entry: Int) -> String? {
        if let id = inventory[entry].id { return id }
        let sender = inventory[entry].sender
        return inventory.indices.count { inventory[$0].sender == sender } == 1 ? sender : nil
    }

    /// By entry: the first team that gets what comes in on it, -1 for none.
    package var inboundTeams: [Int32] {
        var found = [Int32](repeating: -1, count: inventory.count)
        // By position: a team taken out of the list is copied whole.
        for team in teams.indices {
            for entry in teams[team].inbound where found[entry] < 0 { found[entry] = Int32(team) }
        }
        return found
    }

    /// Whether an entry may be used to a country.
    public func verdict(of entry: Int, for country: Country) -> Verdict {
        rule(for: country).verdict(
            kind: inventory[entry].kind, senderCountry: inventory[entry].country,
            isRegistered: inventory[entry].registeredIn.contains(country), recipient: country)
    }
}
