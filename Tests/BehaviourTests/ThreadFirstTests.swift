import Testing
import TestSupport

/// A helpdesk's numbers: preset `thread-first`.
@Suite struct ThreadFirstTests {
    static func tenant(defaults: String = "{sender: support}") -> TenantText {
        TenantText(
            """
            tenant: helpdesk
            inventory:
              - {sender: "+14155550101", id: support, name: Support}
              - {sender: "+14155550102", id: sales-us}
              - {sender: "+442071838750", id: sales-uk}
              - {sender: "+14155550104", id: night-line}
              - {sender: "+14155550105", id: thread}
              - {sender: "+14155550106", id: retired, status: released}
              - {sender: "+14155550107", id: unassigned, assigned: false}
              - {sender: "+14155550108", id: janes}
            users: {jane: {sender: janes}, joe: , ann: }
            teams:
              sales: {sender: sales-us, countries: {GB: sales-uk}, members: [jane, ann]}
              night: {sender: night-line, members: [ann]}
              empty: {members: [joe]}
            defaults: \(defaults)
            order: {preset: thread-first}
            """)
    }

    static let noDefault = "{sender: none}"
    static let toUS = "+12125550100"
    static let toGB = "+447400123456"

    /// A1
    @Test(arguments: ["reply", "agent", "automation", "api", "campaign", ""])
    func theConversationsOwnNumberIsUsedWhateverDefaultTeamOrUserSay(_ origin: String) {
        let decision = Self.tenant(defaults: "{sender: support, countries: {US: sales-us}}").decide([
            "to": Self.toUS, "conversation": "thread", "origin": origin, "user": "jane", "team": "night",
        ])
        #expect(decision.summary == "send thread")
        #expect(decision.rule == "conversation")
    }

    /// A1 and A2, ambiguous: an explicit sender on a reply.
    @Test func onAReplyTheConversationWinsOverAnExplicitSenderAndTheTraceShowsIt() {
        let decision = Self.tenant().decide([
            "to": Self.toUS, "conversation": "thread", "from": "sales-us", "origin": "reply",
        ])
        #expect(decision.trace == "conversation selected thread")
    }

    /// A2
    @Test(arguments: ["automation", "api"])
    func withoutAConversationTheExplicitSenderIsUsed(_ origin: String) {
        let decision = Self.tenant().decide([
            "to": Self.toUS, "from": "night-line", "origin": origin, "user": "jane", "team": "sales",
        ])
        #expect(decision.trace == "conversation no_value, explicit selected night-line")
    }

    /// A3
    @Test func withoutAConversationAndAnExplicitSenderTheDefaultIsUsed() {
        let decision = Self.tenant().decide(["to": Self.toUS])
        #expect(
            decision.trace
                == "conversation no_value, explicit no_value, country_default no_value, default selected support")
    }

    /// A4
    @Test func withNoDefaultATeamsAgentsSendFromTheTeamsNumber() {
        let decision = Self.tenant(defaults: Self.noDefault).decide(["to": Self.toUS, "user": "jane"])
        #expect(decision.summary == "send sales-us")
        #expect(decision.rule == "team")
    }

    /// A4, ambiguous: is the default used where a team exists?
    @Test func theDefaultIsUsedAlsoWhereATeamHasANumber() {
        #expect(Self.tenant().decide(["to": Self.toUS, "user": "jane", "team": "sales"]).summary == "send support")
    }

    /// A4, ambiguous: which team.
    @Test func theMessagesTeamGoesBeforeTheAgentsOnlyTeam() {
        let decision = Self.tenant(defaults: Self.noDefault).decide([
            "to": Self.toUS, "user": "jane", "team": "night",
        ])
        #expect(decision.summary == "send night-line")
    }

    /// A4, ambiguous: an agent in several teams.
    @Test func anAgentInSeveralTeamsHasNoTeamUnlessTheMessageNamesIt() {
        let tenant = Self.tenant(defaults: Self.noDefault)
        #expect(tenant.decide(["to": Self.toUS, "user": "ann"]).summary == "reject no_sender")
        #expect(tenant.decide(["to": Self.toUS, "user": "ann", "team": "sales"]).summary == "send sales-us")
    }

    /// A4, ambiguous: no default and no team.
    @Test(arguments: ["", "joe", "stranger"])
    func withNoDefaultAndNoTeamNumberThereIsNoSenderNeverAnyNumber(_ user: String) {
        let decision = Self.tenant(defaults: Self.noDefault).decide(["to": Self.toUS, "user": user])
        #expect(decision.summary == "reject no_sender")
        #expect(
            decision.trace
                == "conversation no_value, explicit no_value, country_default no_value, default no_value, team no_value"
        )
    }

    /// A5: nothing assigned, nothing to send from, whoever names it.
    @Test func withoutAssignedNumbersNothingCanBeSent() {
        let tenant = TenantText(
            """
            tenant: helpdesk
            inventory: [{sender: "+14155550101", id: support, assigned: false}]
            defaults: {sender: support}
            teams: {sales: {sender: support}}
            order: {preset: thread-first}
            """)
        #expect(tenant.decide(["to": Self.toUS, "team": "sales"]).summary == "reject no_sender")
        #expect(tenant.decide(["to": Self.toUS, "from": "support"]).summary == "reject unusable not_assigned")
    }

    /// A5, ambiguous: a default that became unusable.
    @Test(arguments: [("unassigned", "not_assigned"), ("retired", "not_active")])
    func anUnusableDefaultGoesOnToTheTeam(_ sender: String, _ reason: String) {
        let decision = Self.tenant(defaults: "{sender: \(sender)}").decide(["to": Self.toUS, "team": "sales"])
        #expect(decision.summary == "send sales-us")
        #expect(decision.trace.hasSuffix("default \(reason) \(sender), team selected sales-us"))
    }

    /// A6
    @Test(arguments: [
        ("night-line", "", "{sender: support}", "send night-line"), ("", "", "{sender: support}", "send support"),
        ("", "sales", noDefault, "send sales-us"), ("", "", noDefault, "reject no_sender"),
    ])
    func aReplyInAThreadWithoutAClearNumberIsLikeAMessageOfOnesOwn(
        _ from: String, _ team: String, _ defaults: String, _ expected: String
    ) {
        let tenant = Self.tenant(defaults: defaults)
        let alone = tenant.decide(["to": Self.toUS, "from": from, "team": team])
        let reply = tenant.decide(["to": Self.toUS, "from": from, "team": team, "origin": "reply"])
        #expect(reply.summary == expected)
        #expect(reply.trace == alone.trace)
    }

    /// A7
    @Test func anExplicitSenderOverridesTheDefaultAndTheCountrysDefault() {
        let tenant = Self.tenant(defaults: "{sender: support, countries: {GB: sales-uk}}")
        #expect(tenant.decide(["to": Self.toUS, "from": "night-line"]).summary == "send night-line")
        #expect(tenant.decide(["to": Self.toGB, "from": "night-line"]).summary == "send night-line")
    }

    /// A7: but is never replaced by it.
    @Test(arguments: [
        ("retired", "not_active"), ("unassigned", "not_assigned"), ("+15005550006", "unknown_sender"),
        ("Support", "unknown_sender"),
    ])
    func anExplicitSenderThatCannotBeUsedIsRefused(_ from: String, _ detail: String) {
        let decision = Self.tenant().decide(["to": Self.toUS, "from": from, "team": "sales"])
        #expect(decision.summary == "reject unusable \(detail)")
        #expect(decision.rule == "explicit")
    }

    /// A8
    @Test func noDefaultForcesExplicitSelectionWhereNoNumberFitsTheCountry() {
        let tenant = Self.tenant(defaults: "{sender: none, countries: {US: support, GB: sales-uk}}")
        #expect(tenant.decide(["to": Self.toUS]).summary == "send support")
        #expect(tenant.decide(["to": Self.toGB]).summary == "send sales-uk")
        #expect(tenant.decide(["to": "+4915123456789"]).summary == "reject no_sender")
        #expect(tenant.decide(["to": "+4915123456789", "from": "sales-uk"]).summary == "send sales-uk")
    }

    /// A9
    @Test func whatIsShownToPeopleIsNoReferenceAndNoRecipient() {
        let tenant = Self.tenant()
        #expect(
            tenant.decide(["to": Self.toUS, "from": "Support (+1-415-555-0101)"]).summary
                == "reject unusable unknown_sender")
        #expect(tenant.decide(["to": "+1-555-0123"]).summary == "reject invalid_recipient")
    }

    /// A, ambiguous: the conversation's number is no longer there.
    @Test(arguments: [
        ("retired", "not_active"), ("unassigned", "not_assigned"), ("+15005550006", "unknown_sender"),
    ])
    func aConversationsNumberThatIsGoneGoesToTheNextRuleAndTheTraceSaysWhy(_ thread: String, _ reason: String) {
        let message: MessageText = ["to": Self.toUS, "conversation": thread, "from": "night-line"]
        #expect(
            Self.tenant().decide(message).trace
                == "conversation \(reason) \(thread), explicit selected night-line")
        #expect(Self.tenant().decide(["to": Self.toUS, "conversation": thread]).summary == "send support")
    }
}
