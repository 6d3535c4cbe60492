package import Diagnostics
internal import NumberingPlan
package import SenderModel
package import TableCompiler
package import TenantConfig

/// A tenant as checks see it: what was typed, what it means, and the questions several of them ask.
///
/// Positions in `table` are those of `config`: entry 3 of the inventory is entry 3 of the table, and so with users,
/// teams, pools and, where no preset is used, rules.
package final class LintedTenant: Sendable {
    package let config: TenantConfig
    package let table: DecisionTable
    private let senders: SenderNames
    private let countryNames: CountryNames
    /// By entry: what the numbering plan says of an E.164 sender.
    let facts: [NumberFacts?]
    /// By team: the positions of its members among the users, each as often as it is written.
    let members: [[Int]]
    /// `defaults.sender` and every value of `defaults.countries` that can't send.
    let unusableDefaults: [SenderUse]
    /// Teams' senders that can't send.
    let unusableTeamSenders: [SenderUse]
    /// Users' own numbers that can't send.
    let unusableUserSenders: [SenderUse]
    /// The tenant's own rules, each at the place of the row it became; none where a preset is used.
    var writtenRules: [TenantConfig.RuleConfig] {
        guard let order = config.order, order.preset == nil else { return [] }
        return order.rules
    }
    /// `defaults.countries` line by line.
    let countryDefaults: [CountryDefault]

    /// - Parameter compiled: from `config`, without an error.
    package init(_ config: borrowing TenantConfig, _ compiled: TableCompiler.Compiled) {
        let config = copy config
        self.config = config
        table = compiled.table
        senders = compiled.senders
        countryNames = compiled.countryNames
        facts = compiled.facts
        members = compiled.members
        unusableDefaults = Self.unusableDefaults(config, compiled)
        unusableTeamSenders = Self.unusableTeamSenders(config, compiled)
        unusableUserSenders = Self.unusableUserSenders(config, compiled.table)
        countryDefaults = Self.countryDefaults(config, compiled)
    }

    // MARK: - Places

    func place(_ range: SourceRange) -> Place { config.place(range) }

    /// Where a top-level key stands; the tenant's name, for one that is not written.
    package func key(_ name: String) -> Place {
        if let range = config.keys[name] ?? config.keys["tenant"] { return place(range) }
        return config.files.first.map { Place($0, 0..<0) } ?? Place(path: "tenant.yaml")
    }

    /// The folder's name for findings that are about the tenant as a whole.
    var subject: String { "tenant" }

    // MARK: - Names

    /// The countries a code or a group stands for.
    func countries(of name: String) -> CountrySet? { countryNames.countries(of: name) }

    /// The entry a reference means.
    func entry(_ reference: Located<String>) -> Int? { senders.entry(reference.value) }

    /// Everything a reference to a sender may say.
    var senderNames: [String] { senders.names }

    /// What to call an entry in a message: its id, else the sender.
    func name(_ entry: Int) -> String { Wording.quote(table.inventory[entry].id ?? table.inventory[entry].sender) }

    /// What a baseline calls an entry: its sender, and a short code's country.
    func subject(of entry: Int) -> String { "sender " + identity(of: entry) }

    /// What makes an entry the same sender as another: a number is itself whatever its country, a short code is another
    /// one in each.
    func identity(of entry: Int) -> String {
        let sender = table.inventory[entry].sender
        return table.inventory[entry].kind == .shortCode
            ? sender + " " + (table.inventory[entry].country?.code ?? "") : sender
    }

    /// Where an entry's sender stands.
    func senderPlace(_ entry: Int) -> Place { place(senderRange(entry)) }

    func senderRange(_ entry: Int) -> SourceRange {
        config.inventory[entry].sender?.range ?? config.inventory[entry].range
    }

    /// Whether an entry can send a text message to anybody.
    package func canSend(_ entry: InventoryEntry) -> Bool {
        entry.isAssigned && entry.status == .active
            && (entry.capabilities.contains(.sms) || entry.capabilities.contains(.mms))
    }

    /// The first of `assigned`, `active`, `capable` that an entry fails for a text message, in the order of use.
    func failure(
        of entry: Int, require: MemberSet<Requirement> = [.assigned, .active, .capable],
        needs: MemberSet<Need> = [.sms]
    ) -> RowResult? { table.failure(of: entry, require: require, needs: needs) }

    /// A related place: the entry a reference names, with what is wrong there.
    func related(_ entry: Int, _ failure: RowResult) -> [Diagnostic.Related] {
        let written = config.inventory[entry]
        let range: SourceRange? =
            switch failure {
            case .notAssigned: written.assigned?.range
            case .notActive: written.status?.range
            case .notCapable: written.capabilities?.first
            default: nil
            }
        return [.init("the entry stands here", at: range.map(place) ?? senderPlace(entry))]
    }

    // MARK: - Order

    /// Nobody wrote the rules of a preset, so some findings about rules are not theirs to mend.
    var usesPreset: Bool { config.order?.preset != nil }

    func reads(_ source: DecisionTable.Source) -> Bool { table.rows.contains { $0.source == source } }

    /// Users' numbers, or several numbers, while there may be only one: `multi-number-disabled` says so, and what
    /// follows from it is not said again.
    var hasNumbersSwitchedOff: Bool {
        !table.allowsUserNumbers && (table.users.contains { $0.sender != nil } || unreleasedNumbers.count > 1)
    }

    /// Entries that are numbers and not released. A sender ID is no number.
    var unreleasedNumbers: [Int] {
        table.inventory.indices.filter {
            table.inventory[$0].status != .released && table.inventory[$0].kind != .alphanumeric
        }
    }
}

extension DecisionTable {
    /// `LintedTenant.failure`.
    func failure(
        of entry: Int, require: MemberSet<Requirement> = [.assigned, .active, .capable],
        needs: MemberSet<Need> = [.sms]
    ) -> RowResult? {
        if require.contains(.assigned), !inventory[entry].isAssigned { return .notAssigned }
        if require.contains(.active), inventory[entry].status != .active { return .notActive }
        if require.contains(.capable) {
            let meets = InventoryEntry.meets(inventory[entry].capabilities, inventory[entry].kind)
            if needs.bits & meets.bits == 0 { return .notCapable }
        }
        return nil
    }
}
