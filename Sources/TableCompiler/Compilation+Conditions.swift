internal import Diagnostics
internal import SenderModel
internal import TenantConfig

/// `when` and `unless` with their names looked up.
extension Compilation {
    private static let keys = ["country", "needs", "origin", "purpose", "team", "user"]

    func condition(_ config: [TenantConfig.ConditionConfig]?, _ what: String) -> DecisionTable.Condition? {
        guard let config else { return nil }
        var condition = DecisionTable.Condition()
        for part in config {
            switch part.key.value {
            case "country": condition.countries = countries(part.values)
            case "team":
                condition.teams = declared(part.values, teams, .teams, "team")
            case "user":
                condition.users = declared(part.values, users, .users, "user")
            case "origin": condition.origins = members(part)
            case "purpose": condition.purposes = members(part)
            case "needs": condition.needs = members(part)
            default: attribute(part, what, &condition)
            }
        }
        condition.attributes.sort { a, b in
            let order = table.attributes.map(\.name)
            return (order.firstIndex(of: a.name) ?? 0) < (order.firstIndex(of: b.name) ?? 0)
        }
        return condition
    }

    private func declared(
        _ values: [Located<String>], _ names: NameIndex, _ section: TenantConfig.Section, _ what: String
    ) -> [String] {
        for value in values where !names.contains(value.value) && !config.incomplete.contains(section) {
            let near = near(value.value, among: names.names.sorted())
            report(
                .unresolvedReference, "\(Wording.quote(value.value)) is not a \(what)" + NearMiss.words(near),
                at: value.range, help: "add it to `\(what)s`, or correct the name",
                fix: correction(near, for: value.value, at: value.range))
        }
        return values.map(\.value).filter(names.contains).unique()
    }

    private func members<Member: ClosedList>(_ part: TenantConfig.ConditionConfig) -> MemberSet<Member> {
        MemberSet(part.values.compactMap { listed($0, Member.names, part.key.value).flatMap(Member.init(rawValue:)) })
    }

    private func attribute(
        _ part: TenantConfig.ConditionConfig, _ what: String, _ condition: inout DecisionTable.Condition
    ) {
        guard let attribute = table.attributes.first(where: { $0.name == part.key.value }) else {
            guard !config.incomplete.contains(.attributes) else { return }
            let keys = (Self.keys + table.attributes.map(\.name)).sorted()
            let near = near(part.key.value, among: keys)
            report(
                .unknownKey, "\(Wording.quote(part.key.value)) is not a condition" + NearMiss.words(near),
                at: part.key.range,
                help: "`\(what)` takes \(Wording.list(keys)); other inputs are declared under `attributes`",
                fix: correction(near, for: part.key.value, at: part.key.range))
            return
        }
        let values = part.values.compactMap { listed($0, attribute.values, part.key.value) }.unique()
        condition.attributes.append(.init(name: attribute.name, values: values))
    }

    /// The value's text where it is on the list.
    private func listed(_ value: Located<String>, _ list: [String], _ key: String) -> String? {
        if list.contains(value.value) { return value.value }
        guard !config.incomplete.contains(.attributes) || Self.keys.contains(key) else { return nil }
        let near = near(value.value, among: list)
        report(
            .invalidValue,
            "\(Wording.quote(value.value)) is not a value of \(Wording.quote(key))" + NearMiss.words(near),
            at: value.range,
            help: list.isEmpty
                ? "`\(key)` has no values; add them under `attributes`" : "write \(Wording.list(list, "or"))",
            fix: correction(near, for: value.value, at: value.range))
        return nil
    }
}
