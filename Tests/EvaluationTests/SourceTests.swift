import Testing
import TestSupport

/// What each source proposes (contract, section 2, "Sources").
@Suite struct SourceTests {
    static let tenant = """
        tenant: acme
        country: US
        inventory:
          - {sender: "+14155550123", id: support}
          - {sender: "+14155550124", id: sales-us}
          - {sender: "+442071838750", id: sales-uk}
          - {sender: "+14155550125", id: jane-line}
          - {sender: "+14155550126", id: gone, status: released}
        defaults: {sender: support, countries: {GB: sales-uk}}
        users:
          jane: {sender: jane-line}
          joe:
          ann:
        teams:
          sales: {sender: sales-us, countries: {GB: sales-uk}, members: [jane, ann]}
          night: {sender: support, members: [ann]}

        """

    static func decide(_ rules: String, _ message: MessageText) -> DecisionText {
        TenantText(tenant + "order: {rules: [\(rules)]}\n").decide(message)
    }

    static let toUS = "+12125550100"
    static let toGB = "+447400123456"

    @Test func conversationIsTheThreadsNumber() {
        #expect(Self.decide("conversation", ["to": Self.toUS, "conversation": "sales-uk"]).summary == "send sales-uk")
        #expect(Self.decide("conversation", ["to": Self.toUS]).trace == "conversation no_value")
    }

    @Test func explicitIsTheNamedSenderAndIsNeverSilentlyReplaced() {
        #expect(
            Self.decide("explicit, default", ["to": Self.toUS, "from": "+442071838750"]).summary == "send sales-uk")
        let refused = Self.decide("explicit, default", ["to": Self.toUS, "from": "gone"])
        #expect(refused.summary == "reject unusable not_active")
        #expect(refused.rule == "explicit")
    }

    @Test func explicitMayBeToldToGoOn() {
        let decision = Self.decide(
            "{use: explicit, if_unusable: next}, default", ["to": Self.toUS, "from": "+15005550006"])
        #expect(decision.summary == "send support")
        #expect(decision.trace == "explicit unknown_sender +15005550006, default selected support")
    }

    @Test func userIsTheUsersOwnNumber() {
        #expect(Self.decide("user", ["to": Self.toUS, "user": "jane"]).summary == "send jane-line")
        #expect(Self.decide("user", ["to": Self.toUS, "user": "joe"]).trace == "user no_value")
        #expect(Self.decide("user", ["to": Self.toUS]).trace == "user no_value")
    }

    @Test func firstAndLastUsedComeFromTheMessage() {
        let message: MessageText = ["to": Self.toUS, "first_used": "support", "last_used": "sales-us"]
        #expect(Self.decide("first_used", message).summary == "send support")
        #expect(Self.decide("last_used", message).summary == "send sales-us")
    }

    @Test func countryDefaultIsTheRecipientCountrys() {
        #expect(Self.decide("country_default", ["to": Self.toGB]).summary == "send sales-uk")
        #expect(Self.decide("country_default", ["to": Self.toUS]).summary == "reject no_sender")
        #expect(Self.decide("country_default", ["to": "+80012345678"]).summary == "reject no_sender")
    }

    @Test func defaultIsTheDefaultSender() {
        #expect(Self.decide("default", ["to": Self.toGB]).summary == "send support")
    }

    @Test func teamIsTheCountrysSenderElseTheTeams() {
        #expect(Self.decide("team", ["to": Self.toGB, "team": "sales"]).summary == "send sales-uk")
        #expect(Self.decide("team", ["to": Self.toUS, "team": "sales"]).summary == "send sales-us")
    }

    @Test func withoutATeamTheUsersOnlyTeamCounts() {
        #expect(Self.decide("team", ["to": Self.toUS, "user": "jane"]).summary == "send sales-us")
        // Ann is in two.
        #expect(Self.decide("team", ["to": Self.toUS, "user": "ann"]).summary == "reject no_sender")
        #expect(Self.decide("team", ["to": Self.toUS, "user": "ann", "team": "night"]).summary == "send support")
    }

    @Test func aTeamNobodyDeclaredCountsAsNotGiven() {
        let decision = Self.decide("team", ["to": Self.toUS, "user": "jane", "team": "sails"])
        #expect(decision.summary == "send sales-us")
        #expect(decision.warnings == ["unknown_team"])
    }

    @Test func rejectRejects() {
        let decision = Self.decide("reject", ["to": Self.toUS])
        #expect(decision.summary == "reject rejected_by_rule")
        #expect(decision.trace == "reject rejected")
    }

    @Test func aLiteralSenderIsThatEntry() {
        let decision = Self.decide("{use: {sender: sales-uk}}", ["to": Self.toUS])
        #expect(decision.summary == "send sales-uk")
        #expect(decision.rule == "sender:sales-uk")
    }
}
