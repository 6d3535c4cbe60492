import SenderModel

/// The reference tenant of the exact analysis: every rule conditional, on countries, teams and more. `edit` makes the
/// same tenant with one change.
public struct AnalysisTenant {
    /// One change to the tenant, for `diff`.
    public enum Edit: String, CaseIterable, Sendable {
        /// Two neighbouring rules for different countries change places.
        case swap
        /// One rule gets another sender.
        case sender
        case defaultSender = "default"
        /// One country gets another default.
        case country
        /// One user's own number is taken away.
        case user
        /// The default sender is suspended.
        case suspend
        /// A sender that a message names and can't be used is passed over, no longer refused.
        case explicit
    }

    struct Entry {
        var text: String
        var country: Country?
        var isAlphanumeric = false
        var registeredIn: [Country] = []
        var capabilities = "sms"
        var isActive = true
        var isAssigned = true
        var isShared = false
        var trust = 0
        var purchased: String?
    }

    struct Team {
        let sender: Int
        let countries: [(country: Country, sender: Int)]
        let members: [Int]
    }

    /// A rule; its name is its number, whatever place an edit gives it.
    struct Rule {
        let name: String
        var use: String
        var countries: [Country] = []
        /// What else stands under `when`, and under `unless`, as YAML.
        var when: [String] = []
        var unless: [String] = []
        var otherwise: String?
    }

    var inventory: [Entry] = []
    /// Own number of each user.
    var users: [Int?] = []
    var teams: [Team] = []
    var pools: [[Int]] = []
    var countryDefaults: [(country: Country, sender: Int)] = []
    var defaultSender = 0
    var rules: [Rule] = []
    var explicit = "reject"

    /// - Parameter scale: how much of 1,000 rules, 10,000 senders, 200 countries, 500 teams and 5,000 users there is.
    public init(scale: Double = 1, seed: UInt64 = 1, edit: Edit? = nil) {
        var maker = AnalysisTenantMaker(scale: scale, seed: seed)
        self = maker.make()
        if let edit { maker.apply(edit, to: &self) }
    }

    /// One with nothing but rules.
    init(rules: [Rule]) { self.rules = rules }

    /// Its files, by name.
    public func files() -> [(name: String, text: String)] {
        [
            ("tenant.yaml", head), ("inventory.yaml", inventoryText), ("users.yaml", usersText),
            ("teams.yaml", teamsText), ("defaults.yaml", defaultsText), ("order.yaml", orderText),
        ].map { ($0, $1.joined(separator: "\n") + "\n") }
    }

    private func list(_ items: some Sequence<String>) -> String { "[" + items.joined(separator: ", ") + "]" }
    private func pairs(_ entries: [(country: Country, sender: Int)]) -> String {
        "{" + entries.map { "\($0.country.code): s\($0.sender)" }.joined(separator: ", ") + "}"
    }

    private var head: [String] {
        [
            "tenant: large", "country: US", "organization_number: s\(defaultSender)", "attributes:",
            "  brand: [acme, zenith, nova]", "  tier: [free, pro, biz, ent]",
        ]
    }

    private var inventoryText: [String] {
        ["inventory:"]
            + inventory.enumerated().map { index, entry in
                var keys = ["id: s\(index)", "sender: \"\(entry.text)\""]
                if entry.isAlphanumeric {
                    keys.append("registered_in: " + list(entry.registeredIn.map(\.code)))
                } else if let country = entry.country {
                    keys.append("country: \(country.code)")
                }
                keys.append("capabilities: [\(entry.capabilities)]")
                if !entry.isActive { keys.append("status: suspended") }
                if !entry.isAssigned { keys.append("assigned: false") }
                if entry.isShared { keys.append("shared: true") }
                keys.append("trust: \(entry.trust)")
                if let date = entry.purchased { keys.append("purchased: \(date)") }
                return "  - {" + keys.joined(separator: ", ") + "}"
            }
    }

    private var usersText: [String] {
        ["users:"] + users.enumerated().map { "  u\($0): " + ($1.map { "{sender: s\($0)}" } ?? "{}") }
    }

    private var teamsText: [String] {
        ["teams:"]
            + teams.enumerated().map { index, team in
                "  t\(index): {sender: s\(team.sender), countries: \(pairs(team.countries)), "
                    + "members: \(list(team.members.map { "u\($0)" }))}"
            } + ["pools:"]
            + pools.enumerated().map {
                "  p\($0): {senders: \(list($1.map { "s\($0)" })), prefer: [area_code, country, hash]}"
            }
    }

    private var defaultsText: [String] {
        ["defaults:", "  sender: s\(defaultSender)", "  countries: \(pairs(countryDefaults))"]
    }

    private var orderText: [String] {
        let lines = rules.map { rule in
            var keys = ["name: \(rule.name)", "use: \(rule.use)"]
            let countries = rule.countries.isEmpty ? [] : ["country: " + list(rule.countries.map(\.code))]
            let when = (countries + rule.when).joined(separator: ", ")
            if !when.isEmpty { keys.append("when: {\(when)}") }
            if !rule.unless.isEmpty { keys.append("unless: {\(rule.unless.joined(separator: ", "))}") }
            if let otherwise = rule.otherwise { keys.append("if_unusable: \(otherwise)") }
            return "    - {" + keys.joined(separator: ", ") + "}"
        }
        return ["order:", "  require: [assigned, active, capable, compliant]", "  rules:", "    - conversation"]
            + ["    - {use: explicit, if_unusable: \(explicit)}"] + lines
            + ["    - user", "    - country_default", "    - best", "    - default"]
    }
}
