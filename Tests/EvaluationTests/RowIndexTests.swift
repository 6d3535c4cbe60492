import Evaluation
import SenderModel
import TestSupport
import Testing

/// Rows are found in sets of bits, 64 at a time: whatever the conditions, the trace says of each row what a look at its
/// conditions alone says.
@Suite struct RowIndexTests {
    /// What a message gives, by name.
    struct Given {
        var country: Country?
        var team: String?
        var user: String?
        var origin: Origin?
        var purpose: Purpose?
        var needs: MemberSet<Need> = [.sms]
        var values: [String: String] = [:]

        func meets(_ condition: DecisionTable.Condition) -> Bool {
            func isIn<Value: Equatable>(_ list: [Value]?, _ value: Value?) -> Bool {
                guard let list else { return true }
                return value.map(list.contains) ?? false
            }
            return isIn(condition.countries?.sorted, country) && isIn(condition.teams, team)
                && isIn(condition.users, user) && isIn(condition.origins?.members, origin)
                && isIn(condition.purposes?.members, purpose)
                && (condition.needs.map { $0.bits & needs.bits != 0 } ?? true)
                && condition.attributes.allSatisfy { isIn($0.values, values[$0.name]) }
        }

        func meets(_ row: DecisionTable.Row) -> Bool {
            (row.when.map(meets) ?? true) && !(row.unless.map(meets) ?? false)
        }

        var message: Message {
            var message = Message()
            let numbers = ["US": "+12125550100", "DE": "+4915123456789", "GB": "+447400123456"]
            message.set(.to, country.flatMap { numbers[$0.code] } ?? "+80012345678")
            if let team { message.set(.team, team) }
            if let user { message.set(.user, user) }
            message.origin = origin
            message.purpose = purpose
            message.needs = needs
            for (name, value) in values { message.add(other: name.utf8, text: value.utf8) }
            return message
        }
    }

    static func table(rows: [DecisionTable.Row], users: [String] = Self.users) -> DecisionTable {
        var table = DecisionTable(tenant: "acme")
        table.users = users.map { DecisionTable.User(name: $0) }
        table.teams = teams.map { DecisionTable.Team(name: $0) }
        table.attributes = attributes
        table.rows = rows
        return table
    }

    /// A row that proposes nothing: tried or not, the walk goes on.
    static func row(
        _ index: Int, when: DecisionTable.Condition?, unless: DecisionTable.Condition? = nil
    ) -> DecisionTable.Row {
        DecisionTable.Row(
            name: "r\(index)", source: .default, when: when, unless: unless, require: [], ifUnusable: .next, at: "")
    }

    // Long ones differ only behind what a word holds.
    static let users = ["u1", "u2", "somebody-with-a-long-name", "somebody-with-a-long-nama", "somebody"]
    static let teams = ["a", "team-number-1", "team-number-2", "sales"]
    static let attributes = [
        DecisionTable.Attribute(name: "brand", values: ["acme", "zenith"]),
        DecisionTable.Attribute(name: "tier", values: ["1", "2", "3"]),
    ]
    static let countries = [Country("US"), Country("DE"), Country("GB"), nil]

    static func condition(_ random: inout SplitMix64) -> DecisionTable.Condition {
        func some<Value>(_ list: [Value]) -> [Value] { list.filter { _ in Bool.random(using: &random) } }
        func asks() -> Bool { Int.random(in: 0..<4, using: &random) == 0 }
        var condition = DecisionTable.Condition()
        while condition == DecisionTable.Condition() {
            if asks() { condition.countries = CountrySet(some(countries.compactMap { $0 })) }
            if asks() { condition.teams = some(teams) }
            if asks() { condition.users = some(users) }
            if asks() { condition.origins = MemberSet(some(Origin.allCases)) }
            if asks() { condition.purposes = MemberSet(some(Purpose.allCases)) }
            if asks() { condition.needs = MemberSet(some(Need.allCases)) }
            for attribute in attributes where asks() {
                condition.attributes.append(.init(name: attribute.name, values: some(attribute.values)))
            }
        }
        return condition
    }

    static func given(_ random: inout SplitMix64) -> Given {
        func perhaps<Value>(_ list: [Value]) -> Value? {
            Bool.random(using: &random) ? list.randomElement(using: &random) : nil
        }
        var given = Given()
        given.country = countries.randomElement(using: &random) ?? nil
        given.team = perhaps(teams)
        given.user = perhaps(users)
        given.origin = perhaps(Origin.allCases)
        given.purpose = perhaps(Purpose.allCases)
        let needs = MemberSet(Need.allCases.filter { _ in Bool.random(using: &random) })
        given.needs = needs.isEmpty ? [.sms] : needs
        for attribute in attributes { given.values[attribute.name] = perhaps(attribute.values) }
        return given
    }

    /// Positions of the rows that a trace says apply.
    static func applicable(_ given: Given, _ evaluator: Evaluator, _ scratch: inout EvaluationScratch) -> [Int] {
        var trace = DecisionTrace()
        let decision = evaluator.decide(given.message, scratch: &scratch, trace: &trace)
        #expect(decision.reason == .noSender)
        #expect(trace.steps.map(\.row) == Array(evaluator.table.rows.indices))
        return trace.steps.filter { $0.result != .notApplicable }.map(\.row)
    }

    @Test(arguments: [(1, 1), (2, 63), (3, 64), (4, 65), (5, 200)])
    func everyRowAppliesExactlyWhereItsConditionsHold(_ seed: UInt64, _ rows: Int) {
        var random = SplitMix64(state: seed)
        let table = Self.table(
            rows: (0..<rows).map { index in
                let kinds = Int.random(in: 0..<8, using: &random)
                return Self.row(
                    index, when: kinds & 3 == 0 ? nil : Self.condition(&random),
                    unless: kinds < 4 ? nil : Self.condition(&random))
            })
        let evaluator = Evaluator(table)
        var scratch = EvaluationScratch()
        for _ in 0..<200 {
            let given = Self.given(&random)
            let expected = table.rows.indices.filter { given.meets(table.rows[$0]) }
            #expect(Self.applicable(given, evaluator, &scratch) == expected, "seed \(seed), \(given)")
        }
    }

    @Test func namesTooManyForSetsAreAskedRowByRow() {
        // 47 words a set and 51,000 users who would have one each: more than the index holds.
        let users = (0..<51_000).map { "user-\($0)" }
        let table = Self.table(
            rows: (0..<3000).map { index in
                var when = DecisionTable.Condition()
                when.users = Array(users[index * 17..<index * 17 + 17])
                return Self.row(index, when: when)
            }, users: users)
        let evaluator = Evaluator(table)
        var scratch = EvaluationScratch()
        for user in [0, 16, 17, 25_000, 50_999] {
            #expect(Self.applicable(Given(user: users[user]), evaluator, &scratch) == [user / 17])
        }
        #expect(Self.applicable(Given(), evaluator, &scratch).isEmpty)
    }

    @Test func aNameIsFoundByAllItsBytes() {
        var when = DecisionTable.Condition()
        when.users = ["somebody-with-a-long-name"]
        let evaluator = Evaluator(Self.table(rows: [Self.row(0, when: when)]))
        var scratch = EvaluationScratch()
        #expect(Self.applicable(Given(user: "somebody-with-a-long-name"), evaluator, &scratch) == [0])
        for other in [
            "somebody", "somebody-with-a-long-nam", "somebody-with-a-long-names", "somebody-with-a-long-name\u{0}",
            "somebody-with-a-long-name\u{0}\u{0}\u{0}\u{19}somebody-with-a-long-nama", "xomebody-with-a-long-name", "s",
        ] {
            #expect(Self.applicable(Given(user: other), evaluator, &scratch).isEmpty, "\(other)")
        }
    }
}
