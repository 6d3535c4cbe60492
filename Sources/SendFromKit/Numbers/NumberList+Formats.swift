internal import MessageIO
internal import SenderModel

/// A number list for people, as JSON and as CSV.
extension NumberList {
    /// Aligned columns, and what it comes to.
    public func text(_ shown: [Entry], showsCost: Bool, isQuiet: Bool) -> String {
        var table = TextTable(
            ["number", "id", "type", "country", "status"] + (showsCost ? ["a week"] : []) + ["used by"])
        for entry in shown {
            let value = entry.value
            let status = value.status.rawValue + (value.isAssigned ? "" : ", not assigned")
            let price = showsCost ? [entry.price.map { "\($0.text) \(currency)" } ?? "-"] : []
            table.add(
                [value.displayText, value.id ?? "", value.kind.rawValue, value.country?.code ?? "", status] + price
                    + [entry.uses.joined(separator: ", ")])
        }
        let lines = shown.isEmpty ? "" : table.aligned()
        guard !isQuiet else { return lines }
        var summary = ["\(count) \(count == 1 ? "number" : "numbers")" + (limit.map { " of at most \($0)" } ?? "")]
        summary.append("\(available.count) available")
        if showsCost { summary.append("\(weeklyCost.text) \(currency) a week") }
        if !allowsUserNumbers { summary.append("one number for everybody") }
        return lines + (shown.isEmpty ? "" : "\n") + summary.joined(separator: ", ") + "\n"
    }

    /// `{"numbers":[…],"summary":{…}}` (contract, section 5).
    public func json(_ shown: [Entry]) -> String {
        let numbers = shown.map { entry in Self.object(entry) }
        var summary = ["\"count\":\(count)", "\"available\":\(available.count)"]
        if let limit { summary.append("\"limit\":\(limit)") }
        summary.append("\"multi_sms_numbers\":\(allowsUserNumbers)")
        summary.append("\"weekly_cost\":\(JSONString.quoted(weeklyCost.text))")
        summary.append("\"currency\":\(JSONString.quoted(currency))")
        return "{\"numbers\":[" + numbers.joined(separator: ",\n") + "],\"summary\":{"
            + summary.joined(separator: ",") + "}}\n"
    }

    /// CSV with a header; the columns are those of the JSON.
    public func csv(_ shown: [Entry]) -> String {
        var table = TextTable(Self.columns)
        for entry in shown {
            let fields = Dictionary(uniqueKeysWithValues: Self.fields(entry).map { ($0.key, $0.value.text) })
            table.add(Self.columns.map { fields[$0] ?? "" })
        }
        return table.csv()
    }

    /// One line of JSON for each number billed in a week.
    public func usage(_ week: CalendarWeek) -> String {
        billed(in: week).map { entry in
            let fields: [(String, Field?)] = [
                ("event_type", .text("phone_number_weekly")), ("week", .text(week.text)), ("tenant", .text(tenant)),
                ("sender", .text(entry.value.sender)), ("user", entry.user.map { .text($0) }),
                ("amount", entry.price.map { .text($0.text) }), ("currency", .text(currency)),
            ]
            return Self.object(fields.compactMap { key, value in value.map { (key: key, value: $0) } }) + "\n"
        }.joined()
    }

    // MARK: - Fields

    private static let columns = [
        "sender", "id", "name", "type", "country", "status", "assigned", "user", "team", "weekly_price",
    ]

    private enum Field {
        case text(String)
        case boolean(Bool)

        var text: String {
            switch self {
            case .text(let text): text
            case .boolean(let value): "\(value)"
            }
        }

        var json: String {
            switch self {
            case .text(let text): JSONString.quoted(text)
            case .boolean(let value): "\(value)"
            }
        }
    }

    private static func fields(_ entry: Entry) -> [(key: String, value: Field)] {
        let value = entry.value
        let all: [(String, Field?)] = [
            ("sender", .text(value.sender)), ("id", value.id.map { .text($0) }), ("name", value.name.map { .text($0) }),
            ("type", .text(value.kind.rawValue)), ("country", value.country.map { .text($0.code) }),
            ("status", .text(value.status.rawValue)), ("assigned", .boolean(value.isAssigned)),
            ("user", entry.user.map { .text($0) }), ("team", entry.team.map { .text($0) }),
            ("weekly_price", entry.price.map { .text($0.text) }),
        ]
        return all.compactMap { key, value in value.map { (key: key, value: $0) } }
    }

    /// An entry's fields that have a value.
    static func object(_ entry: Entry) -> String { object(fields(entry)) }

    private static func object(_ fields: [(key: String, value: Field)]) -> String {
        "{" + fields.map { "\"\($0.key)\":\($0.value.json)" }.joined(separator: ",") + "}"
    }
}
