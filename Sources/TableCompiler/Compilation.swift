internal import Diagnostics
internal import NumberingPlan
internal import SenderModel
internal import TenantConfig

/// One tenant on its way to a table: what the stages read, what they have made so far, and what they found wrong.
///
/// A class so that stages in several files can share it; used by one call of `TableCompiler.compile` on one thread.
final class Compilation {
    let config: TenantConfig
    var projectOverrides: [Country: [CountryColumn: CountryAnswer]] = [:]
    var table: DecisionTable
    private var found = BoundedDiagnostics()
    var diagnostics: [Diagnostic] { found.all }

    var countryNames = CountryNames(groups: CountryGroups.builtIn, isComplete: true)
    var senders = SenderNames()
    /// By entry: what the numbering plan says of a sender that begins with `+`.
    var facts: [NumberFacts?] = []
    /// By team: the positions of its members among the users, each as often as it is written.
    var members: [[Int]] = []
    /// Whether some entry's id or sender is not what was meant, so that a reference that isn't found proves nothing.
    var hasBrokenNames = false
    private var suggestionsLeft = 100
    /// The file the last rule stands in, and how positions in it begin.
    var lastPath: (path: String, name: String)?

    private(set) lazy var users = NameIndex(config.users.map(\.name.value))
    private(set) lazy var teams = NameIndex(config.teams.map(\.name.value))
    private(set) lazy var pools = NameIndex(config.pools.map(\.name.value))
    private(set) lazy var providers = NameIndex(config.providers.map(\.name.value))

    init(_ config: borrowing TenantConfig) {
        self.config = copy config
        table = DecisionTable(tenant: config.tenant?.value ?? "")
    }

    func report(
        _ code: CheckCode, _ message: String, at range: SourceRange, help: String? = nil,
        related: [Diagnostic.Related] = [], fix: Fix? = nil
    ) {
        if found.isFull { return }
        // Whatever compilation reports makes the table meaningless.
        found.append(
            Diagnostic(
                code, message, at: config.place(range), help: help, related: related, severity: .error, fix: fix))
    }

    /// The fix of a name that was mistyped.
    ///
    /// - Parameter isClosed: whether the names are ours and not the tenant's.
    func correction(_ near: String?, for text: String, at range: SourceRange, isClosed: Bool = false) -> Fix? {
        guard let near, NearMiss.isSlip(text, for: near, isClosed: isClosed) else { return nil }
        corrections[text, default: 0] += 1
        return .write(near, at: config.place(range))
    }

    /// How often each text was corrected.
    private var corrections: [String: Int] = [:]

    /// The diagnostics, without the fixes of a text that stands in several places: then it is probably the one place that
    /// declares the name which is mistyped.
    var finished: [Diagnostic] {
        diagnostics.map { finding in
            guard case .replace(let place, _)? = finding.fix?.changes.first, let source = place.source else {
                return finding
            }
            let text = source.text(in: place.bytes).filter { $0 != "\"" && $0 != "'" }
            return corrections[text, default: 0] > 1 ? finding.withoutFix : finding
        }
    }

    func report(_ more: [Diagnostic]) { found.append(contentsOf: more) }

    /// The one name that is near, to be offered with `NearMiss.words`.
    ///
    /// Comparing with every name is dear: after the first hundred nobody reads on, and a hostile file must not make it
    /// quadratic.
    func near(_ text: String, among names: @autoclosure () -> [String]) -> String? {
        guard suggestionsLeft > 0 else { return nil }
        suggestionsLeft -= 1
        return NearMiss.best(for: text, among: names())
    }

    // MARK: - References to senders

    /// The entry a reference in YAML means; reports one that means none or two.
    func entry(_ reference: Located<String>) -> Int? {
        switch senders.find(reference.value) {
        case .entry(let index): return index
        case .ambiguous(let indexes):
            let countries = indexes.compactMap { table.inventory[$0].country?.code }
            // Of one without a country that is told where it stands.
            let list = countries.count < indexes.count ? "several countries" : Wording.list(countries)
            let ids = indexes.compactMap { table.inventory[$0].id }
            report(
                .ambiguousReference,
                "\(Wording.quote(reference.value)) is a short code of \(list)", at: reference.range,
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
    func known(_ reference: Located<String>) -> Int? { senders.entry(reference.value) }

    /// Where the inventory has a name: it may be the one that is mistyped.
    private func declaration(of name: String) -> Diagnostic.Related? {
        guard let index = senders.entry(name), config.inventory.indices.contains(index) else { return nil }
        let entry = config.inventory[index]
        let range = entry.id?.value == name ? entry.id?.range : entry.sender?.range
        return range.map { .init("\(Wording.quote(name)) stands here", at: config.place($0)) }
    }

    private func reportUnresolved(_ reference: Located<String>) {
        let isNumber = !reference.value.isEmpty && reference.value.utf8.allSatisfy { (48...57).contains($0) }
        let withPlus = isNumber && senders.entry("+" + reference.value) != nil
        let near = withPlus ? "+" + reference.value : near(reference.value, among: senders.names)
        let help: String
        if withPlus {
            help = "write \"+\(reference.value)\""
        } else if reference.value == "none" {
            help = "`none` can stand for `defaults.sender` only; delete the key for no sender"
        } else if near != nil {
            help = "write an id or a sender of the inventory, or add this one to `inventory`"
        } else if let entry = senders.ids.min() {
            help = "write the id or the sender of an inventory entry, for example `\(entry)`"
        } else {
            help = "write the sender of an inventory entry, or add it to `inventory`"
        }
        report(
            .unresolvedReference,
            "\(Wording.quote(reference.value)) is not in the inventory" + (withPlus ? "" : NearMiss.words(near)),
            at: reference.range, help: help, related: near.flatMap(declaration).map { [$0] } ?? [],
            fix: withPlus
                ? near.map { .write($0, at: config.place(reference.range)) }
                : correction(near, for: reference.value, at: reference.range))
    }
}
