import SenderModel

/// A tenant as people keep it, in one file, with a few findings: what lint reads.
public struct LintTenant {
    public struct Shape: Sendable {
        public var numbers: Int
        public var users: Int
        public var teams: Int
        public var countryDefaults: Int

        public init(numbers: Int, users: Int, teams: Int, countryDefaults: Int) {
            self.numbers = numbers
            self.users = users
            self.teams = teams
            self.countryDefaults = countryDefaults
        }

        /// 12,466 entries, about 1 MB.
        public static let megabyte = Shape(numbers: 8000, users: 3500, teams: 900, countryDefaults: 60)
        public static let tenMegabytes = Shape(numbers: 80_000, users: 35_500, teams: 9100, countryDefaults: 60)
        public static let ordinary = Shape(numbers: 40, users: 20, teams: 5, countryDefaults: 12)
        public static let smallest = Shape(numbers: 1, users: 0, teams: 1, countryDefaults: 1)

        /// One of a repository's tenants.
        static func random(_ dice: inout Dice) -> Shape {
            Shape(
                numbers: 3 + dice.below(22), users: 2 + dice.below(18), teams: 1 + dice.below(4),
                countryDefaults: dice.below(12))
        }
    }

    /// Draws many tenants that share no number.
    public struct Maker {
        private let source = NumberSource()
        private let countries: [Country]
        private var dice: Dice

        public init(seed: UInt64 = 11) {
            dice = Dice(seed: seed)
            countries = source.countries(60)
        }

        /// The YAML of a repository's next tenant.
        public mutating func next(_ name: String) -> String { make(name, .random(&dice)) }

        public mutating func make(_ name: String, _ shape: Shape) -> String {
            var numbers: [(text: String, country: Country)] = []
            while numbers.count < shape.numbers {
                let country = countries[numbers.count < shape.countryDefaults ? numbers.count : dice.below(60)]
                if let digits = source.newNumber(in: country, &dice) {
                    numbers.append((NumberSource.text(digits), country))
                }
            }
            // The first ones are the countries' defaults, the last ones users'; those between are the teams'. One in
            // ten of the rest can't be used, and nothing refers to it.
            let owned = min(shape.users, max(0, numbers.count - shape.countryDefaults - shape.teams))
            let shared = numbers.count - owned
            let defaults = min(shape.countryDefaults, numbers.count)
            let spare = Set((defaults..<max(defaults, shared)).filter { $0 > shape.teams && dice.chance(0.1) })

            var lines = ["tenant: \(name)", "country: US", "ten_dlc: {campaign: C0FFEE, status: approved}"]
            lines += ["organization_number: \"\(numbers[0].text)\"", "inventory:"]
            for (index, number) in numbers.enumerated() {
                lines += ["  - sender: \"\(number.text)\"", "    country: \(number.country.code)"]
                lines.append("    capabilities: [\(dice.chance(0.3) ? "sms, mms" : "sms")]")
                lines.append("    status: \(spare.contains(index) ? "suspended" : "active")")
                if dice.chance(0.3) { lines.append("    name: Support line \(dice.below(1000))") }
            }
            lines += ["defaults:", "  sender: \"\(numbers[0].text)\""]
            if defaults > 0 { lines.append("  countries:") }
            lines += numbers.prefix(defaults).map { "    \($0.country.code): \"\($0.text)\"" }
            let forTeams = (0..<shared).filter { !spare.contains($0) }
            if shape.teams > 0 { lines.append("teams:") }
            for team in 0..<shape.teams {
                lines += ["  \(teamName(team)):", "    sender: \"\(numbers[dice.pick(forTeams)].text)\""]
                let members = stride(from: team, to: shape.users, by: shape.teams).map(userName)
                if !members.isEmpty { lines.append("    members: [\(members.joined(separator: ", "))]") }
            }
            if shape.users > 0 { lines.append("users:") }
            for user in 0..<shape.users {
                lines.append("  \(userName(user)):" + (user < owned ? "" : " {}"))
                if user < owned { lines.append("    sender: \"\(numbers[shared + user].text)\"") }
            }
            lines += ["order:", "  rules:", "    - conversation", "    - {use: explicit, if_unusable: reject}"]
            if owned > 0 { lines.append("    - {use: user, if_unusable: default}") }
            if shape.teams > 0 { lines.append("    - {use: team, when: {purpose: marketing}}") }
            if defaults > 0 { lines.append("    - country_default") }
            lines.append("    - default")
            return lines.joined(separator: "\n") + "\n"
        }

        private func userName(_ index: Int) -> String { "u" + SelectionTenant.padded(index, 6) }
        private func teamName(_ index: Int) -> String { "t" + SelectionTenant.padded(index, 5) }
    }
}
