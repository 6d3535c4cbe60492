extension DecisionTable {
    /// Something a message gives that rows read.
    public struct Input: Hashable, Sendable, Codable {
        /// A message key, or `country`, the recipient's.
        public var name: String
        /// What it may say, where that is a closed list.
        public var values: [String]?
    }

    /// What the rows read, in the order of the message keys, then attributes. `needs` is always read where a row
    /// requires `capable`, `to` always.
    public var inputs: [Input] {
        var used: Set<String> = ["to"]
        for row in rows {
            switch row.source {
            case .conversation: used.insert("conversation")
            case .explicit: used.insert("from")
            case .firstUsed: used.insert("first_used")
            case .lastUsed: used.insert("last_used")
            case .user: if allowsUserNumbers { used.insert("user") }
            case .team: used.formUnion(["team", "user", "country"])
            case .countryDefault: used.insert("country")
            case .best, .pool:
                used.insert("country")
                if allowsUserNumbers { used.insert("user") }
            case .default, .sender, .reject: break
            }
            if row.require.contains(.capable) { used.insert("needs") }
            if row.require.contains(.compliant) { used.insert("country") }
            if row.require.contains(.owned), allowsUserNumbers { used.insert("user") }
            for condition in [row.when, row.unless].compactMap({ $0 }) {
                if condition.countries != nil { used.insert("country") }
                if condition.teams != nil { used.formUnion(["team", "user"]) }
                if condition.users != nil { used.insert("user") }
                if condition.origins != nil { used.insert("origin") }
                if condition.purposes != nil { used.insert("purpose") }
                if condition.needs != nil { used.insert("needs") }
                used.formUnion(condition.attributes.map(\.name))
            }
        }
        let closed = ["origin": Origin.names, "purpose": Purpose.names, "needs": Need.names]
        let builtIn = ["to", "country", "conversation", "from", "first_used", "last_used", "user", "team"]
        return (builtIn + ["origin", "purpose", "needs"]).filter(used.contains).map {
            Input(name: $0, values: closed[$0])
        } + attributes.filter { used.contains($0.name) }.map { Input(name: $0.name, values: $0.values) }
    }
}
