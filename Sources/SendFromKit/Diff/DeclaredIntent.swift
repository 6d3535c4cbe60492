internal import Diagnostics
public import SenderModel
internal import TableAnalysis

/// What a change is meant to touch: `country=DE,AT team=sales`. Anything that changes outside it is not meant.
public struct DeclaredIntent: Sendable {
    private let keys: [(name: String, values: Set<String>)]

    /// Why a text declares nothing, in words for people.
    public struct Problem: Error, CustomStringConvertible {
        public let description: String
    }

    /// - Parameters:
    ///   - text: keys and values with `=` between, several values with commas, several keys with blanks.
    ///   - tables: of both versions, whose attributes may be named.
    public init(_ text: String, tables: [DecisionTable]) throws {
        let attributes = Set(tables.flatMap { $0.attributes.map(\.name) })
        let known = [
            "country", "team", "user", "origin", "purpose", "needs", "conversation", "from", "first_used", "last_used",
            "direction",
        ]
        var keys: [(name: String, values: Set<String>)] = []
        for part in text.split(whereSeparator: { $0 == " " || $0 == "\t" }) {
            let halves = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard halves.count == 2, !halves[1].isEmpty else {
                throw Problem(description: "`\(part)` is not a key and its values, such as `country=DE,AT`")
            }
            guard known.contains(halves[0]) || attributes.contains(halves[0]) else {
                let near = NearMiss.words(NearMiss.best(for: halves[0], among: known + attributes.sorted()))
                throw Problem(description: "`\(halves[0])` is not a key of messages\(near)")
            }
            var values: Set<String> = []
            for value in halves[1].split(separator: ",").map(String.init) {
                guard halves[0] == "country" else {
                    values.insert(value)
                    continue
                }
                if let group = CountryGroups.builtIn[value] {
                    values.formUnion(group.sorted.map(\.code))
                } else if Country(value) != nil || value == "none" {
                    values.insert(value)
                } else {
                    throw Problem(description: "`\(value)` is neither a country code nor a built-in group")
                }
            }
            keys.append((halves[0], values))
        }
        guard !keys.isEmpty else { throw Problem(description: "it declares nothing; write for example `country=DE`") }
        self.keys = keys
    }

    /// Whether every message of a class is meant.
    func covers(_ changed: TableDifference.ChangedClass, _ tenant: ChangeSet.Tenant) -> Bool {
        keys.allSatisfy { key in
            covers(changed.messages, key.name, key.values, tenant) || isRouted(changed, key.name, key.values)
        }
    }

    /// Whether an inbound message comes to one of these users or teams, before or after, and to nobody else.
    private func isRouted(_ changed: TableDifference.ChangedClass, _ key: String, _ values: Set<String>) -> Bool {
        guard changed.messages.isInbound, key == "user" || key == "team" else { return false }
        let names = [changed.before, changed.after].flatMap { outcome -> [(key: String, name: String)] in
            guard case .route(let user, let team) = outcome else { return [] }
            return [user.map { ("user", $0) }, team.map { ("team", $0) }].compactMap { $0 }
        }
        return !names.isEmpty && names.allSatisfy { $0.key == key && values.contains($0.name) }
    }

    private func covers(
        _ messages: MessageClass, _ key: String, _ values: Set<String>, _ tenant: ChangeSet.Tenant
    ) -> Bool {
        func within(_ list: [String?]?) -> Bool {
            list.map { $0.allSatisfy { values.contains($0 ?? "none") } } ?? false
        }
        func named(_ list: MessageClass.Values<String?>?) -> Bool {
            list.map { !$0.isNegated && within($0.values) } ?? false
        }
        func reference(_ reference: MessageClass.References?) -> Bool {
            guard let reference, reference.results.isEmpty else { return false }
            return within(
                reference.names + (reference.includesNone ? ["none"] : [])
                    + (reference.includesUnknown ? ["unknown"] : []))
        }
        switch key {
        case "country": return within(messages.countries.map { $0.map { $0?.code } })
        case "team": return named(messages.teams) || isOfTeams(messages, values, tenant)
        case "user": return named(messages.users)
        case "origin": return within(messages.origins.map { $0.map { $0?.rawValue } })
        case "purpose": return within(messages.purposes.map { $0.map { $0?.rawValue } })
        case "needs":
            return messages.needs.map { $0.allSatisfy { $0.members.contains { values.contains($0.rawValue) } } }
                ?? false
        case "conversation": return reference(messages.conversation)
        case "from": return reference(messages.from)
        case "first_used": return reference(messages.firstUsed)
        case "last_used": return reference(messages.lastUsed)
        case "direction": return values.contains(messages.isInbound ? "inbound" : "outbound")
        default: return named(messages.attributes.first { $0.name == key }?.values)
        }
    }

    /// Messages that name no team, of users who are in one of these teams and no other, before and after.
    private func isOfTeams(_ messages: MessageClass, _ teams: Set<String>, _ tenant: ChangeSet.Tenant) -> Bool {
        guard let given = messages.teams, !given.isNegated,
            given.values.allSatisfy({ $0.map(teams.contains) ?? true }), let users = messages.users, !users.isNegated
        else { return false }
        return users.values.allSatisfy { user in
            guard let user else { return false }
            return [tenant.before, tenant.after].allSatisfy { table in
                let own = table.teams.filter { $0.members.contains(user) }
                return own.count == 1 && teams.contains(own[0].name)
            }
        }
    }
}

extension ChangeSet {
    /// How many classes change that are not meant.
    public func count(outside intent: DeclaredIntent) -> Int {
        tenants.map { tenant in tenant.classes.count { !intent.covers($0, tenant) } }.reduce(0, +)
    }

    /// Only the classes that are not meant.
    public func outside(_ intent: DeclaredIntent) -> ChangeSet {
        var rest = self
        rest.tenants = tenants.map { tenant in
            Tenant(
                name: tenant.name, before: tenant.before, after: tenant.after,
                classes: tenant.classes.filter { !intent.covers($0, tenant) })
        }
        return rest
    }
}
