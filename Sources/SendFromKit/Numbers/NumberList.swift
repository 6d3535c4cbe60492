internal import Diagnostics
internal import NumberingPlan
public import SenderModel
internal import TenantConfig

/// A tenant's inventory as people ask for it: who has which number, which are free, what they cost.
public struct NumberList: Sendable {
    /// One sender, and whose it is.
    public struct Entry: Sendable {
        /// Position in the inventory.
        let index: Int
        let value: InventoryEntry
        /// The first user whose own it is.
        let user: String?
        /// The first team that has it.
        let team: String?
        /// Everything that takes it: users, teams, pools, defaults, the organisation.
        package let uses: [String]
        /// What it costs a week; nil where it isn't billed.
        let price: Money?
        let purchased: String?

        /// Active, assigned, and nobody's.
        var isAvailable: Bool { value.isAssigned && value.status == .active && uses.isEmpty }
    }

    let tenant: String
    /// In inventory order.
    public let entries: [Entry]
    let limit: Int?
    let allowsUserNumbers: Bool
    let currency: String
    /// What a number costs a week that has no price of its own.
    let commonPrice: Money?

    /// - Parameter tenant: without errors.
    public init(_ tenant: LoadedTenant) {
        let (config, table) = (tenant.config, tenant.table)
        self.tenant = tenant.name
        limit = config.limits?.numbers?.value
        allowsUserNumbers = table.allowsUserNumbers
        currency = config.billing?.currency?.value ?? "USD"
        let uses = Self.uses(table)
        let common = config.billing?.weeklyPrice.flatMap { Money($0.value) } ?? Money("2.99")
        commonPrice = common
        entries = table.inventory.enumerated().map { index, value in
            let own = config.inventory[index].weeklyPrice.flatMap { Money($0.value) }
            let isBilled = value.status != .released && (own != nil || value.kind != .alphanumeric)
            let owner = table.allowsUserNumbers ? table.users.first { $0.sender == index } : nil
            return Entry(
                index: index, value: value, user: owner?.name,
                team: table.teams.first { $0.sender == index || $0.inbound.contains(index) }?.name,
                uses: uses[index] ?? [], price: isBilled ? own ?? common : nil, purchased: value.purchased)
        }
    }

    /// By entry, everything that takes it, in words.
    private static func uses(_ table: DecisionTable) -> [Int: [String]] {
        var uses: [Int: [String]] = [:]
        func add(_ entry: Int?, _ what: String) { if let entry { uses[entry, default: []].append(what) } }
        if case .sender(let entry) = table.organizationNumber { add(entry, "organisation") }
        if case .sender(let entry) = table.defaultSender { add(entry, "default") }
        let countries = Dictionary(grouping: table.countryDefaults.keys.sorted { $0.code < $1.code }) {
            table.countryDefaults[$0] ?? -1
        }
        for (entry, countries) in countries {
            let codes = countries.prefix(4).map(\.code).joined(separator: ", ")
            add(entry, "default of \(codes)" + (countries.count > 4 ? " and \(countries.count - 4) more" : ""))
        }
        for user in table.users { add(user.sender, "user \(user.name)") }
        for team in table.teams {
            for entry in Set(team.inbound + (team.sender.map { [$0] } ?? [])).sorted() {
                add(entry, "team \(team.name)")
            }
        }
        for pool in table.pools {
            for entry in pool.senders { add(entry, "pool \(pool.name)") }
        }
        return uses
    }

    // MARK: - What is asked

    /// Those that are active, assigned and nobody's.
    public var available: [Entry] { entries.filter(\.isAvailable) }

    /// What a user sends from: the user's own number, or everybody's where nobody has one.
    ///
    /// - Returns: nil for a user the tenant doesn't have.
    public func entries(of user: String, in table: DecisionTable) -> [Entry]? {
        guard let user = table.users.first(where: { $0.name == user }) else { return nil }
        if allowsUserNumbers { return entries.filter { $0.index == user.sender } }
        guard case .sender(let entry) = table.organizationNumber else { return [] }
        return [entries[entry]]
    }

    /// How many aren't released.
    var count: Int { entries.count { $0.value.status != .released } }
    var weeklyCost: Money { entries.compactMap(\.price).reduce(.zero, +) }

    /// What is billed for a week: there is no date of purchase, or it isn't after the week's Sunday.
    func billed(in week: CalendarWeek) -> [Entry] {
        entries.filter { entry in entry.price != nil && entry.purchased.map { $0 <= week.sunday } ?? true }
    }
}

extension InventoryEntry {
    /// As people write it: `+1 415-555-0123`, `+44 2079460101`; anything but a number as it is.
    ///
    /// Only North America's grouping is known; of others the calling code stands apart.
    public var displayNumber: String {
        guard sender.hasPrefix("+") else { return sender }
        let digits = sender.dropFirst()
        guard let code = NumberingPlan.facts(of: sender).country.flatMap({ NumberingPlan.callingCode(of: $0) }) else {
            return sender
        }
        let rest = digits.dropFirst(String(code).count)
        guard digits.hasPrefix(String(code)) else { return sender }
        guard code == 1, rest.count == 10 else { return "+\(code) \(rest)" }
        return "+1 \(rest.prefix(3))-\(rest.dropFirst(3).prefix(3))-\(rest.suffix(4))"
    }

    /// The name people call it with the number: `Support line (+1 415-555-0123)`.
    public var displayText: String { name.map { "\($0) (\(displayNumber))" } ?? displayNumber }
}
