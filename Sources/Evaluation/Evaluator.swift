// In: a decision table, once; then messages. Out: decisions. Nothing here knows YAML, files or text formats. Where to
// read on: `Evaluator+Outbound.swift` is the walk over the rows, `Evaluator+Candidates.swift` what each source
// proposes, `Evaluator+Best.swift` and `Evaluator+Pools.swift` how entries are ranked and narrowed.
public import SenderModel

/// Decides messages by a table. Immutable: one evaluator serves any number of threads, each with its own scratch.
///
/// Everything looked up by name in a message is indexed when the evaluator is made; a decision then works on positions
/// and allocates nothing.
public struct Evaluator: Sendable {
    public let table: DecisionTable

    let senders: SenderIndex
    let userNames: NameTable
    let teamNames: NameTable
    let attributeNames: NameTable
    let attributeValues: [NameTable]
    let entries: [EntryFacts]
    /// Per country index; countries without a row are unknown.
    let countryRules: [CountryRule]
    /// `defaults.countries` and each team's countries as entries by country index, -1 none.
    let countryDefaults: [Int32]
    let teamDefaults: [[Int32]]
    /// The one team a user is in, -1 for none or several.
    let teamOfUser: [Int32]
    /// Entries that are nobody's own, best first as far as the message doesn't matter.
    let unownedByRank: [Int32]
    let conditions: [(when: CompiledCondition?, unless: CompiledCondition?)]

    /// - Parameter table: valid, as `TableCompiler` makes it and `DecisionTable.validate()` checks it.
    public init(_ table: DecisionTable) {
        self.table = table
        senders = SenderIndex(table.inventory)
        userNames = NameTable(table.users.map(\.name))
        teamNames = NameTable(table.teams.map(\.name))
        attributeNames = NameTable(table.attributes.map(\.name))
        attributeValues = table.attributes.map { NameTable($0.values) }
        countryRules = Country.all.map { table.rule(for: $0) }
        countryDefaults = Self.byCountry(table.countryDefaults)
        teamDefaults = table.teams.map { Self.byCountry($0.countries) }
        let (users, teams, attributes, values) = (userNames, teamNames, attributeNames, attributeValues)
        func compiled(_ condition: DecisionTable.Condition?) -> CompiledCondition? {
            condition.map {
                CompiledCondition($0, users: users, teams: teams, attributes: attributes, values: values)
            }
        }
        conditions = table.rows.map { (compiled($0.when), compiled($0.unless)) }
        var teamOfUser = [Int32](repeating: -1, count: table.users.count)
        var memberships = [Int](repeating: 0, count: table.users.count)
        for (team, value) in table.teams.enumerated() {
            for member in value.members {
                let user = Int(Array(member.utf8).withUnsafeBufferPointer(users.find))
                guard user >= 0 else { continue }
                memberships[user] += 1
                teamOfUser[user] = memberships[user] == 1 ? Int32(truncatingIfNeeded: team) : -1
            }
        }
        self.teamOfUser = teamOfUser

        var entries = table.inventory.map(EntryFacts.init)
        if table.allowsUserNumbers {
            for (user, value) in table.users.enumerated() {
                if let sender = value.sender { entries[sender].owners.append(Int32(truncatingIfNeeded: user)) }
            }
        }
        let ranked = table.inventory.indices.sorted { Self.isPreferred($0, to: $1, in: table.inventory) }
        for (rank, index) in ranked.enumerated() { entries[index].staticRank = Int32(truncatingIfNeeded: rank) }
        unownedByRank = ranked.filter { entries[$0].owners.isEmpty }.map { Int32(truncatingIfNeeded: $0) }
        self.entries = entries
    }

    private static func byCountry(_ senders: [Country: Int]) -> [Int32] {
        guard !senders.isEmpty else { return [] }
        return Country.all.map { senders[$0].map { Int32(truncatingIfNeeded: $0) } ?? -1 }
    }

    /// Dedicated before shared, higher trust, later purchase (none last), inventory order.
    private static func isPreferred(_ a: Int, to b: Int, in inventory: [InventoryEntry]) -> Bool {
        let (first, second) = (inventory[a], inventory[b])
        if first.isShared != second.isShared { return second.isShared }
        if first.trust != second.trust { return first.trust > second.trust }
        if first.purchased != second.purchased { return (first.purchased ?? "") > (second.purchased ?? "") }
        return a < b
    }

    /// Decides one message.
    public func decide(_ message: Message, scratch: inout EvaluationScratch) -> Decision {
        var nobody = NoObserver()
        return decide(message, scratch: &scratch, observer: &nobody)
    }

    /// Decides one message, telling the observer each row that was tried.
    public func decide(
        _ message: Message, scratch: inout EvaluationScratch, observer: inout some DecisionObserver
    ) -> Decision {
        message.bytes.withUnsafeBufferPointer { bytes in
            let reading = Reading(message: message, bytes: bytes)
            switch message.direction {
            case .outbound: return decideOutbound(reading, &scratch, &observer)
            case .inbound: return decideInbound(reading)
            }
        }
    }

    /// What is wrong with a message that only the table can tell: a declared attribute whose value is no text.
    public func problem(with message: Message) -> String? {
        for other in message.others {
            guard case .notText = other.value else { continue }
            let name = message.text(other.name)
            if let attribute = table.attributes.first(where: { $0.name == name }) {
                let example = attribute.values.first.map { ", for example \"\($0)\"" } ?? ""
                return "`\(name)` is not text; write one of the attribute's values\(example)"
            }
        }
        return nil
    }

    /// Whether a key that is none of the contract's is an attribute the tenant declares.
    public func isAttribute(_ other: Message.Other, of message: Message) -> Bool {
        message.bytes.withUnsafeBufferPointer {
            attributeNames.find(UnsafeBufferPointer(rebasing: $0[other.name.range])) >= 0
        }
    }

    /// A message with its bytes at hand; valid only while they are.
    struct Reading {
        let message: Message
        let bytes: UnsafeBufferPointer<UInt8>

        /// A key's text; nil where it isn't given.
        @inline(__always)
        func text(_ key: Message.Key) -> UnsafeBufferPointer<UInt8>? {
            let slice = message.slice(of: key)
            return slice.isGiven ? text(slice) : nil
        }

        @inline(__always)
        func text(_ slice: Message.Slice) -> UnsafeBufferPointer<UInt8> {
            UnsafeBufferPointer(rebasing: bytes[slice.range])
        }
    }
}
