internal import Evaluation
internal import NumberingPlan
public import SenderModel

extension TableDifference {
    /// Compares two tables.
    ///
    /// - Parameters:
    ///   - old: valid, as `TableCompiler` makes it; `new` too.
    public init(
        from old: DecisionTable, to new: DecisionTable, budget: AnalysisBudget = .standard
    ) throws(AnalysisFailure) {
        try self.init(DifferenceSearch(old, new, budget), old, new)
    }

    init(_ search: DifferenceSearch, _ old: DecisionTable, _ new: DecisionTable) throws(AnalysisFailure) {
        let describer = DifferenceDescriber(search)
        var classes: [ChangedClass] = []
        for item in search.found { classes.append(describer.described(item.key, item.box, item.value)) }
        classes += InboundDifference(search.space).classes
        var confirmation = DifferenceConfirmation(old, new)
        for index in classes.indices { try confirmation.confirm(&classes[index]) }
        self.classes = classes
    }
}

/// Turns numbers of the vocabulary into what people are told.
struct DifferenceDescriber {
    private let search: DifferenceSearch
    private let rows: [[Int32: Int]]

    init(_ search: DifferenceSearch) {
        self.search = search
        rows = search.space.sides.map { side in
            Dictionary(side.rows.map { ($0.label, $0.index) }, uniquingKeysWith: { first, _ in first })
        }
    }

    func described(
        _ key: ChangedParts.Key, _ box: ClassBox, _ finding: ChangedParts.Finding
    ) -> TableDifference.ChangedClass {
        TableDifference.ChangedClass(
            messages: search.classes.described(box), before: outcome(search.shown[key.before], 0),
            after: outcome(search.shown[key.after], 1),
            isPartial: key.isPartial, rowsBefore: positions(finding.beforeRows, 0),
            rowsAfter: positions(finding.afterRows, 1), example: message(finding.example))
    }

    private func message(_ example: ChangedParts.Example) -> WitnessMessage {
        let space = search.space
        let recipient = space.recipients[Int(example.recipient)]
        let number =
            example.number
            ?? space.recipientNumber(recipient, recipient.representative, example.region.areaCodes)
        return space.message(example.choice, example.region, team: example.team, number: number, needs: example.needs)
    }

    private func positions(_ labels: Set<Int32>, _ side: Int) -> [Int] {
        labels.compactMap { rows[side][$0] }.sorted()
    }

    private func outcome(_ shown: ShownDecision, _ side: Int) -> TableDifference.ClassOutcome {
        switch shown {
        case .noSender: .reject(.noSender, nil)
        case .rejectedByRule: .reject(.rejectedByRule, nil)
        case .unusable(let reason): .reject(.unusable, reason)
        case .sender(let number): .send(.sender(text(number), id: id(number, side)))
        case .open(let input): .send([.conversation, .from, .firstUsed, .lastUsed][input])
        case .own: .send(.user)
        case .pool(let members): .send(.pool(members.map { id($0, side) ?? text($0) }.sorted()))
        case .countryDefault: .send(.countryDefault)
        case .team: .send(.team)
        case .best: .send(.best)
        case .anySender: .send(.varies)
        case .anything: .varies
        }
    }

    private func text(_ number: Int32) -> String { search.space.senders.texts[Int(number)] }

    private func id(_ number: Int32, _ side: Int) -> String? {
        let table = search.space.sides[side]
        let entry = table.entry(ofNumber: number)
        return entry < 0 ? nil : table.table.inventory[Int(entry)].id
    }
}

/// Decides the example of a class by both tables.
struct DifferenceConfirmation {
    private let evaluators: [Evaluator]
    /// What an evaluator remembers from one message to the next.
    private var scratches = [EvaluationScratch(), EvaluationScratch()]

    init(_ old: DecisionTable, _ new: DecisionTable) { evaluators = [Evaluator(old), Evaluator(new)] }

    /// Where decisions vary, the example's rows are noted.
    mutating func confirm(_ changed: inout TableDifference.ChangedClass) throws(AnalysisFailure) {
        let message = changed.example.message
        let decisions = evaluators.indices.map { evaluators[$0].decide(message, scratch: &scratches[$0]) }
        func sender(_ side: Int) -> String? {
            decisions[side].sender.map { evaluators[side].table.inventory[$0].sender }
        }
        func isConfirmed(_ side: Int, _ outcome: TableDifference.ClassOutcome) -> Bool {
            let decision = decisions[side]
            switch outcome {
            case .reject(let reason, let detail): return decision.reason == reason && decision.detail == detail
            case .send(.sender(let text, _)): return sender(side) == text
            case .send: return decision.outcome == .send
            case .route(let user, let team):
                let table = evaluators[side].table
                return decision.outcome == .route && decision.user.map { table.users[$0].name } == user
                    && decision.team.map { table.teams[$0].name } == team
            case .varies:
                return decision.outcome == .send || decision.reason != decisions[1 - side].reason
                    || decision.detail != decisions[1 - side].detail
            }
        }
        if changed.before.isVaried { changed.rowsBefore = decisions[0].row.map { [$0] } ?? [] }
        if changed.after.isVaried { changed.rowsAfter = decisions[1].row.map { [$0] } ?? [] }
        guard isConfirmed(0, changed.before), isConfirmed(1, changed.after), sender(0) == nil || sender(0) != sender(1)
        else {
            let pairs = changed.example.pairs.map { "\($0.key)=\($0.text)" }.joined(separator: " ")
            throw .notConfirmed("\(changed.before) becomes \(changed.after): \(pairs)")
        }
    }
}

/// Who gets what comes in: where that differs.
struct InboundDifference {
    private(set) var classes: [TableDifference.ChangedClass] = []

    private struct Key: Hashable {
        let before: TableDifference.ClassOutcome
        let after: TableDifference.ClassOutcome
        /// Contacts' countries; nil for all.
        let countries: [Country?]?
    }

    init(_ space: AnalysisSpace) {
        var texts: [Key: [String]] = [:]
        var order: [Key] = []
        func add(_ key: Key, _ text: String) {
            guard key.before != key.after else { return }
            if texts[key] == nil { order.append(key) }
            texts[key, default: []].append(text)
        }
        func route(_ reference: Vocabulary.Reference, _ side: Int, _ country: Country?) -> TableDifference.ClassOutcome
        {
            let entry = reference.targets[side].entry(in: country)
            guard entry >= 0 else { return .reject(.unknownNumber, nil) }
            switch InboundRoute(space.sides[side], entry) {
            case .user(let name): return .route(user: name, team: nil)
            case .team(let name): return .route(user: nil, team: name)
            case .inbox: return .route(user: nil, team: nil)
            }
        }
        for reference in space.vocabulary.references {
            guard reference.dependsOnCountry else {
                add(
                    Key(before: route(reference, 0, nil), after: route(reference, 1, nil), countries: nil),
                    reference.text)
                continue
            }
            var byOutcome: [[TableDifference.ClassOutcome]: [Country?]] = [:]
            var outcomes: [[TableDifference.ClassOutcome]] = []
            let countries = Country.all.map(Optional.some).filter { NumberingPlan.hasRecipients(in: $0) } + [nil]
            for country in countries {
                let both = [route(reference, 0, country), route(reference, 1, country)]
                if byOutcome[both] == nil { outcomes.append(both) }
                byOutcome[both, default: []].append(country)
            }
            for both in outcomes {
                let here = byOutcome[both] ?? []
                add(
                    Key(before: both[0], after: both[1], countries: here.count == countries.count ? nil : here),
                    reference.text)
            }
        }
        for key in order {
            let to = texts[key] ?? []
            var messages = MessageClass()
            messages.isInbound = true
            messages.inboundTo = to
            messages.countries = key.countries
            var example = WitnessMessage(to: to[0])
            example.direction = .inbound
            if let countries = key.countries, !countries.contains(nil), let country = countries.first {
                example.from = NumberingPlan.recipients(in: country).number(at: 0)
            }
            classes.append(
                TableDifference.ChangedClass(
                    messages: messages, before: key.before, after: key.after, isPartial: false, rowsBefore: [],
                    rowsAfter: [], example: example))
        }
    }
}

extension TableDifference {
    /// What would change if some senders were suspended: `whatif`.
    ///
    /// - Parameter suspended: positions in the inventory.
    public init(
        suspending suspended: some Sequence<Int>, in table: DecisionTable, budget: AnalysisBudget = .standard
    ) throws(AnalysisFailure) {
        try self.init(from: table, to: table.suspending(suspended), budget: budget)
    }
}

extension DecisionTable {
    /// The table with some senders out of use.
    ///
    /// - Parameter suspended: positions in the inventory.
    public func suspending(_ suspended: some Sequence<Int>) -> DecisionTable {
        var table = self
        // A rule that doesn't ask whether a sender is active is stopped by whatever else it asks.
        let isAsked = table.rows.allSatisfy { $0.require.contains(.active) }
        for entry in suspended {
            table.inventory[entry].status = .suspended
            guard !isAsked else { continue }
            table.inventory[entry].isAssigned = false
            table.inventory[entry].capabilities = []
        }
        return table
    }
}
