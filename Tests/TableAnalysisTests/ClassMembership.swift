import Evaluation
import NumberingPlan
import SenderModel
import TableAnalysis

/// Whether a message is in a class: read from the class as people would, with the evaluator asked what references are.
final class ClassMembership {
    private let tables: [DecisionTable]
    /// By table and open input: a table whose only rule uses the input under the requirement all rules share.
    private var probes: [[Evaluator?]] = []
    private var namers: [Evaluator] = []
    private var knownSenders: [[String]: [String?]] = [:]
    private var knownResults: [[String]: Set<RowResult?>] = [:]

    init(_ tables: [DecisionTable]) {
        self.tables = tables
        let sources: [DecisionTable.Source] = [.conversation, .explicit, .firstUsed, .lastUsed]
        probes = tables.map { table in
            sources.map { source in
                let requires = Set(tables.flatMap(\.rows).filter { $0.source == source }.map(\.require))
                var probe = table
                probe.rows = [
                    .init(name: "probe", source: source, require: requires.first ?? [], ifUnusable: .reject, at: "")
                ]
                return requires.count == 1 ? Evaluator(probe) : nil
            }
        }
    }

    /// How many of several classes a message is in, and the last of them.
    func containing(_ classes: [MessageClass], _ message: WitnessMessage) -> [Int] {
        classes.indices.filter { contains(classes[$0], message) }
    }

    func contains(_ value: MessageClass, _ message: WitnessMessage) -> Bool {
        if value.isInbound != (message.direction == .inbound) { return false }
        if value.isInbound {
            if let to = value.inboundTo, !to.contains(message.to) { return false }
            let facts = message.from.map { NumberingPlan.facts(of: $0) }
            return value.countries?.contains(facts?.isPossible == true ? facts?.country : nil) ?? true
        }
        let country = NumberingPlan.facts(of: message.to).country
        if let countries = value.countries, !countries.contains(country) { return false }
        if let codes = value.areaCodes, !codes.contains(Int(message.to.dropFirst().prefix(4)) ?? 0) { return false }
        if let needs = value.needs, !needs.contains(message.needs.isEmpty ? [.sms] : message.needs) { return false }
        func declared(_ name: String?, _ names: [[String]]) -> String? {
            name.flatMap { name in names.contains { $0.contains(name) } ? name : nil }
        }
        let user = declared(message.user, tables.map { $0.users.map(\.name) })
        if let users = value.users, !users.contains(user) { return false }
        let team = declared(message.team, tables.map { $0.teams.map(\.name) })
        if let teams = value.teams, !teams.contains(team) { return false }
        if let origins = value.origins, !origins.contains(message.origin) { return false }
        if let purposes = value.purposes, !purposes.contains(message.purpose) { return false }
        for attribute in value.attributes {
            let given = message.attributes.first { $0.name == attribute.name }?.value
            if !attribute.values.contains(given) { return false }
        }
        let references = [value.conversation, value.from, value.firstUsed, value.lastUsed]
        let texts = [message.conversation, message.from, message.firstUsed, message.lastUsed]
        for (input, reference) in references.enumerated() {
            if let reference, !contains(reference, input, texts, message) { return false }
        }
        return true
    }

    private func contains(
        _ value: MessageClass.References, _ input: Int, _ texts: [String?], _ message: WitnessMessage
    ) -> Bool {
        guard let text = texts[input] else { return value.includesNone }
        if value.exceptions.contains(text) { return false }
        let isKnown = !senders(text, message).allSatisfy { $0 == nil }
        guard isKnown else { return value.includesUnknown }
        if !value.names.contains(text) {
            let results = results(message, input)
            let own = Set(senders(text, message))
            guard results.count == 1, own.count == 1, let result = results.first ?? nil, value.results.contains(result)
            else { return false }
        }
        guard let other = value.differsFrom else { return true }
        let mine = senders(text, message)[0]
        switch other {
        case .conversation: return mine != senders(texts[0] ?? "", message)[tables.count - 1]
        case .from: return mine != senders(texts[1] ?? "", message)[tables.count - 1]
        case .firstUsed: return mine != senders(texts[2] ?? "", message)[tables.count - 1]
        case .lastUsed: return mine != senders(texts[3] ?? "", message)[tables.count - 1]
        }
    }

    /// What a rule that uses the input finds in each table: `selected` or the reason.
    private func results(_ message: WitnessMessage, _ input: Int) -> Set<RowResult?> {
        let texts = [message.conversation, message.from, message.firstUsed, message.lastUsed]
        let needs = "\(message.needs.bits)"
        let key = [String(input), texts[input] ?? "", message.to, message.user ?? "", needs]
        if let known = knownResults[key] { return known }
        let results = Set(
            probes.map { probe -> RowResult? in
                guard let probe = probe[input] else { return nil }
                var scratch = EvaluationScratch()
                let decision = probe.decide(message.message, scratch: &scratch)
                return decision.outcome == .send ? .selected : decision.detail
            })
        knownResults[key] = results
        return results
    }

    /// By table: the sender a reference means for the message's recipient.
    private func senders(_ text: String, _ message: WitnessMessage) -> [String?] {
        if let known = knownSenders[[text, message.to]] { return known }
        if namers.isEmpty {
            namers = tables.map { table in
                var probe = table
                probe.rows = [.init(name: "probe", source: .conversation, require: [], ifUnusable: .next, at: "")]
                return Evaluator(probe)
            }
        }
        var asked = WitnessMessage(to: message.to)
        asked.conversation = text
        let result = zip(namers, tables).map { namer, table -> String? in
            var scratch = EvaluationScratch()
            return namer.decide(asked.message, scratch: &scratch).sender.map { table.inventory[$0].sender }
        }
        knownSenders[[text, message.to]] = result
        return result
    }

    /// What an outcome of a class says of one message: the sender's text, or nil where it can't be told.
    func sender(_ outcome: TableDifference.ClassOutcome, _ side: Int, _ message: WitnessMessage) -> String? {
        guard case .send(let sender) = outcome else { return nil }
        let table = tables[side]
        func text(_ entry: Int?) -> String? { entry.map { table.inventory[$0].sender } }
        let country = NumberingPlan.facts(of: message.to).country
        switch sender {
        case .sender(let text, _): return text
        case .conversation: return message.conversation.flatMap { senders($0, message)[side] }
        case .from: return message.from.flatMap { senders($0, message)[side] }
        case .firstUsed: return message.firstUsed.flatMap { senders($0, message)[side] }
        case .lastUsed: return message.lastUsed.flatMap { senders($0, message)[side] }
        case .user: return text(table.users.first { $0.name == message.user }?.sender)
        case .countryDefault: return text(country.flatMap { table.countryDefaults[$0] })
        case .team, .best, .pool, .varies: return nil
        }
    }
}
