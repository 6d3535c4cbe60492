internal import Diagnostics
internal import MessageIO
public import SenderModel
internal import TableAnalysis
internal import TenantConfig

/// What happens if senders stop working: the tenant as it is against itself without them.
public enum OutageStudy {
    /// The positions of the entries that references and a provider mean.
    ///
    /// - Throws: `EditRefusal` for what names nothing.
    public static func entries(
        _ references: [String], provider: String?, in tenant: LoadedTenant
    ) throws -> Set<Int> {
        var entries: Set<Int> = []
        for reference in references { entries.formUnion(try tenant.entries(reference)) }
        if let provider {
            let names = tenant.config.providers.map(\.name.value)
            guard names.contains(provider) else {
                let near = NearMiss.words(NearMiss.best(for: provider, among: names))
                throw EditRefusal(
                    "\(Wording.quote(provider)) is not a provider of \(tenant.name)\(near)", isUsage: true)
            }
            for (index, entry) in tenant.config.inventory.enumerated()
            where entry.provider?.value ?? names.first == provider { entries.insert(index) }
        }
        return entries
    }

    /// - Throws: `AnalysisFailure`.
    public static func changes(without entries: Set<Int>, in table: DecisionTable) throws -> ChangeSet {
        try ChangeSet(from: [table], to: [table.suspending(entries)])
    }

    /// What one sender's outage does.
    public struct Outage: Sendable {
        let sender: InventoryEntry
        /// Classes of messages that then get no sender, or of which it is only told that some may, and that fall to
        /// another.
        let lost: Int
        let moved: Int
        /// Countries in which some messages get none; nil stands for every country.
        let countries: [Country?]?
        let example: String?
    }

    /// Each sender in turn, those whose outage leaves most countries without one first.
    ///
    /// - Parameters:
    ///   - table: valid, as `TableCompiler` makes it.
    ///   - jobs: how many threads may work at it; what comes of it is the same for any number.
    /// - Throws: `AnalysisFailure`.
    public static func each(in table: DecisionTable, jobs: Int = 1) throws -> [Outage] {
        let active = table.inventory.indices.filter { table.inventory[$0].status == .active }
        let outages = try Parts.map(active.count, jobs: jobs) { index in
            Result { try outage(of: active[index], in: table) }
        }.map { try $0.get() }
        func weight(_ outage: Outage) -> (Int, Int, Int) {
            (outage.countries?.count ?? Int.max, outage.lost, outage.moved)
        }
        return outages.enumerated().sorted { a, b in
            let (one, two) = (weight(a.element), weight(b.element))
            return one == two ? a.offset < b.offset : one > two
        }.map(\.element)
    }

    private static func outage(of entry: Int, in table: DecisionTable) throws -> Outage {
        let classes = try TableDifference(suspending: [entry], in: table).classes
            .filter { !$0.messages.isInbound }
        let lost = classes.filter {
            switch $0.after {
            case .reject, .varies: true
            case .send, .route: false
            }
        }
        var countries: [Country?]? = []
        for one in lost {
            guard let some = one.messages.countries, let known = countries else {
                countries = nil
                break
            }
            countries = known + some.filter { !known.contains($0) }
        }
        return Outage(
            sender: table.inventory[entry], lost: lost.count, moved: classes.count - lost.count, countries: countries,
            example: lost.first?.example.json)
    }

    /// A table for the terminal.
    public static func text(_ outages: [Outage]) -> String {
        var table = TextTable(["sender", "left without one", "classes lost", "classes moved", "for example"])
        for outage in outages {
            let codes = outage.countries.map { countries in
                let shown = countries.prefix(5).map { $0?.code ?? "no country" }.joined(separator: ", ")
                return countries.isEmpty
                    ? "nobody" : shown + (countries.count > 5 ? " and \(countries.count - 5) more" : "")
            }
            table.add([
                outage.sender.displayText, codes ?? "every country", "\(outage.lost)", "\(outage.moved)",
                outage.example ?? "",
            ])
        }
        return outages.isEmpty ? "no sender is active\n" : table.aligned()
    }

    /// For programs.
    public static func json(_ outages: [Outage]) -> String {
        let items = outages.map { outage in
            var pairs = ["\"sender\":\(JSONString.quoted(outage.sender.sender))"]
            if let id = outage.sender.id { pairs.append("\"id\":\(JSONString.quoted(id))") }
            if let countries = outage.countries {
                let codes = countries.map { $0.map { "\"\($0.code)\"" } ?? "null" }
                pairs.append("\"countries\":[\(codes.joined(separator: ","))]")
            }
            pairs.append("\"lost\":\(outage.lost),\"moved\":\(outage.moved)")
            if let example = outage.example { pairs.append("\"example\":\(example)") }
            return "{" + pairs.joined(separator: ",") + "}"
        }
        return "{\"format_version\":1,\"senders\":[" + items.joined(separator: ",\n") + "]}\n"
    }
}
