internal import Diagnostics
internal import SenderModel
internal import TenantConfig

/// One tenant on its way to a table: what the stages read, what they have made so far, and what they found wrong.
///
/// A class so that stages in several files can share it; used by one call of `TableCompiler.compile` on one thread.
final class Compilation {
    let config: TenantConfig
    var projectOverrides: [Country: [CountryColumn: CountryAnswer]] = [:]
    var table: DecisionTable
    private(set) var diagnostics: [Diagnostic] = []

    var countryNames = CountryNames(groups: CountryGroups.builtIn, isComplete: true)
    /// Position in `table.inventory` by id, and by normalised sender text (several for a short code of two countries).
    var entryByID: [String: Int] = [:]
    var entriesBySender: [String: [Int]] = [:]
    /// Whether some entry's id or sender is not what was meant, so that a reference that isn't found proves nothing.
    var hasBrokenNames = false
    private var suggestionsLeft = 100

    private(set) lazy var users = NameIndex(config.users.map(\.name.value))
    private(set) lazy var teams = NameIndex(config.teams.map(\.name.value))
    private(set) lazy var pools = NameIndex(config.pools.map(\.name.value))
    private(set) lazy var providers = NameIndex(config.providers.map(\.name.value))

    init(_ config: TenantConfig) {
        self.config = config
        table = DecisionTable(tenant: config.tenant?.value ?? "")
    }

    func report(
        _ code: CheckCode, _ message: String, at range: SourceRange, help: String? = nil,
        related: [Diagnostic.Related] = []
    ) {
        diagnostics.append(Diagnostic(code, message, at: config.place(range), help: help, related: related))
    }

    func report(_ more: [Diagnostic]) { diagnostics += more }

    /// "; did you mean `x`?" where one name is near.
    ///
    /// Comparing with every name is dear: after the first hundred nobody reads on, and a hostile file must not make it
    /// quadratic.
    func suggestion(_ text: String, among names: @autoclosure () -> [String]) -> String {
        guard suggestionsLeft > 0 else { return "" }
        suggestionsLeft -= 1
        return NearMiss.words(NearMiss.best(for: text, among: names()))
    }

    // MARK: - References to senders

    /// The entry a reference in YAML means; reports one that means none or two.
    func entry(_ reference: Located<String>) -> Int? {
        switch find(reference.value) {
        case .entry(let index): return index
        case .ambiguous(let indexes):
            let countries = indexes.compactMap { table.inventory[$0].country?.code }
            let ids = indexes.compactMap { table.inventory[$0].id }
            report(
                .ambiguousReference,
                "\(Wording.quote(reference.value)) is a short code of \(Wording.list(countries))", at: reference.range,
                help: ids.isEmpty
                    ? "give the entries ids and name one of them"
                    : "write one entry's id, as \(Wording.list(ids, "or"))")
            return nil
        case .none:
            if !config.incomplete.contains(.inventory), !hasBrokenNames { reportUnresolved(reference) }
            return nil
        }
    }

    /// The same without a report.
    func known(_ reference: Located<String>) -> Int? {
        if case .entry(let index) = find(reference.value) { index } else { nil }
    }

    enum Found {
        case entry(Int)
        case ambiguous([Int])
        case none
    }

    func find(_ reference: String) -> Found {
        if let index = entryByID[reference] { return .entry(index) }
        guard let indexes = entriesBySender[Reference.normalized(reference)] else { return .none }
        return indexes.count == 1 ? .entry(indexes[0]) : .ambiguous(indexes)
    }

    private func reportUnresolved(_ reference: Located<String>) {
        let near = suggestion(
            reference.value, among: (Array(entryByID.keys) + table.inventory.map(\.sender)).sorted())
        let isNumber = !reference.value.isEmpty && reference.value.utf8.allSatisfy { (48...57).contains($0) }
        let withPlus = isNumber && entriesBySender["+" + reference.value] != nil
        let help: String
        if withPlus {
            help = "write \"+\(reference.value)\""
        } else if reference.value == "none" {
            help = "`none` can stand for `defaults.sender` only; delete the key for no sender"
        } else if !near.isEmpty {
            help = "write an id or a sender of the inventory, or add this one to `inventory`"
        } else if let entry = entryByID.keys.min() {
            help = "write the id or the sender of an inventory entry, for example `\(entry)`"
        } else {
            help = "write the sender of an inventory entry, or add it to `inventory`"
        }
        report(
            .unresolvedReference, "\(Wording.quote(reference.value)) is not in the inventory" + (withPlus ? "" : near),
            at: reference.range, help: help)
    }
}
