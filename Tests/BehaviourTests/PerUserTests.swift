import Diagnostics
import Testing
import TestSupport

/// Per-user numbers: preset `per-user`, and where replies go.
@Suite struct PerUserTests {
    static func yaml(features: String = "{}", defaults: String = "{}", users: String = "") -> String {
        """
        tenant: per-user-numbers
        features: \(features)
        organization_number: organisation
        inventory:
          - {sender: "+14155550100", id: organisation}
          - {sender: "+14155550101", id: janes}
          - {sender: "+14155550102", id: joes}
          - {sender: "+14155550103", id: free}
          - {sender: "+14155550104", id: released, status: released}
          - {sender: "+14155550105", id: sales-line}
        users: {jane: {sender: janes}, joe: {sender: joes}, ann: \(users)}
        teams: {sales: {sender: sales-line}}
        defaults: \(defaults)
        order: {preset: per-user}
        """
    }

    static func decide(
        _ message: MessageText, features: String = "{}", defaults: String = "{}", users: String = ""
    ) -> DecisionText {
        TenantText(yaml(features: features, defaults: defaults, users: users)).decide(message)
    }

    static func route(_ to: String, features: String = "{}", users: String = "") -> String {
        decide(
            ["direction": "inbound", "to": to, "from": "+12125550100"], features: features, users: users
        ).summary
    }

    static let toUS = "+12125550100"
    static let off = "{multi_sms_numbers: false}"

    /// M1
    @Test(arguments: ["jane", "joe", "ann", "stranger", ""])
    func withTheFlagOffTheOrganisationsNumberIsUsedForEverybody(_ user: String) {
        #expect(Self.decide(["to": Self.toUS, "user": user], features: Self.off).summary == "send organisation")
    }

    /// M1, ambiguous: flag off, but users have numbers.
    @Test func withTheFlagOffUsersNumbersAreIgnoredInboundToo() {
        #expect(Self.route("janes", features: Self.off) == "route inbox")
    }

    /// M4: who a number is assigned to is what `users` says, and nothing else.
    @Test func assigningANumberGivesItToThatUserAndTakingItBackTakesIt() {
        let message: MessageText = ["to": Self.toUS, "user": "ann"]
        #expect(Self.decide(message).summary == "reject no_sender")
        #expect(Self.decide(message, users: "{sender: free}").summary == "send free")
        #expect(Self.route("free") == "route inbox")
        #expect(Self.route("free", users: "{sender: free}") == "route user ann")
    }

    /// M4, ambiguous: one user, several numbers.
    @Test func aUserHasOneNumber() {
        let tenant = TenantText(Self.yaml(users: "{sender: [free, sales-line]}"))
        #expect(tenant.diagnostics.map(\.code) == [.wrongType])
    }

    /// M5
    @Test(arguments: [("jane", "janes"), ("joe", "joes")])
    func aUsersCampaignUsesTheUsersNumber(_ user: String, _ number: String) {
        let decision = Self.decide(["to": Self.toUS, "origin": "campaign", "user": user])
        #expect(decision.trace == "conversation no_value, user selected \(number)")
    }

    /// M5: a thread a user has begun stays on the number it is on.
    @Test func aReplyStaysOnTheConversationsNumber() {
        let decision = Self.decide(["to": Self.toUS, "user": "jane", "conversation": "organisation"])
        #expect(decision.summary == "send organisation")
    }

    /// M6
    @Test(arguments: [("janes", "jane"), ("+14155550102", "joe"), ("+1 (415) 555-0101", "jane")])
    func aReplyToAUsersNumberGoesToThatUser(_ to: String, _ user: String) {
        let decision = Self.decide(["direction": "inbound", "to": to, "from": "+447400123456"])
        #expect(decision.summary == "route user \(user)")
        #expect(decision.user == user)
        #expect(decision.country == "GB")
    }

    /// M6: a short code is a number in each of its countries; the contact's decides.
    @Test(arguments: [("+12125550100", "jane"), ("+12042345678", "joe"), ("+447400123456", "jane")])
    func aReplyToAShortCodeOfTwoCountriesGoesByTheContactsCountry(_ contact: String, _ user: String) {
        let tenant = TenantText(
            """
            tenant: per-user-numbers
            inventory: [{sender: "88022", country: US, id: us}, {sender: "88022", country: CA, id: ca}]
            users: {jane: {sender: us}, joe: {sender: ca}}
            order: {preset: per-user}
            """)
        #expect(
            tenant.decide(["direction": "inbound", "to": "88022", "from": contact]).summary == "route user \(user)")
    }

    /// M6, ambiguous: inbound to a number nobody has.
    @Test(arguments: ["free", "organisation", "released"])
    func aReplyToAnUnassignedNumberGoesToTheOrganisationsInbox(_ to: String) {
        #expect(Self.route(to) == "route inbox")
    }

    /// M7
    @Test func aUserNeverSendsFromAnotherUsersNumberNotEvenInAThread() {
        let decision = Self.decide(["to": Self.toUS, "user": "jane", "conversation": "joes"])
        #expect(decision.trace == "conversation not_owned joes, user selected janes")
    }

    /// M7, ambiguous: a user without a number, in another's thread.
    @Test func aUserWithoutNumberDoesNotBorrowTheThreadsNumber() {
        let decision = Self.decide(["to": Self.toUS, "user": "ann", "conversation": "joes"])
        #expect(decision.trace == "conversation not_owned joes, user no_value, default no_value")
    }

    /// M7: nor by way of the default.
    @Test func aDefaultThatIsAUsersNumberIsForThatUserOnly() {
        let decision = Self.decide(["to": Self.toUS, "user": "ann"], defaults: "{sender: joes}")
        #expect(decision.summary == "reject no_sender")
        #expect(decision.trace.hasSuffix("default not_owned joes"))
    }

    /// M7, ambiguous: a user without a number.
    @Test func aUserWithoutNumberHasNoSenderUnlessADefaultIsConfigured() {
        let message: MessageText = ["to": Self.toUS, "user": "ann"]
        #expect(Self.decide(message).summary == "reject no_sender")
        #expect(Self.decide(message, defaults: "{sender: organisation}").summary == "send organisation")
        #expect(Self.decide(message, defaults: "{sender: none}").summary == "reject no_sender")
    }

    /// M7: with the rules a tenant writes itself, too, pools and `best` offer nobody another's number.
    @Test(arguments: ["best", "{use: {pool: all}}"])
    func nothingThatPicksByItselfTakesAnotherUsersNumber(_ rule: String) {
        let tenant = TenantText(
            """
            tenant: per-user-numbers
            inventory: [{sender: "+14155550101", id: janes, trust: 9}, {sender: "+14155550102", id: joes}]
            users: {jane: {sender: janes}, joe: {sender: joes}, ann: }
            pools: {all: {senders: [janes, joes]}}
            order: {rules: [\(rule)]}
            """)
        #expect(tenant.decide(["to": Self.toUS, "user": "jane"]).summary == "send janes")
        #expect(tenant.decide(["to": Self.toUS, "user": "joe"]).summary == "send joes")
        #expect(tenant.decide(["to": Self.toUS, "user": "ann"]).summary == "reject no_sender")
        #expect(tenant.decide(["to": Self.toUS]).summary == "reject no_sender")
    }

    /// M7, ambiguous: two users, one number. A mistake, but a decided one.
    @Test func aNumberOfTwoUsersIsBothsOwnAndRepliesGoToTheFirst() {
        let both = "{sender: joes}"
        #expect(Self.decide(["to": Self.toUS, "user": "joe"], users: both).summary == "send joes")
        #expect(Self.decide(["to": Self.toUS, "user": "ann"], users: both).summary == "send joes")
        #expect(Self.decide(["to": Self.toUS, "user": "jane", "conversation": "joes"], users: both).sender == "janes")
        #expect(Self.route("joes", users: both) == "route user joe")
    }

    /// M, ambiguous: a number taken back while a campaign runs.
    @Test(arguments: ["ann", "removed"])
    func aCampaignOfAUserWhoseNumberWasTakenBackHasNoSender(_ user: String) {
        let decision = Self.decide(["to": Self.toUS, "origin": "campaign", "user": user])
        #expect(decision.summary == "reject no_sender")
    }

    /// M, ambiguous: a released number.
    @Test func aReleasedNumberIsNoLongerSentFrom() {
        let decision = Self.decide(["to": Self.toUS, "user": "ann"], users: "{sender: released}")
        #expect(decision.summary == "reject no_sender")
        #expect(decision.trace.contains("user not_active released"))
    }
}
