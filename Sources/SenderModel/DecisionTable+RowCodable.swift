// The written form of rows: `{"name","use","pool"|"sender","when","unless","require","if_unusable","at"}`, where
// `if_unusable` is `next`, `reject` or the position of a later row.

extension DecisionTable.Row: Codable {
    private enum CodingKeys: String, CodingKey {
        case name, use, pool, sender, when, unless, require
        case ifUnusable = "if_unusable"
        case at
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let use = try container.decode(String.self, forKey: .use)
        let source: DecisionTable.Source
        switch use {
        case "pool": source = .pool(try container.decode(Int.self, forKey: .pool))
        case "sender": source = .sender(try container.decode(Int.self, forKey: .sender))
        default:
            guard let named = DecisionTable.Source.named.first(where: { $0.name == use }) else {
                throw container.corrupted(.use, "`\(use)` is not a source")
            }
            source = named.source
        }
        let ifUnusable: DecisionTable.OnUnusable
        if let row = try? container.decode(Int.self, forKey: .ifUnusable) {
            ifUnusable = .row(row)
        } else {
            switch try container.decode(String.self, forKey: .ifUnusable) {
            case "next": ifUnusable = .next
            case "reject": ifUnusable = .reject
            default: throw container.corrupted(.ifUnusable, "neither `next`, `reject` nor a row's position")
            }
        }
        self.init(
            name: try container.decode(String.self, forKey: .name), source: source,
            when: try container.decodeIfPresent(DecisionTable.Condition.self, forKey: .when),
            unless: try container.decodeIfPresent(DecisionTable.Condition.self, forKey: .unless),
            require: try container.decode(MemberSet<Requirement>.self, forKey: .require), ifUnusable: ifUnusable,
            at: try container.decode(String.self, forKey: .at))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(name, forKey: .name)
        try container.encode(source.word, forKey: .use)
        switch source {
        case .pool(let position): try container.encode(position, forKey: .pool)
        case .sender(let position): try container.encode(position, forKey: .sender)
        default: break
        }
        try container.encodeIfPresent(when, forKey: .when)
        try container.encodeIfPresent(unless, forKey: .unless)
        try container.encode(require, forKey: .require)
        switch ifUnusable {
        case .next: try container.encode("next", forKey: .ifUnusable)
        case .reject: try container.encode("reject", forKey: .ifUnusable)
        case .row(let position): try container.encode(position, forKey: .ifUnusable)
        }
        try container.encode(at, forKey: .at)
    }
}

extension DecisionTable.Source {
    /// The source's word in YAML and in a compiled table: `conversation`, `pool`, `sender`…
    public var word: String {
        switch self {
        case .pool: "pool"
        case .sender: "sender"
        default: Self.named.first { $0.source == self }?.name ?? ""
        }
    }
}

extension DecisionTable.Condition: Codable {
    private enum CodingKeys: String, CodingKey {
        case country, team, user, origin, purpose, needs, attributes
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init()
        countries = try container.decodeIfPresent(CountrySet.self, forKey: .country)
        teams = try container.decodeIfPresent([String].self, forKey: .team)
        users = try container.decodeIfPresent([String].self, forKey: .user)
        origins = try container.decodeIfPresent(MemberSet<Origin>.self, forKey: .origin)
        purposes = try container.decodeIfPresent(MemberSet<Purpose>.self, forKey: .purpose)
        needs = try container.decodeIfPresent(MemberSet<Need>.self, forKey: .needs)
        attributes = try container.decodeIfPresent([DecisionTable.Attribute].self, forKey: .attributes) ?? []
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encodeIfPresent(countries, forKey: .country)
        try container.encodeIfPresent(teams, forKey: .team)
        try container.encodeIfPresent(users, forKey: .user)
        try container.encodeIfPresent(origins, forKey: .origin)
        try container.encodeIfPresent(purposes, forKey: .purpose)
        try container.encodeIfPresent(needs, forKey: .needs)
        if !attributes.isEmpty { try container.encode(attributes, forKey: .attributes) }
    }
}
