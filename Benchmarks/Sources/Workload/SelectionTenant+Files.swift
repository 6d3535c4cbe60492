import NumberingPlan
import SenderModel

extension SelectionTenant {
    /// `tenant.yaml`.
    public func yaml() -> String {
        var lines = ["tenant: bench", "inventory:"]
        for number in numbers {
            lines.append(
                "  - {sender: \"\(number.text)\", country: \(number.country.code), "
                    + "capabilities: [\(number.canText ? "sms" : "voice")]\(number.isActive ? "" : ", status: suspended")}"
            )
        }
        lines.append("defaults:")
        lines.append("  sender: \"\(numbers[fallback].text)\"")
        lines.append("  countries:")
        for entry in countryDefaults { lines.append("    \(entry.country.code): \"\(numbers[entry.number].text)\"") }
        lines.append("users:")
        lines += users.enumerated().map { "  \(Self.userName($0)): \(owner(of: $1))" }
        lines.append("teams:")
        lines += teams.enumerated().map { "  \(Self.teamName($0)): \(owner(of: $1))" }
        lines.append("order:")
        if shape.isStrict { lines.append("  require: [assigned, active, capable, compliant]") }
        lines.append("  rules:")
        lines.append("    - {use: conversation\(require("assigned, active"))}")
        lines.append("    - {use: explicit, if_unusable: next\(require("assigned"))}")
        lines += rules.enumerated().map { "    - " + text(of: $1, name: "r\($0)") }
        lines.append("    - {use: user\(require("capable"))}")
        lines.append("    - {use: country_default\(require(""))}")
        let reach = self.reach.map(\.code).joined(separator: ", ")
        lines.append("    - {use: default\(require("")), when: {country: [\(reach)]}}")
        lines.append("    - {use: team\(require(""))}")
        return lines.joined(separator: "\n") + "\n"
    }

    private func owner(of number: Int?) -> String { number.map { "{sender: \"\(numbers[$0].text)\"}" } ?? "{}" }

    private func require(_ list: String) -> String { shape.isStrict ? "" : ", require: [\(list)]" }

    private func text(of rule: ConditionalRule, name: String) -> String {
        var keys: [String] = []
        if !rule.countries.isEmpty { keys.append("country: [\(rule.countries.map(\.code).joined(separator: ", "))]") }
        if !rule.teams.isEmpty { keys.append("team: [\(rule.teams.map(Self.teamName).joined(separator: ", "))]") }
        return
            "{name: \(name), when: {\(keys.joined(separator: ", "))}, use: {sender: \"\(numbers[rule.sender].text)\"}}"
    }

    /// The same as JSON, for the yardsticks. They find a recipient's country by the longest of `prefixes`, 1 to 4 digits,
    /// which for the numbers the messages go to is what the whole numbering plan says.
    public func json() -> String {
        func object(_ entries: [(String, String)]) -> String {
            "{" + entries.map { "\"\($0)\":\($1)" }.joined(separator: ",") + "}"
        }
        func quoted(_ number: Int) -> String { "\"\(numbers[number].text)\"" }
        func named(_ list: [Int?], _ name: (Int) -> String) -> [(String, String)] {
            list.enumerated().compactMap { index, number in number.map { (name(index), quoted($0)) } }
        }
        let inventory = numbers.map {
            ($0.text, "{\"country\":\"\($0.country.code)\",\"sms\":\($0.canText),\"active\":\($0.isActive)}")
        }
        let reach = self.reach.map { "\"\($0.code)\"" }.joined(separator: ",")
        return object([
            ("numbers", object(inventory)),
            ("country_defaults", object(countryDefaults.map { ($0.country.code, quoted($0.number)) })),
            ("tenant_default", object([("number", quoted(fallback)), ("reach", "[\(reach)]")])),
            ("users", object(named(users, Self.userName))), ("teams", object(named(teams, Self.teamName))),
            ("prefixes", object(prefixes.map { ($0.digits, "\"\($0.country.code)\"") })),
        ])
    }

    /// First digits and the country they mean: calling codes, the area codes of Canada, and Kazakhstan's part of +7.
    var prefixes: [(digits: String, country: Country)] {
        countries.flatMap { country -> [(digits: String, country: Country)] in
            let digits =
                switch country.code {
                case "CA": NumberingPlan.areaCodes(of: country).map { "\($0)" }
                case "KZ": ["76", "77"]
                default: NumberingPlan.callingCode(of: country).map { ["\($0)"] } ?? []
                }
            return digits.map { ($0, country) }
        }
    }

    /// Whether the longest prefix of these digits means this country.
    func prefixesAgree(_ digits: UInt64, _ country: Country, _ table: [String: Country]) -> Bool {
        let text = "\(digits)"
        for length in [4, 3, 2, 1] {
            if let found = table[String(text.prefix(length))] { return found == country }
        }
        return false
    }
}
