// In: a decision table, once; then messages. Out: decisions. Nothing here knows YAML, files or text formats. Where to
// read on: `Evaluator+Outbound.swift` is the walk over the rows, `Evaluator+Candidates.swift` what each source
// proposes, `Evaluator+Best.swift` and `Evaluator+Pools.swift` how entries are ranked and narrowed.
internal import NumberingPlan
public import SenderModel

/// Decides messages by a table. Immutable: one evaluator serves any number of threads, each with its own scratch.
///
/// Everything looked up by name in a message is indexed when the evaluator is made; a decision then works on positions
/// and allocates nothing. A class, since it is handed around for every message and large to copy.
public final class Evaluator: Sendable {
    /// What it decides by.
    public let table: DecisionTable

    /// Owns every fixed array below.
    private let memory: FixedMemory
    let plan: PreparedPlan
    let names: TableNames
    let senders: SenderIndex
    let entries: FixedArray<EntryFacts>
    let gates: FixedArray<EntryGate>
    /// As `Inputs` counts them: nobody first.
    let users: FixedArray<UserPlan>
    let teams: FixedArray<TeamPlan>
    /// Countries that teams have senders of their own for, and those senders in the countries' order.
    let teamCountries: FixedArray<CountrySet>
    let teamSenders: FixedArray<EntryGate>
    /// Who gets what comes in on an entry: the first user whose own it is, the first team that names it; -1 nobody.
    let inboundUser: FixedArray<Int32>
    let inboundTeam: FixedArray<Int32>
    let verdicts: VerdictTable
    /// `defaults.countries` by country, none first.
    let countryDefaults: FixedArray<EntryGate>
    /// Entries that are nobody's own, best first as far as the message doesn't matter.
    let unownedByRank: FixedArray<EntryGate>
    let pools: FixedArray<PoolPlan>
    let poolMembers: FixedArray<EntryGate>
    let poolPreferences: FixedArray<PoolPreference>
    let rows: FixedArray<RowPlan>
    let rowIndex: RowIndex
    let asked: AskedSources
    let allowsUserNumbers: Bool
    let allowsUnknownCompliance: Bool
    let attributeCount: Int
    /// Whether the senders take more memory than a core's own cache has, so that `prefetch(_:)` is worth calling.
    public let isLarge: Bool

    /// - Parameter table: valid, as `TableCompiler` makes it and `DecisionTable.validate()` checks it.
    public init(_ table: DecisionTable) {
        let memory = FixedMemory()
        self.memory = memory
        self.table = table
        plan = .shared
        let names = TableNames(table, in: memory)
        self.names = names
        allowsUserNumbers = table.allowsUserNumbers
        allowsUnknownCompliance = table.unknownCompliance == .allow
        attributeCount = table.attributes.count

        // What is taken out of a table, or out of its lists, is copied whole: closures get the lists, and ask by position.
        let (inventory, users, teams) = (table.inventory, table.users, table.teams)
        var inboundUser = [Int32](repeating: -1, count: inventory.count)
        if table.allowsUserNumbers {
            for user in users.indices {
                if let sender = users[user].sender, inboundUser[sender] < 0 { inboundUser[sender] = Int32(user) }
            }
        }
        let preferences = MemberSet(table.pools.flatMap(\.prefer))
        let ranked = inventory.entriesByPreference
        var ranks = [Int32](repeating: 0, count: inventory.count)
        for (rank, index) in ranked.enumerated() { ranks[index] = Int32(rank) }
        let entries = memory.array(count: inventory.count) {
            EntryFacts(inventory, $0, staticRank: ranks[$0], preferences: preferences)
        }
        self.entries = entries
        let gates = memory.array(count: inventory.count) {
            EntryGate(inventory, $0, number: entries.place($0).pointee.number, isOwned: inboundUser[$0] >= 0)
        }
        self.gates = gates
        self.inboundUser = memory.array(inboundUser)
        self.inboundTeam = memory.array(table.inboundTeams)
        unownedByRank = memory.array(ranked.map { gates[$0] }.filter { !$0.isOwned })
        senders = SenderIndex(inventory, entries, gates: gates, in: memory)
        isLarge = senders.isLarge
        verdicts = VerdictTable(table, in: memory)
        var countryDefaults = [EntryGate](repeating: .none, count: Country.count + 1)
        for (country, sender) in table.countryDefaults {
            countryDefaults[Int(country.index) + 1] = gates[checked: sender]
        }
        self.countryDefaults = memory.array(countryDefaults)
        self.users = memory.array(UserPlan.all(of: table, names, gates: gates))
        var teamCountries: [CountrySet] = []
        var teamSenders: [EntryGate] = []
        self.teams = memory.array(
            [TeamPlan(sender: .none)]
                + teams.map { team in
                    let sender = team.sender.map { gates[checked: $0] } ?? .none
                    guard !team.countries.isEmpty else { return TeamPlan(sender: sender) }
                    let plan = TeamPlan(
                        sender: sender, countries: Int32(teamCountries.count), firstSender: Int32(teamSenders.count))
                    teamCountries.append(CountrySet(team.countries.keys))
                    teamSenders += team.countries.sorted { $0.key < $1.key }.map { gates[checked: $0.value] }
                    return plan
                })
        self.teamCountries = memory.array(teamCountries)
        self.teamSenders = memory.array(teamSenders)
        var poolMembers: [EntryGate] = []
        var poolPreferences: [PoolPreference] = []
        pools = memory.array(
            table.pools.map { pool in
                let (members, preferences) = (poolMembers.count, poolPreferences.count)
                poolMembers += pool.senders.map { gates[checked: $0] }
                poolPreferences += pool.prefer
                return PoolPlan(
                    members: Stretch(from: members, of: poolMembers),
                    prefer: Stretch(from: preferences, of: poolPreferences))
            })
        self.poolMembers = memory.array(poolMembers)
        self.poolPreferences = memory.array(poolPreferences)
        var rows: [RowPlan] = []
        rows.reserveCapacity(table.rows.count)
        for row in table.rows.indices { rows.append(RowPlan(table, row, gates: gates)) }
        rowIndex = RowIndex(table, names, rows: &rows, in: memory)
        asked = AskedSources(rows)
        self.rows = memory.array(rows)
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
            switch message.direction {
            case .outbound: decideOutbound(message, bytes, &scratch, &observer)
            case .inbound: decideInbound(message, bytes)
            }
        }
    }

    /// Begins to fetch from memory what deciding a message will ask for; decisions are the same without.
    ///
    /// For whoever has the next messages at hand already: called for each of a few before the first is decided, it saves
    /// a tenth to a third of a decision's time with 100,000 numbers (measured with the benchmark suite). It does nothing
    /// where the table isn't large.
    public func prefetch(_ message: Message) {
        guard isLarge else { return }
        message.bytes.withUnsafeBufferPointer { bytes in
            if asked.contains(.conversation), let text = message.slice(of: .conversation).text(in: bytes) {
                senders.prefetch(text)
            }
            if asked.contains(.explicit), let text = message.slice(of: .from).text(in: bytes) {
                senders.prefetch(text)
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
            names.attributes.find(UnsafeBufferPointer(rebasing: $0[other.name.range])) >= 0
        }
    }
}

/// A message's bytes, lent: valid only for the time of a decision.
typealias MessageBytes = UnsafeBufferPointer<UInt8>

extension Message.Slice {
    /// The text; nil where none is given.
    @inline(__always)
    func text(in bytes: MessageBytes) -> UnsafeBufferPointer<UInt8>? {
        guard isGiven else { return nil }
        precondition(Int(start) &+ Int(count) <= bytes.count, "slices are those of the message")
        return UnsafeBufferPointer(start: bytes.baseAddress.unsafelyUnwrapped + Int(start), count: Int(count))
    }
}
