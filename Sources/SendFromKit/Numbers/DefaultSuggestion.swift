internal import Diagnostics
internal import Evaluation
internal import NumberingPlan
public import SenderModel
internal import TenantConfig
public import YAMLEditing
internal import YAMLSyntax

/// The senders `best` would pick for each country, as `defaults.countries`.
public struct DefaultSuggestion: Sendable {
    /// What is proposed for one country.
    public struct Line: Sendable {
        /// Whose default it would be.
        public let country: Country
        /// Position in the inventory; nil where nothing is usable.
        let entry: Int?
        let verdict: Verdict
        let isLocal: Bool
        /// What the tenant's `defaults.countries` says now.
        let current: Int?
    }

    /// One for each country that was asked for, in order.
    public let lines: [Line]
    private let table: DecisionTable

    /// - Parameters:
    ///   - tenant: without errors.
    ///   - countries: to suggest for; nil for all that have numbers.
    public init(_ tenant: LoadedTenant, countries: [Country]?) {
        table = tenant.table
        let evaluator = Evaluator(table)
        var scratch = EvaluationScratch()
        let require = tenant.orderRequire
        lines = (countries ?? Country.all.filter { NumberingPlan.callingCode(of: $0) != nil }).map { country in
            let entry = evaluator.best(for: country, require: require, scratch: &scratch)
            return Line(
                country: country, entry: entry,
                verdict: entry.map { tenant.table.verdict(of: $0, for: country) } ?? .unknown,
                isLocal: entry.map { tenant.table.inventory[$0].isLocal(to: country) } ?? false,
                current: tenant.table.countryDefaults[country])
        }
    }

    private func reference(_ entry: Int) -> String? { table.reference(to: entry).map(YAMLText.scalar) }

    /// As a piece of `defaults.yaml`, with what to know of a line after it.
    public var yaml: String {
        var text = "defaults:\n  countries:\n"
        var without: [String] = []
        for line in lines {
            guard let reference = line.entry.flatMap(reference) else {
                without.append(line.country.code)
                continue
            }
            var notes: [String] = []
            if !line.isLocal { notes.append("foreign") }
            if line.verdict == .unknown { notes.append("whether it is allowed is not known") }
            if let current = line.current, current != line.entry {
                notes.append("now \(table.inventory[current].id ?? table.inventory[current].sender)")
            }
            text +=
                "    \(YAMLText.scalar(line.country.code)): \(reference)"
                + (notes.isEmpty ? "" : "  # " + notes.joined(separator: "; ")) + "\n"
        }
        if without.count == lines.count { text = "" }
        if !without.isEmpty { text += "# no usable sender: \(without.joined(separator: ", "))\n" }
        return text
    }

    /// The edit that makes the suggestions the tenant's defaults; nil where they are already.
    ///
    /// - Throws: `EditRefusal` where the file is written in a way that can't be edited.
    public func edits(of tenant: EditableTenant) throws -> FileEdits? {
        let changes = lines.compactMap { line -> (key: String, yaml: String)? in
            guard let entry = line.entry, entry != line.current, let reference = reference(entry) else { return nil }
            return (line.country.code, reference)
        }
        guard !changes.isEmpty, let source = tenant.source(of: "defaults") else { return nil }
        guard let edits = MappingEdit(source).setting(changes, in: ["defaults", "countries"]) else {
            throw EditRefusal(
                "`defaults.countries` in \(source.path) is written in a way that can't be edited; edit it by hand")
        }
        var expected = tenant.loaded.table
        for line in lines where line.entry.flatMap(reference) != nil {
            expected.countryDefaults[line.country] = line.entry
        }
        return try tenant.checked(FileEdits(source, edits), meaning: expected)
    }
}

extension LoadedTenant {
    /// What the order requires of rules that say nothing of their own.
    var orderRequire: MemberSet<Requirement> {
        if let written = config.order?.require { return MemberSet(written.map(\.value)) }
        // The rules of a preset all have the preset's.
        if config.order?.preset != nil, let row = table.rows.first { return row.require }
        return [.assigned, .active, .capable]
    }
}
