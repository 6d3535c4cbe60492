import SenderModel

/// Draws an `AnalysisTenant` and its edits.
struct AnalysisTenantMaker {
    private let scale: Double
    private let countries: [Country]
    private let source = NumberSource()
    private var dice: Dice
    /// Entries of each country that are no user's own; of all countries under nil.
    private var free: [Country?: [Int]] = [:]

    init(scale: Double, seed: UInt64) {
        self.scale = scale
        dice = Dice(seed: seed)
        countries = source.countries(max(10, Int(200 * scale)))
    }

    private func scaled(_ count: Int) -> Int { max(1, Int(Double(count) * scale)) }

    /// An entry near a country, that nobody owns.
    private mutating func local(_ country: Country) -> Int { dice.pick(free[country] ?? free[nil] ?? [0]) }

    mutating func make() -> AnalysisTenant {
        var tenant = AnalysisTenant(rules: [])
        let weights = Dice.falling(countries.count, offset: 3)
        while tenant.inventory.count < scaled(10_000) {
            if let entry = entry(countries[dice.weighted(weights)], number: tenant.inventory.count) {
                tenant.inventory.append(entry)
            }
        }
        let userCount = scaled(5000)
        let all = Array(tenant.inventory.indices)
        let own = dice.sample(all, min(all.count / 2, userCount))
        let owned = Set(own)
        free[nil] = all.filter { !owned.contains($0) }
        for index in free[nil] ?? [] where tenant.inventory[index].text.hasPrefix("+") {
            free[tenant.inventory[index].country, default: []].append(index)
        }
        tenant.users = (0..<userCount).map { $0 < own.count && dice.chance(0.9) ? own[$0] : nil }

        let mixed = dice.shuffled(Array(0..<userCount))
        let teamCount = scaled(500)
        let size = max(1, userCount / teamCount)
        let usual = Array(countries.prefix(40))
        tenant.teams = (0..<teamCount).map { team in
            let chosen = dice.sample(usual, dice.below(6))
            return AnalysisTenant.Team(
                sender: dice.pick(free[nil] ?? all), countries: chosen.map { ($0, local($0)) },
                members: Array(mixed[team * size..<(team + 1) * size - 1]))
        }
        for country in countries where dice.chance(0.8) { tenant.countryDefaults.append((country, local(country))) }
        tenant.defaultSender = local(countries[0])
        tenant.pools = (0..<10).map { pool in
            var members: [Int] = []
            for _ in 0..<30 {
                let member = pool < 5 ? local(countries[0]) : dice.pick(free[nil] ?? all)
                if !members.contains(member) { members.append(member) }
            }
            return members
        }
        let count = scaled(1000)
        tenant.rules = (0..<count).map { rule($0, of: count, teams: teamCount, users: userCount) }
        return tenant
    }

    private mutating func entry(_ country: Country, number: Int) -> AnalysisTenant.Entry? {
        var entry: AnalysisTenant.Entry
        switch dice.below(100) {
        case ..<93:
            guard let digits = source.newNumber(in: country, &dice) else { return nil }
            entry = AnalysisTenant.Entry(text: NumberSource.text(digits), country: country)
        case ..<95: entry = AnalysisTenant.Entry(text: "\(10_000 + number)", country: country)
        default:
            entry = AnalysisTenant.Entry(text: "ID\(number)", isAlphanumeric: true)
            entry.registeredIn = dice.sample(countries, dice.below(6))
        }
        entry.capabilities = dice.pick(["sms", "sms", "sms, mms", "sms, mms", dice.chance(0.2) ? "voice" : "sms"])
        entry.isActive = !dice.chance(0.07)
        entry.isAssigned = !dice.chance(0.04)
        entry.isShared = dice.chance(0.1)
        entry.trust = dice.pick([0, 0, 0, 1, 2, 5])
        if dice.chance(0.8) {
            let parts = [2018 + dice.below(9), 1 + dice.below(12), 1 + dice.below(28)]
            entry.purchased = parts.map { SelectionTenant.padded($0, 2) }.joined(separator: "-")
        }
        return entry
    }

    private mutating func rule(_ index: Int, of count: Int, teams: Int, users: Int) -> AnalysisTenant.Rule {
        var rule = AnalysisTenant.Rule(name: "r\(index)", use: "")
        func list(_ items: some Sequence<String>) -> String { "[" + items.joined(separator: ", ") + "]" }
        let kind = dice.below(100)
        if kind < 80 {
            rule.countries = dice.sample(countries, min(countries.count, dice.pick([1, 1, 1, 2, 3, 5, 12])))
        }
        if kind < 50 || kind >= 80 {
            let chosen = dice.sample(Array(0..<teams), min(teams, dice.pick([1, 1, 2, 3])))
            rule.when.append("team: " + list(chosen.map { "t\($0)" }))
        }
        if dice.chance(0.09) {
            let origins = ["reply", "agent", "automation", "api", "campaign"]
            rule.when.append("origin: " + list(dice.sample(origins, 1 + dice.below(3))))
        }
        if dice.chance(0.10) {
            rule.when.append("purpose: " + list(dice.sample(["transactional", "marketing", "otp"], 1 + dice.below(2))))
        }
        if dice.chance(0.09) { rule.when.append("brand: [\(dice.pick(["acme", "zenith", "nova"]))]") }
        if dice.chance(0.05) { rule.when.append("tier: " + list(dice.sample(["free", "pro", "biz", "ent"], 2))) }
        if dice.chance(0.04) { rule.when.append("needs: [\(dice.pick(["mms", "reply"]))]") }
        if dice.chance(0.02) { rule.when.append("user: " + list((0..<3).map { _ in "u\(dice.below(users))" })) }
        if dice.chance(0.10) { rule.unless.append("purpose: [otp]") }
        switch dice.below(100) {
        case ..<55: rule.use = "{sender: s\(local(dice.pick(rule.countries.isEmpty ? countries : rule.countries)))}"
        case ..<60: rule.use = "conversation"
        case ..<65: rule.use = "user"
        case ..<68: rule.use = "first_used"
        case ..<71: rule.use = "last_used"
        case ..<80: rule.use = "country_default"
        case ..<88: rule.use = "team"
        case ..<93: rule.use = "best"
        default: rule.use = "{pool: p\(dice.below(10))}"
        }
        if rule.use != "best", !rule.use.hasPrefix("{pool"), dice.chance(0.15) {
            let isLast = index > count - 3
            rule.otherwise = isLast || dice.chance(0.5) ? "reject" : "r\(min(count - 1, index + 1 + dice.below(49)))"
        }
        return rule
    }

    /// One change. Everything else stays as it was drawn.
    mutating func apply(_ edit: AnalysisTenant.Edit, to tenant: inout AnalysisTenant) {
        switch edit {
        case .swap:
            let jumps = Set(tenant.rules.compactMap(\.otherwise))
            let first = tenant.rules.indices.dropLast().first { index in
                let pair = tenant.rules[index...index + 1]
                return pair.allSatisfy { !$0.countries.isEmpty && $0.otherwise == nil && !jumps.contains($0.name) }
                    && Set(tenant.rules[index].countries).isDisjoint(with: tenant.rules[index + 1].countries)
            }
            if let first { tenant.rules.swapAt(first, first + 1) }
        case .sender:
            if let index = tenant.rules.firstIndex(where: { $0.use.hasPrefix("{sender") }) {
                tenant.rules[index].use = "{sender: s\(local(countries[2]))}"
            }
        case .defaultSender: tenant.defaultSender = local(countries[1])
        case .country:
            let germany = tenant.countryDefaults.firstIndex { $0.country.code == "DE" }
            tenant.countryDefaults[germany ?? 0].sender = local(countries[1])
        case .user:
            if let index = tenant.users.firstIndex(where: { $0 != nil }) { tenant.users[index] = nil }
        case .suspend: tenant.inventory[tenant.defaultSender].isActive = false
        case .explicit: tenant.explicit = "next"
        }
    }
}
