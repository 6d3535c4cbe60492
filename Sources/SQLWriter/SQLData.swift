internal import Evaluation
internal import NumberingPlan
internal import SenderModel

/// The rows that a statement carries: what its stages look up by name, number or country. Tenants, programs and sets of
/// country rules are named by their positions.
struct SQLData {
    let tables: [DecisionTable]
    /// By tenant.
    let programs: [Int]
    let reads: SQLReads
    /// The sets of country rules there are, and each tenant's.
    private let ruleSets: (sets: [[Country: CountryRule]], of: [Int])

    init(tables: [DecisionTable], programs: [Int], reads: SQLReads) {
        self.tables = tables
        self.programs = programs
        self.reads = reads
        ruleSets = Self.ruleSets(of: tables)
    }

    /// The longest number there can be (Indonesia, Japan).
    static let maximumDigits = 19

    var all: [SQLRows] {
        var all = [tenants, senders, references, rules]
        if Self.hasSharedCodes(tables) { all.append(sharedCodes) }
        if reads.user { all.append(users) }
        if reads.team { all.append(teams) }
        if reads.sources.contains(.team) { all.append(teamCountries) }
        if reads.sources.contains(.countryDefault) { all.append(countryDefaults) }
        if reads.countryRules { all.append(countryRules) }
        if !reads.best.isEmpty { all += best }
        return all
    }

    // MARK: - The numbering plan

    static let plan: (keyLengths: [Int], prefixes: SQLRows, lengths: SQLRows) = {
        let plan = NumberPrefixes(maximumDigits: maximumDigits)
        var prefixes = SQLRows(
            name: "plan_prefix", columns: ["class", "prefix"], words: "prefix", like: [.integer(nil), .text(nil)])
        var lengths = SQLRows(
            name: "plan_length", columns: ["class", "country", "digits"], words: "digits",
            like: [.integer(nil), .text(nil), .text(nil)])
        for (index, value) in plan.classes.enumerated() {
            prefixes.rows.append([.integer(index), .text(value.prefixes.joined(separator: " "))])
            for (country, digits) in value.countries {
                lengths.rows.append(
                    [.integer(index), .text(country?.code), .text(digits.map(String.init).joined(separator: " "))])
            }
        }
        return (plan.keyLengths, prefixes, lengths)
    }()

    // MARK: - Tenants

    private var tenants: SQLRows {
        var rows = SQLRows(
            name: "tenant",
            columns: [
                "name", "tenant", "program", "rule_set", "refuses_unknown", "one_number", "organization_entry",
                "default_entry",
            ],
            like: [])
        for (tenant, table) in tables.enumerated() {
            var organization: Int?
            switch table.organizationNumber {
            case .sender(let entry): organization = entry
            // Text that names nothing: there is a candidate, and it is unknown.
            case .unknown: organization = -1
            case nil: break
            }
            var defaultSender: Int?
            if case .sender(let entry) = table.defaultSender { defaultSender = entry }
            rows.rows.append([
                .text(table.tenant), .integer(tenant), .integer(programs[tenant]), .integer(ruleSets.of[tenant]),
                .flag(table.unknownCompliance == .reject), .flag(!table.allowsUserNumbers), .integer(organization),
                .integer(defaultSender),
            ])
        }
        return rows
    }

    private var senders: SQLRows {
        var rows = SQLRows(
            name: "sender",
            columns: [
                "tenant", "entry", "sender", "standing", "meets", "kind", "country", "registered_in", "is_owned",
                "preference",
            ],
            like: [
                .integer(nil), .integer(nil), .text(nil), .integer(nil), .integer(nil), .text(nil), .text(nil),
                .text(nil), .flag(false), .integer(nil),
            ])
        for (tenant, table) in tables.enumerated() {
            let evaluator = Evaluator(table)
            let owned = table.allowsUserNumbers ? Set(table.users.compactMap(\.sender)) : []
            for (entry, value) in table.inventory.enumerated() {
                rows.rows.append([
                    .integer(tenant), .integer(entry), .text(value.sender), .integer(SQLFailure.standing(value)),
                    .integer(Int(value.meets.bits)), .text(value.kind.rawValue), .text(value.country?.code),
                    .text(value.registeredIn.sorted.map(\.code).joined(separator: " ")), .flag(owned.contains(entry)),
                    .integer(evaluator.preference(of: entry)),
                ])
            }
        }
        return rows
    }

    /// Ids first, then senders: whose text is an id is found by it. Of a short code of several countries the first.
    private var references: SQLRows {
        var rows = SQLRows(
            name: "reference", columns: ["tenant", "text", "entry"], like: [.integer(nil), .text(nil), .integer(nil)])
        for (tenant, table) in tables.enumerated() {
            var seen: Set<[UInt8]> = []
            func add(_ text: String, _ entry: Int) {
                if seen.insert(Array(text.utf8)).inserted {
                    rows.rows.append([.integer(tenant), .text(text), .integer(entry)])
                }
            }
            for (entry, value) in table.inventory.enumerated() { value.id.map { add($0, entry) } }
            for (entry, value) in table.inventory.enumerated() { add(Reference.normalized(value.sender), entry) }
        }
        return rows
    }

    /// Whether any tenant has a short code of several countries.
    static func hasSharedCodes(_ tables: [DecisionTable]) -> Bool {
        tables.contains { table in
            let codes = table.inventory.filter { $0.kind == .shortCode }.map(\.sender)
            return Set(codes).count < codes.count
        }
    }

    /// Short codes of several countries, by country.
    private var sharedCodes: SQLRows {
        var rows = SQLRows(
            name: "shared_code", columns: ["tenant", "text", "country", "entry"],
            like: [.integer(nil), .text(nil), .text(nil), .integer(nil)])
        for (tenant, table) in tables.enumerated() {
            let codes = table.inventory.enumerated().filter { $0.element.kind == .shortCode }
            let shared = Dictionary(grouping: codes) { $0.element.sender }.filter { $0.value.count > 1 }
            for (entry, value) in codes where shared[value.sender] != nil {
                guard let country = value.country else { continue }
                rows.rows.append([.integer(tenant), .text(value.sender), .text(country.code), .integer(entry)])
            }
        }
        return rows
    }

    private var rules: SQLRows {
        var rows = SQLRows(
            name: "rule", columns: ["tenant", "number", "name"], like: [.integer(nil), .integer(nil), .text(nil)])
        for (tenant, table) in tables.enumerated() {
            for (row, value) in table.rows.enumerated() {
                rows.rows.append([.integer(tenant), .integer(row + 1), .text(value.name)])
            }
        }
        return rows
    }

    // MARK: - People

    /// Users with their own number and the one team they are in.
    private var users: SQLRows {
        var rows = SQLRows(
            name: "person", columns: ["tenant", "name", "entry", "team"],
            like: [.integer(nil), .text(nil), .integer(nil), .text(nil)])
        for (tenant, table) in tables.enumerated() {
            var teams: [String: [String]] = [:]
            for team in table.teams {
                for member in team.members { teams[member, default: []].append(team.name) }
            }
            for user in table.users {
                let team = teams[user.name].flatMap { $0.count == 1 ? $0[0] : nil }
                rows.rows.append([
                    .integer(tenant), .text(user.name), .integer(table.allowsUserNumbers ? user.sender : nil),
                    .text(team),
                ])
            }
        }
        return rows
    }

    private var teams: SQLRows {
        var rows = SQLRows(
            name: "crew", columns: ["tenant", "name", "entry"], like: [.integer(nil), .text(nil), .integer(nil)])
        for (tenant, table) in tables.enumerated() {
            for team in table.teams { rows.rows.append([.integer(tenant), .text(team.name), .integer(team.sender)]) }
        }
        return rows
    }

    private var teamCountries: SQLRows {
        var rows = SQLRows(
            name: "crew_country", columns: ["tenant", "name", "entry", "country"], words: "country",
            like: [.integer(nil), .text(nil), .integer(nil), .text(nil)])
        for (tenant, table) in tables.enumerated() {
            for team in table.teams {
                for (entry, countries) in Self.grouped(team.countries) {
                    rows.rows.append([.integer(tenant), .text(team.name), .integer(entry), .text(countries)])
                }
            }
        }
        return rows
    }

    // MARK: - Countries

    private var countryDefaults: SQLRows {
        var rows = SQLRows(
            name: "country_default", columns: ["tenant", "entry", "country"], words: "country",
            like: [.integer(nil), .integer(nil), .text(nil)])
        for (tenant, table) in tables.enumerated() {
            for (entry, countries) in Self.grouped(table.countryDefaults) {
                rows.rows.append([.integer(tenant), .integer(entry), .text(countries)])
            }
        }
        return rows
    }

    /// Values with their countries' codes, in the order of the first of these.
    private static func grouped<Value: Hashable>(_ values: [Country: Value]) -> [(value: Value, countries: String)] {
        Dictionary(grouping: values.keys) { values[$0] }
            .compactMap { value, countries in value.map { ($0, countries.sorted()) } }
            .sorted { $0.1[0] < $1.1[0] }
            .map { ($0, $1.map(\.code).joined(separator: " ")) }
    }

    private static func ruleSets(of tables: [DecisionTable]) -> (sets: [[Country: CountryRule]], of: [Int]) {
        var sets: [[Country: CountryRule]] = []
        var known: [[Country: CountryRule]: Int] = [:]
        let of = tables.map { table in
            if let set = known[table.countryRules] { return set }
            known[table.countryRules] = sets.count
            sets.append(table.countryRules)
            return sets.count - 1
        }
        return (sets, of)
    }

    private var countryRules: SQLRows {
        var rows = SQLRows(
            name: "country_rule",
            columns: ["rule_set", "alphanumeric", "domestic", "international", "toll_free", "country"],
            words: "country",
            like: [.integer(nil)] + Array(repeating: .text(nil), count: 5))
        // Only `alphanumeric` may say `registration`; a number never registers.
        func answer(_ answer: CountryAnswer) -> SQLValue {
            .text((answer == .registration ? .unknown : answer).rawValue)
        }
        for (set, values) in ruleSets.sets.enumerated() {
            for (value, countries) in Self.grouped(values) {
                rows.rows.append([
                    .integer(set), .text(value.alphanumeric.rawValue), answer(value.longCodeDomestic),
                    answer(value.longCodeInternational), answer(value.tollFree), .text(countries),
                ])
            }
        }
        return rows
    }
}
