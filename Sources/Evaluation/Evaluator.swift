// In: a decision table, once; then messages. Out: decisions. Nothing here knows YAML, files or text formats. Where to
// read on: `Evaluator+Outbound.swift` is the walk over the rows, `Evaluator+Candidates.swift` what each source
// proposes, `Evaluator+Best.swift` and `Evaluator+Pools.swift` how entries are ranked and narrowed.
public import SenderModel

/// Decides messages by a table. Immutable: one evaluator serves any number of threads, each with its own scratch.
///
/// Everything looked up by name in a message is indexed when the evaluator is made; a decision then works on positions
/// and allocates nothing. A class, since it is handed around for every message and large to copy.
public final class Evaluator: Sendable {
    /// What it decides by.
    public let table: DecisionTable

    let senders: SenderIndex
    let userNames: NameTable
    let teamNames: NameTable
    let attributeNames: NameTable
    let attributeValues: [NameTable]
    let entries: [EntryFacts]
    let gates: [EntryGate]
    /// Users whose own an entry is; empty where nobody owns numbers.
    let owners: [[Int32]]
    /// A user's own number and a team's sender as entries, -1 none.
    let senderOfUser: [Int32]
    let senderOfTeam: [Int32]
    /// Per country index; countries without a row are unknown.
    let countryRules: [CountryRule]
    /// `defaults.countries` and each team's countries as entries by country index, -1 none.
    let countryDefaults: [Int32]
    let teamDefaults: [[Int32]]
    /// The one team a user is in, -1 for none or several.
    let teamOfUser: [Int32]
    /// Entries that are nobody's own, best first as far as the message doesn't matter.
    let unownedByRank: [Int32]
    let rows: [RowPlan]
    let conditions: [CompiledCondition]

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
        var conditions: [CompiledCondition] = []
        func place(_ condition: DecisionTable.Condition?) -> Int {
            guard let condition else { return -1 }
            conditions.append(
                CompiledCondition(condition, users: users, teams: teams, attributes: attributes, values: values))
            return conditions.count - 1
        }
        rows = table.rows.map { row in
            RowPlan(
                source: row.source, require: row.require.bits, ifUnusable: row.ifUnusable, when: place(row.when),
                unless: place(row.unless))
        }
        self.conditions = conditions
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
        var owners = [[Int32]](repeating: [], count: entries.count)
        if table.allowsUserNumbers {
            for (user, value) in table.users.enumerated() {
                guard let sender = value.sender else { continue }
                owners[sender].append(Int32(truncatingIfNeeded: user))
                entries[sender].isOwned = true
            }
        }
        self.owners = owners
        senderOfUser = table.users.map { $0.sender.map { Int32(truncatingIfNeeded: $0) } ?? -1 }
        senderOfTeam = table.teams.map { $0.sender.map { Int32(truncatingIfNeeded: $0) } ?? -1 }
        let ranked = table.inventory.indices.sorted { Self.isPreferred($0, to: $1, in: table.inventory) }
        for (rank, index) in ranked.enumerated() { entries[index].staticRank = Int32(truncatingIfNeeded: rank) }
        unownedByRank = ranked.filter { !entries[$0].isOwned }.map { Int32(truncatingIfNeeded: $0) }
        self.entries = entries
        gates = table.inventory.map(EntryGate.init)
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

    /// Decides one message and adds each row that was tried to the trace.
    ///
    /// The same as with any observer, and not generic: another module can't specialise the generic one.
    public func decide(
        _ message: Message, scratch: inout EvaluationScratch, trace: inout DecisionTrace
    ) -> Decision {
        decide(message, scratch: &scratch, observer: &trace)
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
