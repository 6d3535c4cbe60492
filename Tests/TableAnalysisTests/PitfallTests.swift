import Diagnostics
import SenderModel
import TableAnalysis
import TestSupport
import Testing

/// What an analysis easily gets wrong, each in its smallest case.
@Suite struct PitfallTests {
    private func table(_ order: String, users: String = "", teams: String = "", inventory: String? = nil)
        -> DecisionTable
    {
        let entries = inventory ?? "[{sender: \"+14155550123\", id: x}, {sender: \"+12125550147\", id: y}]"
        let text = TenantText(
            """
            tenant: acme
            inventory: \(entries)
            users: {\(users)}
            teams: {\(teams)}
            defaults: {sender: x}
            order: {rules: \(order)}
            """)
        #expect(text.diagnostics.map(\.message) == [])
        return text.table
    }

    @Test func aRowBehindOneThatAlwaysDecidesIsReachedByAJump() throws {
        let table = table("[{use: conversation, if_unusable: r3}, default, {name: r3, use: best}]")
        #expect(try TableAnalysis(table).decidedMessages()[2]?.conversation == "unknown")
    }

    @Test func aRepeatedSourceIsReachedWhereAJumpSkipsTheFirst() throws {
        let table = table(
            "[{use: conversation, if_unusable: again}, default, {name: again, use: default}]")
        #expect(try TableAnalysis(table).decidedMessages()[2] != nil)
    }

    @Test func thereNeedNotBeAnyOtherUser() throws {
        let table = table(
            "[{use: user, when: {user: jane}}, {name: others, use: user}]", users: "jane: {sender: x}")
        #expect(try TableAnalysis(table).rowFindings()[1] == .masked(by: [0], isSmallest: true))
    }

    @Test func nobodyIsNotAUserWithoutANumber() throws {
        let table = table(
            "[{use: {sender: x}, require: [owned]}, {name: rest, use: {sender: y}}]",
            users: "jane: {sender: x}, ali: {}")
        #expect(try TableAnalysis(table).decidedMessages()[1]?.user == "ali")
    }

    /// A compiled table may hold what YAML may not: none of the values holds for no message.
    @Test func anAttributeOfWhichNoValueIsNamedMatchesNothing() throws {
        var table = table("[{use: {sender: x}}, {use: {sender: y}}]")
        table.attributes = [.init(name: "brand", values: ["acme"])]
        var condition = DecisionTable.Condition()
        condition.attributes = [.init(name: "brand", values: [])]
        table.rows[0].when = condition
        #expect(try TableAnalysis(table).rowFindings()[0] == .contradictsItself)
        #expect(try TableAnalysis(table).decidedMessages()[1] != nil)
    }

    @Test func aReferenceToTheOnlyEntryIsThatEntry() throws {
        let inventory = "[{sender: \"+14155550123\", id: x}]"
        let old = table("[{use: conversation}, {use: {sender: x}}]", inventory: inventory)
        let new = table("[{use: {sender: x}}, {use: conversation}]", inventory: inventory)
        #expect(try TableDifference(from: old, to: new).classes == [])
        #expect(try TableAnalysis(old).digest() == TableAnalysis(new).digest())
    }

    @Test func aDifferenceOfTooManyClassesIsSummedUp() throws {
        let rules = ["api: x", "agent: y", "reply: x", "campaign: y"].map { rule -> String in
            let words = rule.split(separator: ":")
            return "{name: for-\(words[0]), use: {sender:\(words[1])}, when: {origin: \(words[0])}}"
        }
        let order = { (ifUnusable: String) in
            "[{use: explicit, if_unusable: \(ifUnusable)}, " + rules.joined(separator: ", ")
                + ", conversation, default]"
        }
        let (old, new) = (table(order("reject")), table(order("next")))
        let whole = try TableDifference(from: old, to: new).classes
        #expect(!whole.contains { $0.before.isVaried || $0.after.isVaried })
        let summedUp = try TableDifference(from: old, to: new, budget: AnalysisBudget(changedRegions: 6)).classes
        #expect(summedUp.count < whole.count)
        // Whether there is a sender is still told.
        #expect(Set(summedUp.map(\.after)) == [.send(.varies), .reject(.noSender, nil)])
        #expect(summedUp.allSatisfy { !$0.isPartial && $0.rowsAfter.isEmpty == ($0.after != .send(.varies)) })
    }

    /// What differs user by user is joined while it is found, in the middle of what one country's messages do.
    @Test func whatIsJoinedInPassingLeavesNothingOut() throws {
        let users = (["u0: {sender: x}"] + (1..<100).map { "u\($0): {}" }).joined(separator: ", ")
        let order = { (use: String) in
            "[{name: a, use: \(use), when: {purpose: otp}}, {name: b, use: \(use), when: {purpose: marketing}}, "
                + "{use: conversation, require: [owned]}, default]"
        }
        let (old, new) = (table(order("reject"), users: users), table(order("default"), users: users))
        let whole = try TableDifference(from: old, to: new)
        let joined = try TableDifference(from: old, to: new, budget: AnalysisBudget(changedRegions: 20))
        #expect(whole == joined)
        #expect(Set(whole.classes.flatMap(\.rowsBefore)) == [0, 1])
    }

    @Test func aUserOfOneTeamIsNeverWithoutATeam() throws {
        let table = table(
            "[{name: none, use: reject, when: {user: jane}, unless: {team: sales}}, default]", users: "jane: {}",
            teams: "sales: {members: [jane]}")
        #expect(try TableAnalysis(table).rowFindings()[0] == .contradictsItself)
    }

    @Test func aUserWhoHasNothingChangesNoDigest() throws {
        let order = "[conversation, user, default]"
        let digests = try [table(order), table(order, users: "ali: {}")].map { try TableAnalysis($0).digest() }
        #expect(digests[0] == digests[1])
    }

    @Test func anIDIsSomethingAMessageSays() throws {
        let old = table("[conversation]")
        let new = table(
            "[conversation]",
            inventory: "[{sender: \"+14155550123\", id: x}, {sender: \"+12125550147\", id: z}]")
        let difference = try TableDifference(from: old, to: new)
        let outbound = difference.classes.filter { !$0.messages.isInbound }
        #expect(Set(outbound.map { $0.messages.conversation?.names }) == [["y"], ["z"]])
        #expect(difference.classes.count { $0.messages.isInbound } == 2)
        #expect(try TableAnalysis(old).digest() != TableAnalysis(new).digest())
    }

    @Test func namesOfRowsAndPoolsMeanNothing() throws {
        let pools = [("p", "r"), ("q", "s")].map { pool, rule in
            TenantText(
                """
                tenant: acme
                inventory: [{sender: "+14155550123"}, {sender: "+12125550147"}]
                pools: {\(pool): {senders: ["+14155550123", "+12125550147"], prefer: [hash]}}
                order: {rules: [{name: \(rule), use: {pool: \(pool)}}]}
                """
            ).table
        }
        #expect(try TableDifference(from: pools[0], to: pools[1]).classes == [])
        #expect(try TableAnalysis(pools[0]).digest() == TableAnalysis(pools[1]).digest())
    }

    @Test func aPoolThatLosesAMemberChangesSomeRecipientsOnly() throws {
        let tables = ["[a, b, c]", "[a, b]"].map { members in
            TenantText(
                """
                tenant: acme
                inventory: [{sender: "+14155550123", id: a}, {sender: "+12125550147", id: b}, {sender: "+16465550111", id: c}]
                pools: {p: {senders: \(members), prefer: [hash]}}
                order: {rules: [{use: {pool: p}}]}
                """
            ).table
        }
        let classes = try TableDifference(from: tables[0], to: tables[1]).classes
        #expect(classes.count == 1)
        #expect(classes.allSatisfy { $0.isPartial && $0.before == .send(.pool(["a", "b", "c"])) })
    }

    @Test func aBudgetThatIsTooSmallIsSaid() {
        let table = table("[conversation, user, default]")
        #expect(throws: AnalysisFailure.budgetExceeded(BudgetExceeded(what: "steps", limit: 10))) {
            try TableAnalysis(table, budget: AnalysisBudget(steps: 10))
        }
    }

    /// Each rule doubles what is to be told apart.
    @Test func aTableBuiltToBeHardIsStopped() throws {
        var hard = table("[default]")
        hard.attributes = (0..<30).map { .init(name: "a\($0)", values: ["yes"]) }
        let row = hard.rows[0]
        hard.rows = (0..<30).map { index in
            var tested = row
            tested.name = "r\(index)"
            tested.source = .conversation
            tested.when = DecisionTable.Condition()
            tested.when?.attributes = [.init(name: "a\(index)", values: ["yes"])]
            return tested
        }
        let budget = AnalysisBudget(regions: 40_000)
        let analysis = try TableAnalysis(hard, budget: budget)
        #expect(throws: AnalysisFailure.self) { try analysis.digest() }
        #expect(throws: AnalysisFailure.self) { try TableDifference(suspending: [0], in: hard, budget: budget) }
    }

    /// The contract's example: a campaign that must not use the support line.
    @Test func anInvariantIsProvedOrRefutedByAMessage() throws {
        var condition = DecisionTable.Condition()
        condition.purposes = [.marketing]
        var facts = Invariant.Facts()
        facts.senders = [0]
        let invariant = Invariant(.never, facts, for: condition)
        let kept = table("[{use: {sender: y}, when: {purpose: marketing}}, default]")
        #expect(try TableAnalysis(kept).prove(invariant) == .proved)
        var broken = WitnessMessage(to: "")
        if case .refuted(let message) = try TableAnalysis(table("[default]")).prove(invariant) { broken = message }
        #expect(broken.purpose == .marketing && broken.needs.isEmpty)
    }
}
