// The written form of a table: what `compile` writes and `eval` accepts. Described field by field in
// docs/compiled-table.md; a change of its meaning raises `formatVersion`.

extension DecisionTable: Codable {
    private enum CodingKeys: String, CodingKey {
        case formatVersion = "format_version"
        case tenant, name
        case hitPolicy = "hit_policy"
        case inputs, attributes, inventory, users, teams, pools, defaults
        case organizationNumber = "organization_number"
        case multiSMSNumbers = "multi_sms_numbers"
        case unknownCompliance = "unknown_compliance"
        case require, rows, countries
    }

    private struct Defaults: Codable {
        var sender: DefaultSender
        var countries: [Country: Int]

        enum CodingKeys: String, CodingKey { case sender, countries }

        init(sender: DefaultSender, countries: [Country: Int]) {
            self.sender = sender
            self.countries = countries
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            if let position = try? container.decode(Int.self, forKey: .sender) {
                sender = .sender(position)
            } else if let text = try container.decodeIfPresent(String.self, forKey: .sender) {
                guard text == "none" else {
                    throw container.corrupted(.sender, "`\(text)` is neither a position nor `none`")
                }
                sender = .none
            } else {
                sender = .absent
            }
            countries = try container.decodeByCountry(.countries)
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            switch sender {
            case .absent: break
            case .none: try container.encode("none", forKey: .sender)
            case .sender(let position): try container.encode(position, forKey: .sender)
            }
            try container.encodeByCountry(countries, forKey: .countries)
        }
    }

    /// - Throws: `DecodingError`. Whether positions and names exist is for `validate()` to say.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let version = try container.decode(Int.self, forKey: .formatVersion)
        guard version == Self.formatVersion else {
            throw container.corrupted(
                .formatVersion, "format version \(version) is not \(Self.formatVersion)")
        }
        self.init(tenant: try container.decode(String.self, forKey: .tenant))
        displayName = try container.decodeIfPresent(String.self, forKey: .name)
        hitPolicy = try container.decode(HitPolicy.self, forKey: .hitPolicy)
        attributes = try container.decode([Attribute].self, forKey: .attributes)
        inventory = try container.decode([InventoryEntry].self, forKey: .inventory)
        users = try container.decode([User].self, forKey: .users)
        teams = try container.decode([Team].self, forKey: .teams)
        pools = try container.decode([Pool].self, forKey: .pools)
        let defaults = try container.decode(Defaults.self, forKey: .defaults)
        defaultSender = defaults.sender
        countryDefaults = defaults.countries
        if let position = try? container.decode(Int.self, forKey: .organizationNumber) {
            organizationNumber = .sender(position)
        } else if let text = try container.decodeIfPresent(String.self, forKey: .organizationNumber) {
            organizationNumber = .unknown(text)
        }
        allowsUserNumbers = try container.decode(Bool.self, forKey: .multiSMSNumbers)
        unknownCompliance = try container.decode(UnknownCompliance.self, forKey: .unknownCompliance)
        require =
            try container.decodeIfPresent(MemberSet<Requirement>.self, forKey: .require) ?? Self.defaultRequire
        rows = try container.decode([Row].self, forKey: .rows)
        countryRules = try container.decodeByCountry(.countries)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(Self.formatVersion, forKey: .formatVersion)
        try container.encode(tenant, forKey: .tenant)
        try container.encodeIfPresent(displayName, forKey: .name)
        try container.encode(hitPolicy, forKey: .hitPolicy)
        try container.encode(inputs, forKey: .inputs)
        try container.encode(attributes, forKey: .attributes)
        try container.encode(inventory, forKey: .inventory)
        try container.encode(users, forKey: .users)
        try container.encode(teams, forKey: .teams)
        try container.encode(pools, forKey: .pools)
        try container.encode(Defaults(sender: defaultSender, countries: countryDefaults), forKey: .defaults)
        switch organizationNumber {
        case .sender(let position): try container.encode(position, forKey: .organizationNumber)
        case .unknown(let text): try container.encode(text, forKey: .organizationNumber)
        case nil: break
        }
        try container.encode(allowsUserNumbers, forKey: .multiSMSNumbers)
        try container.encode(unknownCompliance, forKey: .unknownCompliance)
        if require != Self.defaultRequire { try container.encode(require, forKey: .require) }
        try container.encode(rows, forKey: .rows)
        try container.encodeByCountry(countryRules, forKey: .countries)
    }
}

extension DecisionTable.Team: Codable {
    private enum CodingKeys: String, CodingKey { case name, sender, countries, inbound, members }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            name: try container.decode(String.self, forKey: .name),
            sender: try container.decodeIfPresent(Int.self, forKey: .sender),
            countries: try container.decodeByCountry(.countries),
            inbound: try container.decode([Int].self, forKey: .inbound),
            members: try container.decode([String].self, forKey: .members))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(name, forKey: .name)
        try container.encodeIfPresent(sender, forKey: .sender)
        try container.encodeByCountry(countries, forKey: .countries)
        try container.encode(inbound, forKey: .inbound)
        try container.encode(members, forKey: .members)
    }
}

extension KeyedDecodingContainer {
    func corrupted(_ key: Key, _ message: String) -> DecodingError {
        .dataCorruptedError(forKey: key, in: self, debugDescription: message)
    }

    /// An object whose keys are country codes.
    func decodeByCountry<Value: Decodable>(_ key: Key) throws -> [Country: Value] {
        var result: [Country: Value] = [:]
        for (code, value) in try decode([String: Value].self, forKey: key) {
            guard let country = Country(code) else { throw corrupted(key, "`\(code)` is no country code") }
            result[country] = value
        }
        return result
    }
}

extension KeyedEncodingContainer {
    mutating func encodeByCountry(_ values: [Country: some Encodable], forKey key: Key) throws {
        try encode(Dictionary(uniqueKeysWithValues: values.map { ($0.key.code, $0.value) }), forKey: key)
    }
}
