internal import Diagnostics
internal import SenderModel
internal import TableAnalysis
internal import TableCompiler
internal import TenantConfig
internal import YAMLSyntax

/// An invariant of a test file: a promise about all messages, its names looked up in the tenant.
struct InvariantCase: Sendable {
    let name: String
    let place: Place
    /// One for `always`, one for `never`.
    let invariants: [Invariant]
}

/// An invariant as it was written.
struct WrittenInvariant: Sendable {
    enum Key: String, ClosedList {
        case sender
        case senderCountry = "sender_country"
        case senderType = "sender_type"
        case rule, outcome
    }

    /// Those an outbound message can have.
    static let outcomes = [Outcome.send, .reject].map(\.rawValue)

    private struct Promise: Sendable {
        let kind: Invariant.Promise
        let facts: [(key: Key, values: [Located<String>])]
    }

    let name: String
    let place: Place
    private let condition: [TenantConfig.ConditionConfig]?
    private let promises: [Promise]

    /// Nil where the node is no whole invariant, which is then reported.
    init?(_ node: YAMLNode, _ reader: SchemaReader) {
        var name: String?
        var condition: [TenantConfig.ConditionConfig]?
        var promises: [Promise] = []
        let before = reader.diagnostics.count
        reader.mapping(node, TestShapes.invariant) { key, value in
            switch key {
            case "name": name = reader.text(value, "an invariant's `name`")?.value
            case "for": condition = OrderReader(reader: reader).condition(value, "for")
            default:
                promises.append(
                    Promise(kind: key == "always" ? .always : .never, facts: Self.facts(value, key, reader)))
            }
        }
        if promises.isEmpty, reader.diagnostics.count == before {
            reader.report(
                .missingKey, "an invariant has neither `always` nor `never`", at: node,
                help: "add what must always or never be, for example `always: {sender_country: DE}`")
        }
        guard reader.diagnostics.count == before, let name else { return nil }
        self.name = name
        self.place = node.place
        self.condition = condition
        self.promises = promises
    }

    private static func facts(
        _ node: YAMLNode, _ what: String, _ reader: SchemaReader
    ) -> [(key: Key, values: [Located<String>])] {
        var facts: [(key: Key, values: [Located<String>])] = []
        reader.mapping(node, TestShapes.promise("`\(what)`")) { name, value in
            guard let key = Key(rawValue: name),
                let items = reader.oneOrMore(value, "`\(name)`", example: "[…]")
            else { return }
            let values = items.compactMap { item -> Located<String>? in
                switch key {
                case .senderType: reader.word(item, "`sender_type`", of: SenderKind.names)
                case .outcome: reader.word(item, "`outcome`", of: Self.outcomes)
                default: reader.text(item, "a value of `\(name)`")
                }
            }
            facts.append((key, values))
        }
        if node.count == 0, node.kind == .mapping || node.isEmptyPlain {
            reader.report(
                .wrongType, "`\(what)` is empty", at: node, help: "name at least one of \(Wording.list(Key.names))")
        }
        return facts
    }

    /// The invariant with its names looked up, and what they don't mean.
    func resolved(
        in tenant: LoadedTenant, _ compiled: TableCompiler.Compiled, source: SourceFile
    ) -> (InvariantCase?, [Diagnostic]) {
        var diagnostics: [Diagnostic] = []
        var made: DecisionTable.Condition?
        if let condition {
            let (value, problems) = TableCompiler.condition(
                condition, named: "for", of: tenant.config, compiled, in: source)
            diagnostics += problems
            made = value
        }
        let invariants = promises.map { promise in
            var facts = Invariant.Facts()
            for (key, values) in promise.facts {
                for value in values { add(key, value, to: &facts, compiled, source, &diagnostics) }
            }
            return Invariant(promise.kind, facts, for: made)
        }
        guard diagnostics.isEmpty else { return (nil, diagnostics) }
        return (InvariantCase(name: name, place: place, invariants: invariants), [])
    }

    private func add(
        _ key: Key, _ value: Located<String>, to facts: inout Invariant.Facts, _ compiled: TableCompiler.Compiled,
        _ source: SourceFile, _ diagnostics: inout [Diagnostic]
    ) {
        func unknown(_ what: String, _ names: [String], _ help: String) {
            let near = NearMiss.best(for: value.value, among: names)
            let place = Place(source, value.range.bytes)
            diagnostics.append(
                Diagnostic(
                    .unresolvedReference, "\(Wording.quote(value.value)) is not \(what)\(NearMiss.words(near))",
                    at: place, help: help,
                    fix: near.flatMap {
                        NearMiss.isSlip(value.value, for: $0, isClosed: false) ? .write($0, at: place) : nil
                    }))
        }
        switch key {
        case .sender:
            switch compiled.senders.find(value.value) {
            case .entry(let entry): facts.senders = (facts.senders ?? []).union([entry])
            case .ambiguous(let entries): facts.senders = (facts.senders ?? []).union(entries)
            case .none: unknown("in the inventory", compiled.senders.names, "name a sender the tenant has")
            }
        case .senderCountry:
            guard let countries = compiled.countryNames.countries(of: value.value) else {
                return unknown(
                    "a country code or a group", [], CountryWords.help(for: value.value, groups: []))
            }
            facts.senderCountries = facts.senderCountries ?? CountrySet()
            facts.senderCountries?.formUnion(countries)
        case .senderType:
            if let kind = SenderKind(rawValue: value.value) {
                facts.senderKinds = (facts.senderKinds ?? []).union([kind])
            }
        case .rule:
            guard let row = compiled.table.rows.firstIndex(where: { $0.name == value.value }) else {
                return unknown("a rule", compiled.table.rows.map(\.name), "name a rule of the tenant's order")
            }
            facts.rows = (facts.rows ?? []).union([row])
        case .outcome:
            if let outcome = Outcome(rawValue: value.value) { facts.outcomes = (facts.outcomes ?? []).union([outcome]) }
        }
    }
}
