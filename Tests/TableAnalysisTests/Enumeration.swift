import Evaluation
import NumberingPlan
import SenderModel

@testable import TableAnalysis

/// Every message of one or two small tables, up to what no message can show: written from the contract, and with nothing
/// of the analysis but the value a message is kept in.
///
/// Inputs that no table reads are left out, recipients are a few of each country that a table may speak of, of one it
/// doesn't, and of none.
struct Enumeration {
    let tables: [DecisionTable]
    var recipients: [String] = []
    var needs: [MemberSet<Need>] = []
    var users: [String?] = [nil]
    var teams: [String?] = [nil]
    var origins: [Origin?] = [nil]
    var purposes: [Purpose?] = [nil]
    var brands: [String?] = [nil]
    var references: [[String?]] = Array(repeating: [nil], count: 4)

    init(_ tables: [DecisionTable], ids: Bool = false, reading: Set<String> = []) {
        self.tables = tables
        let hashes = tables.contains { $0.pools.contains { $0.prefer.contains(.hash) } }
        let areaCodes = tables.contains { $0.pools.contains { $0.prefer.contains(.areaCode) } }
        for country in RandomTables.countries + [Country("FR"), nil] {
            var codes: [Int?] = [nil]
            if areaCodes, let country, ["US", "CA"].contains(country.code) {
                codes = country.code == "US" ? [1415, 1212, 1800, 1303] : [1416, 1604]
            }
            for code in codes {
                let numbers = NumberingPlan.recipients(in: country, areaCode: code)
                for position in 0..<(hashes ? 8 : 1) { recipients.append(numbers.number(at: position * 7)) }
            }
        }
        let all = (UInt8(1)...7).map { MemberSet<Need>(bits: $0) }
        needs = all
        let inputs = Set(tables.flatMap { $0.inputs.map(\.name) }).union(reading)
        if !inputs.contains("needs") { needs = [[.sms]] }
        if inputs.contains("user") || inputs.contains("team") {
            users += Set(tables.flatMap { $0.users.map(\.name) }).sorted().map { $0 }
        }
        if inputs.contains("team") { teams += Set(tables.flatMap { $0.teams.map(\.name) }).sorted().map { $0 } }
        if inputs.contains("origin") { origins += Origin.allCases.map { $0 } }
        if inputs.contains("purpose") { purposes += Purpose.allCases.map { $0 } }
        if inputs.contains("brand") { brands += ["acme", "zenith"] }
        var texts: [String] = []
        for table in tables {
            for entry in table.inventory {
                if ids, let id = entry.id { texts.append(id) }
                // A short code of several countries can be named by its id only where it isn't the recipient's.
                if let id = entry.id, table.inventory.count(where: { $0.sender == entry.sender }) > 1 {
                    texts.append(id)
                }
                texts.append(entry.sender)
            }
        }
        let values: [String?] = [nil, "unknown"] + Set(texts).sorted().map { $0 }
        for (input, name) in ["conversation", "from", "first_used", "last_used"].enumerated()
        where inputs.contains(name) {
            references[input] = values
        }
    }

    var count: Int {
        [
            recipients.count, needs.count, users.count, teams.count, origins.count, purposes.count, brands.count,
            references[0].count, references[1].count, references[2].count, references[3].count,
        ].reduce(1, *)
    }

    /// Calls `body` with every message.
    func forEach(_ body: (WitnessMessage) throws -> Void) rethrows {
        for recipient in recipients {
            for needs in needs {
                for user in users {
                    for team in teams {
                        for origin in origins {
                            for purpose in purposes {
                                for brand in brands {
                                    var message = WitnessMessage(to: recipient)
                                    message.needs = needs
                                    message.user = user
                                    message.team = team
                                    message.origin = origin
                                    message.purpose = purpose
                                    if let brand { message.attributes = [.init(name: "brand", value: brand)] }
                                    try referencing(message, 0, body)
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    private func referencing(
        _ message: WitnessMessage, _ input: Int, _ body: (WitnessMessage) throws -> Void
    ) rethrows {
        guard input < 4 else { return try body(message) }
        var message = message
        for reference in references[input] {
            message[open: input] = reference
            try referencing(message, input + 1, body)
        }
    }
}
