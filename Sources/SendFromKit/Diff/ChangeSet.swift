public import SenderModel
public import TableAnalysis

/// What changes between two versions: for each tenant in both the classes of messages that are decided differently.
public struct ChangeSet: Sendable {
    /// One tenant in both versions.
    public struct Tenant: Sendable {
        /// As the newer version names it.
        public let name: String
        /// The older table.
        public let before: DecisionTable
        /// The newer table.
        public let after: DecisionTable
        /// What changes, disjoint and whole; empty where nothing does.
        public let classes: [TableDifference.ChangedClass]

        /// All that rules demand in either version.
        var requires: MemberSet<Requirement> {
            MemberSet(bits: (before.rows + after.rows).reduce(0) { $0 | $1.require.bits })
        }
    }

    /// Tenants that both versions have, in the older one's order.
    public internal(set) var tenants: [Tenant]
    /// Names of tenants that only the newer version has, sorted.
    public let added: [String]
    /// Names of tenants that only the older version has, sorted.
    public let removed: [String]
    /// What a file of messages shows, where one was given.
    public var traffic: TrafficChange?

    /// - Throws: `AnalysisFailure` where a tenant is too hard to compare.
    public init(from old: [DecisionTable], to new: [DecisionTable]) throws {
        var pairs: [(DecisionTable, DecisionTable)] = []
        if let before = old.first, let after = new.first, old.count == 1, new.count == 1 {
            // One tenant on each side is meant, whatever it is called.
            pairs = [(before, after)]
            added = []
            removed = []
        } else {
            let byName = Dictionary(new.map { ($0.tenant, $0) }, uniquingKeysWith: { first, _ in first })
            let names = Set(old.map(\.tenant))
            pairs = old.compactMap { before in byName[before.tenant].map { (before, $0) } }
            added = new.map(\.tenant).filter { !names.contains($0) }.sorted()
            removed = names.filter { byName[$0] == nil }.sorted()
        }
        tenants = try pairs.map { before, after in
            Tenant(
                name: after.tenant, before: before, after: after,
                classes: try TableDifference(from: before, to: after).classes)
        }
    }

    /// Changed classes of all tenants.
    public var classCount: Int { tenants.map(\.classes.count).reduce(0, +) }
    /// Whether no message of any tenant is decided differently.
    public var isEmpty: Bool { classCount == 0 && added.isEmpty && removed.isEmpty }

    /// How many countries have a changed class; nil stands for one that speaks of all.
    var countryCount: Int {
        var countries: Set<Country?> = []
        for changed in tenants.flatMap(\.classes) { countries.formUnion(changed.messages.countries ?? Self.all) }
        return countries.count
    }

    private static let all: [Country?] = Country.all.map { $0 } + [nil]
}
