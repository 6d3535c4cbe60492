internal import MessageIO
internal import SenderModel
internal import TableAnalysis

/// Changes as section 8 of the contract writes them.
extension ChangeSet {
    /// For programs: every class, `format_version` 1.
    public func json() -> String {
        // Classes may come to tens of megabytes.
        var output = JSONOutput()
        output.put("{\"format_version\":1,\"changes\":[")
        var isFirst = true
        for tenant in tenants {
            for changed in tenant.classes {
                output.put(isFirst ? "\n" : ",\n")
                isFirst = false
                Self.put(changed, tenant, to: &output)
            }
        }
        if !isFirst { output.put("\n") }
        func names(_ list: [String]) -> String { "[\(JSONString.listed(list))]" }
        output.put("],\n\"tenants\":{\"added\":\(names(added)),\"removed\":\(names(removed))},")
        if let traffic { output.put("\"messages\":\(traffic.json),\n") }
        output.put("\"summary\":{\"classes\":\(classCount),\"countries\":\(countryCount)}}\n")
        return output.text
    }

    private static func put(
        _ changed: TableDifference.ChangedClass, _ tenant: Tenant, to output: inout JSONOutput
    ) {
        output.put("{")
        output.put(key: "tenant", isFirst: true)
        output.put(quoted: tenant.name)
        if let countries = changed.messages.countries {
            output.put(key: "countries")
            output.put("[" + countries.map { $0.map { "\"\($0.code)\"" } ?? "null" }.joined(separator: ",") + "]")
        }
        output.put(key: "when")
        output.put("{")
        put(changed.messages, to: &output)
        output.put("}")
        output.put(key: "before")
        output.put(outcome(changed.before))
        output.put(key: "after")
        output.put(outcome(changed.after))
        func at(_ rows: [Int], _ table: DecisionTable) -> String {
            JSONString.listed(rows.map { table.rows[$0].at })
        }
        output.put(key: "because")
        let (before, after) = (at(changed.rowsBefore, tenant.before), at(changed.rowsAfter, tenant.after))
        output.put("{\"before\":[\(before)],\"after\":[\(after)]}")
        if changed.isPartial { output.put(",\"partial\":true") }
        output.put(key: "example")
        output.put(changed.example.json)
        output.put("}")
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
    private static func put(_ messages: MessageClass, to output: inout JSONOutput) {
        var isFirst = true
        func key(_ key: String) {
            output.put(key: key, isFirst: isFirst)
            isFirst = false
        }
        func add(_ name: String, _ values: [String]) {
            key(name)
            output.put("[\(values.joined(separator: ","))]")
        }
        func quoted(_ names: [String?]) -> [String] { names.map { JSONString.quoted($0 ?? "none") } }
        func values(_ name: String, _ values: MessageClass.Values<String?>) {
            key(name)
            output.put(values.isNegated ? "[{\"not\":[" : "[")
            output.put(listed: values.values, absent: "none")
            output.put(values.isNegated ? "]}]" : "]")
        }
        func reference(_ name: String, _ reference: MessageClass.References?) {
            guard let reference else { return }
            var list: [String] = []
            if reference.includesNone { list.append("\"none\"") }
            if reference.includesUnknown { list.append("\"unknown\"") }
            list += reference.results.map { $0 == .selected ? "\"usable\"" : "\"\($0.rawValue)\"" }
            list += quoted(reference.names)
            list += reference.exceptions.map { "{\"not\":\(JSONString.quoted($0))}" }
            if let other = reference.differsFrom { list.append("{\"not\":\"=\(other.key)\"}") }
            add(name, list)
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
