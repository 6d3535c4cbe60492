internal import MessageIO
internal import SenderModel
internal import TableAnalysis

/// Changes as section 8 of the contract writes them.
extension ChangeSet {
    /// For programs: every class, `format_version` 1.
    public func json() -> String {
        let changes = tenants.flatMap { tenant in tenant.classes.map { Self.change($0, tenant) } }
        func names(_ list: [String]) -> String { "[\(JSONString.listed(list))]" }
        return "{\"format_version\":1,\"changes\":["
            + (changes.isEmpty ? "" : "\n" + changes.joined(separator: ",\n") + "\n")
            + "],\n\"tenants\":{\"added\":\(names(added)),\"removed\":\(names(removed))},"
            + (traffic.map { "\"messages\":\($0.json),\n" } ?? "")
            + "\"summary\":{\"classes\":\(classCount),\"countries\":\(countryCount)}}\n"
    }

    static func change(_ changed: TableDifference.ChangedClass, _ tenant: Tenant) -> String {
        var pairs = ["\"tenant\":\(JSONString.quoted(tenant.name))"]
        if let countries = changed.messages.countries {
            pairs.append(
                "\"countries\":[" + countries.map { $0.map { "\"\($0.code)\"" } ?? "null" }.joined(separator: ",") + "]"
            )
        }
        pairs.append("\"when\":{\(when(changed.messages).joined(separator: ","))}")
        pairs.append("\"before\":\(outcome(changed.before)),\"after\":\(outcome(changed.after))")
        func at(_ rows: [Int], _ table: DecisionTable) -> String {
            JSONString.listed(rows.map { table.rows[$0].at })
        }
        pairs.append(
            "\"because\":{\"before\":[\(at(changed.rowsBefore, tenant.before))],\"after\":[\(at(changed.rowsAfter, tenant.after))]}"
        )
        if changed.isPartial { pairs.append("\"partial\":true") }
        pairs.append("\"example\":\(changed.example.json)")
        return "{" + pairs.joined(separator: ",") + "}"
    }

    static func outcome(_ outcome: TableDifference.ClassOutcome) -> String {
        func text(_ key: String, _ value: String?) -> String? { value.map { "\"\(key)\":\(JSONString.quoted($0))" } }
        let pairs: [String?] =
            switch outcome {
            case .send(let sender): [text("outcome", "send"), text("sender", sender.text)]
            case .reject(let reason, let detail):
                [text("outcome", "reject"), text("reason", reason.rawValue), text("detail", detail?.rawValue)]
            case .route(let user, let team): [text("outcome", "route"), text("user", user), text("team", team)]
            case .varies: [text("outcome", "varies")]
            }
        return "{" + pairs.compactMap { $0 }.joined(separator: ",") + "}"
    }

    /// The keys of `when`, each with its values.
    private static func when(_ messages: MessageClass) -> [String] {
        var pairs: [String] = []
        func add(_ key: String, _ values: [String]) {
            pairs.append("\(JSONString.quoted(key)):[\(values.joined(separator: ","))]")
        }
        func quoted(_ names: [String?]) -> [String] { names.map { JSONString.quoted($0 ?? "none") } }
        func values(_ key: String, _ values: MessageClass.Values<String?>) {
            // Thousands of users, in thousands of classes.
            let list = JSONString.listed(values.values.map { $0 ?? "none" })
            add(key, [values.isNegated ? "{\"not\":[\(list)]}" : list])
        }
        func reference(_ key: String, _ reference: MessageClass.References?) {
            guard let reference else { return }
            var list: [String] = []
            if reference.includesNone { list.append("\"none\"") }
            if reference.includesUnknown { list.append("\"unknown\"") }
            list += reference.results.map { $0 == .selected ? "\"usable\"" : "\"\($0.rawValue)\"" }
            list += quoted(reference.names)
            list += reference.exceptions.map { "{\"not\":\(JSONString.quoted($0))}" }
            if let other = reference.differsFrom { list.append("{\"not\":\"=\(other.key)\"}") }
            add(key, list)
        }
        if messages.isInbound {
            add("direction", ["\"inbound\""])
            if let to = messages.inboundTo { add("to", quoted(to)) }
        }
        reference("conversation", messages.conversation)
        reference("from", messages.from)
        reference("first_used", messages.firstUsed)
        reference("last_used", messages.lastUsed)
        if let users = messages.users { values("user", users) }
        if let teams = messages.teams { values("team", teams) }
        if let origins = messages.origins { add("origin", quoted(origins.map { $0?.rawValue })) }
        if let purposes = messages.purposes { add("purpose", quoted(purposes.map { $0?.rawValue })) }
        if let needs = messages.needs {
            add("needs", quoted(needs.map { $0.members.map(\.rawValue).joined(separator: " ") }))
        }
        for attribute in messages.attributes { values(attribute.name, attribute.values) }
        if let codes = messages.areaCodes {
            let list = codes.values.map { "\"\($0 - 1000)\"" }
            add("area_code", codes.isNegated ? ["{\"not\":[\(list.joined(separator: ","))]}"] : list)
        }
        return pairs
    }
}

extension MessageClass.References.Input {
    var key: String {
        switch self {
        case .conversation: "conversation"
        case .from: "from"
        case .firstUsed: "first_used"
        case .lastUsed: "last_used"
        }
    }
}
