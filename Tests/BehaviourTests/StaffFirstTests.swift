import Testing
import TestSupport

/// A CRM's numbers: preset `staff-first`. The channel number is the first number ever used with a contact.
@Suite struct StaffFirstTests {
    static func tenant(defaults: String = "{sender: main}") -> TenantText {
        TenantText(
            """
            tenant: crm
            inventory:
              - {sender: "+14155550101", id: main}
              - {sender: "+14155550102", id: janes}
              - {sender: "+14155550103", id: voice-only, capabilities: [voice]}
              - {sender: "+14155550104", id: channel}
              - {sender: "+14155550105", id: recent}
              - {sender: "+14155550106", id: campaigns}
              - {sender: "+14155550107", id: removed, status: released}
              - {sender: "+442071838750", id: main-uk}
            users:
              jane: {sender: janes}
              joe: {sender: voice-only}
              ann:
            defaults: \(defaults)
            order: {preset: staff-first}
            """)
    }

    static func decide(_ message: MessageText) -> DecisionText { tenant().decide(message) }

    static let toUS = "+12125550100"

    /// H1
    @Test(arguments: ["reply", "agent", "automation", "api", "campaign", ""])
    func aStaffMembersOwnNumberIsUsedWhateverCausedTheMessage(_ origin: String) {
        let decision = Self.decide(["to": Self.toUS, "user": "jane", "origin": origin, "first_used": "channel"])
        #expect(decision.summary == "send janes")
        #expect(decision.rule == "user")
    }

    /// H2
    @Test func anOwnNumberThatCannotDoSMSGoesStraightToTheDefaultNotToTheChannelNumber() {
        let decision = Self.decide(["to": Self.toUS, "user": "joe", "first_used": "channel"])
        #expect(
            decision.trace
                == "explicit no_value, last_used not_applicable, user not_capable voice-only, "
                + "country_default no_value, default selected main")
    }

    /// H2
    @Test func straightToTheDefaultMeansTheCountrysDefaultFirst() {
        let decision = Self.tenant(defaults: "{sender: main, countries: {GB: main-uk}}").decide([
            "to": "+447400123456", "user": "joe", "first_used": "channel",
        ])
        #expect(decision.summary == "send main-uk")
    }

    /// H2
    @Test func anOwnNumberThatCannotDoSMSAndNoDefaultIsAnErrorWithoutTheChannelNumber() {
        let decision = Self.tenant(defaults: "{sender: none}").decide([
            "to": Self.toUS, "user": "joe", "first_used": "channel",
        ])
        #expect(decision.summary == "reject no_sender")
        #expect(!decision.trace.contains("first_used"))
    }

    /// H3
    @Test func aManualChoiceWins() {
        let decision = Self.decide([
            "to": Self.toUS, "from": "recent", "origin": "agent", "user": "jane", "first_used": "channel",
            "last_used": "main",
        ])
        #expect(decision.trace == "explicit selected recent")
    }

    /// H3, ambiguous: last used against own number, for what an agent writes.
    @Test func forAnAgentTheNumberLastPickedGoesBeforeTheOwnNumber() {
        let decision = Self.decide(["to": Self.toUS, "origin": "agent", "user": "jane", "last_used": "recent"])
        #expect(decision.trace == "explicit no_value, last_used selected recent")
    }

    /// H3, ambiguous: workflows have no memory of manual choices.
    @Test(arguments: ["automation", "api", "campaign", ""])
    func theNumberLastPickedDoesNotAffectWorkflows(_ origin: String) {
        let decision = Self.decide(["to": Self.toUS, "origin": origin, "last_used": "recent", "first_used": "channel"])
        #expect(decision.summary == "send channel")
        #expect(decision.trace.contains("last_used not_applicable"))
    }

    /// H3, ambiguous: the number last picked is gone.
    @Test(arguments: [("removed", "not_active"), ("+15005550006", "unknown_sender"), ("voice-only", "not_capable")])
    func aNumberLastPickedThatIsGoneLeavesTheOwnNumber(_ last: String, _ reason: String) {
        let decision = Self.decide(["to": Self.toUS, "origin": "agent", "user": "jane", "last_used": last])
        #expect(decision.trace == "explicit no_value, last_used \(reason) \(last), user selected janes")
    }

    /// H4
    @Test func aWorkflowsFromNumberIsUsedWhateverStaffAndChannelNumberSay() {
        let decision = Self.decide([
            "to": Self.toUS, "origin": "automation", "from": "campaigns", "user": "jane", "first_used": "channel",
        ])
        #expect(decision.summary == "send campaigns")
        #expect(decision.rule == "explicit")
    }

    /// H4, ambiguous: a workflow's number that can't be used.
    @Test(arguments: [("removed", "not_active"), ("voice-only", "not_capable"), ("+15005550006", "unknown_sender")])
    func aWorkflowsFromNumberThatCannotBeUsedIsRefusedNotReplaced(_ from: String, _ detail: String) {
        let decision = Self.decide(["to": Self.toUS, "origin": "automation", "from": from, "user": "jane"])
        #expect(decision.summary == "reject unusable \(detail)")
    }

    /// H4, ambiguous: a workflow with neither a number nor a user.
    @Test func aWorkflowWithoutFromNumberAndUserUsesTheChannelNumber() {
        let decision = Self.decide(["to": Self.toUS, "origin": "automation", "first_used": "channel"])
        #expect(decision.summary == "send channel")
        #expect(decision.rule == "first_used")
    }

    /// H5
    @Test func aStaffMemberWithoutNumberUsesTheFirstNumberEverUsedNotTheMostRecent() {
        let decision = Self.decide([
            "to": Self.toUS, "user": "ann", "first_used": "channel", "conversation": "recent",
        ])
        #expect(decision.summary == "send channel")
    }

    /// H5
    @Test func aSenderWhoIsNotListedUsesTheChannelNumberWithAWarning() {
        let decision = Self.decide(["to": Self.toUS, "user": "stranger", "first_used": "channel"])
        #expect(decision.summary == "send channel")
        #expect(decision.warnings == ["unknown_user"])
    }

    /// H5, ambiguous: a new contact.
    @Test func aNewContactWithoutChannelNumberGetsTheDefault() {
        let decision = Self.decide(["to": Self.toUS, "user": "ann"])
        #expect(
            decision.trace
                == "explicit no_value, last_used not_applicable, user no_value, first_used no_value, "
                + "country_default no_value, default selected main")
    }

    /// H6, and H5, ambiguous: a channel number that can't do SMS.
    @Test(arguments: [("removed", "not_active"), ("+15005550006", "unknown_sender"), ("voice-only", "not_capable")])
    func aChannelNumberThatWasRemovedOrCannotDoSMSIsReplacedByTheDefault(_ channel: String, _ reason: String) {
        let decision = Self.decide(["to": Self.toUS, "first_used": channel])
        #expect(decision.summary == "send main")
        #expect(decision.trace.contains("first_used \(reason) \(channel)"))
    }

    /// H, ambiguous: the default is missing or can't be used.
    @Test(arguments: ["{}", "{sender: none}", "{sender: removed}", "{sender: voice-only}"])
    func aMissingOrUnusableDefaultIsAnError(_ defaults: String) {
        let decision = Self.tenant(defaults: defaults).decide(["to": Self.toUS, "user": "ann"])
        #expect(decision.summary == "reject no_sender")
    }

    /// H7
    @Test func everyDecisionSaysItsNumberTheRuleAndWhatWasTriedBefore() {
        let decision = Self.decide(["to": Self.toUS, "user": "ann", "first_used": "channel", "origin": "agent"])
        #expect(decision.sender == "channel")
        #expect(decision.rule == "first_used")
        #expect(
            decision.trace == "explicit no_value, last_used no_value, user no_value, first_used selected channel")
    }
}
