/// One sender a tenant has, as the decision table knows it.
public struct InventoryEntry: Hashable, Sendable, Codable {
    /// What the recipient sees: `+` and digits, a short code's digits, or an alphanumeric sender ID.
    public var sender: String
    /// The name references use, where it has one.
    public var id: String?
    /// What people call it.
    public var name: String?
    /// What kind of sender it is.
    public var kind: SenderKind
    /// None for alphanumeric senders and numbers of non-geographic codes.
    public var country: Country?
    /// What it can carry.
    public var capabilities: MemberSet<Capability>
    /// Only `active` ones can send where a rule requires `active`.
    public var status: EntryStatus
    /// Whether it is on the tenant's list of assigned numbers.
    public var isAssigned: Bool
    /// Whether other customers of the provider send from it too.
    public var isShared: Bool
    /// `best` prefers higher.
    public var trust: Int
    /// `YYYY-MM-DD`.
    public var purchased: String?
    /// Countries where it is registered.
    public var registeredIn: CountrySet

    /// An entry; what isn't given is as YAML's defaults have it.
    public init(
        sender: String, id: String? = nil, name: String? = nil, kind: SenderKind, country: Country? = nil,
        capabilities: MemberSet<Capability> = [.sms], status: EntryStatus = .active, isAssigned: Bool = true,
        isShared: Bool = false, trust: Int = 0, purchased: String? = nil, registeredIn: CountrySet = CountrySet()
    ) {
        self.sender = sender
        self.id = id
        self.name = name
        self.kind = kind
        self.country = country
        self.capabilities = capabilities
        self.status = status
        self.isAssigned = isAssigned
        self.isShared = isShared
        self.trust = trust
        self.purchased = purchased
        self.registeredIn = registeredIn
    }

    enum CodingKeys: String, CodingKey {
        case sender, id, name
        case kind = "type"
        case country, capabilities, status
        case isAssigned = "assigned"
        case isShared = "shared"
        case trust, purchased
        case registeredIn = "registered_in"
    }

    /// The needs this sender meets: its capabilities, and `reply` unless it is alphanumeric.
    public var meets: MemberSet<Need> { Self.meets(capabilities, kind) }

    /// The same of what an entry can carry and its kind: lists of entries are asked field by field, since an entry taken
    /// out of one is copied whole.
    package static func meets(_ capabilities: MemberSet<Capability>, _ kind: SenderKind) -> MemberSet<Need> {
        var needs: MemberSet<Need> = []
        if capabilities.contains(.sms) { needs.insert(.sms) }
        if capabilities.contains(.mms) { needs.insert(.mms) }
        if kind != .alphanumeric { needs.insert(.reply) }
        return needs
    }

    /// Whether `country` is the sender's own, or one it is registered in.
    public func isLocal(to country: Country) -> Bool {
        self.country == country || registeredIn.contains(country)
    }
}

extension [InventoryEntry] {
    /// Positions as `best` prefers the entries, as far as that doesn't depend on the message: dedicated before shared,
    /// higher trust, later purchase (none last), the list's order (contract, section 5).
    package var entriesByPreference: [Int] {
        indices.sorted { a, b in
            // Field by field: an entry taken out of its list is copied whole.
            if self[a].isShared != self[b].isShared { return self[b].isShared }
            if self[a].trust != self[b].trust { return self[a].trust > self[b].trust }
            if self[a].purchased != self[b].purchased { return (self[a].purchased ?? "") > (self[b].purchased ?? "") }
            return a < b
        }
    }
}
