import Testing
import TestSupport

/// A provider's sender pool: preset `messaging-service`, and what of its habits needs rules of one's own.
@Suite struct MessagingServiceTests {
    /// The service's numbers: US first, so that countries without one of their own get it.
    static func tenant(
        prefer: String = "[area_code, country]", order: String = "preset: messaging-service, pool: service"
    ) -> TenantText {
        TenantText(
            """
            tenant: service
            inventory:
              - {sender: "+14155550101", id: san-francisco}
              - {sender: "+12125550102", id: new-york}
              - {sender: "+16135550103", id: ottawa}
              - {sender: "+442071838750", id: london}
              - {sender: "+13125550105", id: chicago-off, status: suspended}
              - {sender: "+14155550106", id: outside}
              - {sender: "88022", country: US, id: us-code}
              - {sender: ACME, id: word}
              - {sender: "+18005550100", id: toll-free}
            pools:
              service: {senders: [san-francisco, new-york, ottawa, london, chicago-off], prefer: \(prefer)}
              codes: {senders: [us-code], prefer: [country]}
              words: {senders: [word]}
              toll: {senders: [toll-free]}
              by-order: {senders: [word, san-francisco]}
            order: {\(order)}
            """)
    }

    static let toNewYork = "+12125550199"

    // MARK: - Named, sticky, chosen

    @Test func aNamedSenderSwitchesTheChoiceOff() {
        let decision = Self.tenant().decide(["to": Self.toNewYork, "from": "outside"])
        #expect(decision.trace == "conversation no_value, explicit selected outside")
    }

    @Test func aConversationSticksToItsNumberThoughAnotherIsNearer() {
        let decision = Self.tenant().decide(["to": Self.toNewYork, "conversation": "london"])
        #expect(decision.summary == "send london")
    }

    @Test(arguments: [("chicago-off", "not_active"), ("+15005550006", "unknown_sender")])
    func aConversationsNumberThatLeftIsChosenAnew(_ thread: String, _ reason: String) {
        let decision = Self.tenant().decide(["to": Self.toNewYork, "conversation": thread])
        #expect(
            decision.trace == "conversation \(reason) \(thread), explicit no_value, pool:service selected new-york")
    }

    @Test(arguments: [("us-code", "short_code_abroad"), ("word", "alphanumeric_not_supported")])
    func aConversationsSenderThatCannotReachTheCountryIsChosenAnew(_ thread: String, _ verdict: String) {
        let order = "preset: messaging-service, pool: service, require: [assigned, active, capable, compliant]"
        let decision = Self.tenant(order: order).decide(["to": "+12042345678", "conversation": thread])
        #expect(decision.trace.hasPrefix("conversation not_compliant \(verdict) \(thread), "))
        #expect(decision.summary == "send ottawa")
    }

    // MARK: - Country and area code

    @Test(arguments: [
        ("+447400123456", "london"), ("+12042345678", "ottawa"), ("+13105550199", "san-francisco"),
    ])
    func aNumberOfTheRecipientsCountryIsChosen(_ to: String, _ sender: String) {
        #expect(Self.tenant(prefer: "[country]").decide(["to": to]).summary == "send \(sender)")
    }

    @Test(arguments: ["+4915112345678", "+81312345678", "+80012345678"])
    func withoutANumberOfTheCountryTheFirstOfThePoolIsChosen(_ to: String) {
        #expect(Self.tenant().decide(["to": to]).summary == "send san-francisco")
    }

    @Test func aCountryThatSharesACallingCodeIsNotTheSameCountry() {
        // Guernsey, with the calling code of the United Kingdom; Jamaica, with that of the United States.
        #expect(Self.tenant().decide(["to": "+447911123456"]).summary == "send san-francisco")
        let jamaica = TenantText(
            """
            tenant: service
            inventory: [{sender: "+442071838750", id: uk}, {sender: "+14155550101", id: us}]
            pools: {all: {senders: [uk, us], prefer: [area_code, country]}}
            order: {preset: messaging-service}
            """)
        #expect(jamaica.decide(["to": "+18765550100"]).summary == "send uk")
    }

    @Test(arguments: [
        ("+14155550199", "san-francisco"), ("+12125550199", "new-york"), ("+16135550199", "ottawa"),
    ])
    func theSameAreaCodeIsChosen(_ to: String, _ sender: String) {
        #expect(Self.tenant().decide(["to": to]).summary == "send \(sender)")
    }

    @Test func withoutTheSameAreaCodeNearnessPlaysNoPart() {
        // Newark is next to New York; the first number of the country is San Francisco's.
        #expect(Self.tenant().decide(["to": "+19735550199"]).summary == "send san-francisco")
        // Chicago's number is suspended.
        #expect(Self.tenant().decide(["to": "+13125550199"]).summary == "send san-francisco")
    }

    @Test func areaCodesAreMatchedInNorthAmericaOnly() {
        // The second number is a Glasgow one, as the recipient's.
        let tenant = TenantText(
            """
            tenant: service
            inventory: [{sender: "+442071838750", id: first}, {sender: "+441415550101", id: second}]
            pools: {all: {senders: [first, second], prefer: [area_code]}}
            order: {preset: messaging-service}
            """)
        #expect(tenant.decide(["to": "+441415550199"]).summary == "send first")
    }

    // MARK: - None can reach

    @Test func aPoolThatCannotReachTheRecipientHasNoSender() {
        let order = "preset: messaging-service, pool: codes, require: [assigned, active, capable, compliant]"
        let tenant = Self.tenant(order: order)
        #expect(tenant.decide(["to": Self.toNewYork]).summary == "send us-code")
        let abroad = tenant.decide(["to": "+447400123456"])
        #expect(abroad.summary == "reject no_sender")
        #expect(abroad.trace == "conversation no_value, explicit no_value, pool:codes no_value")
    }

    // MARK: - Priority by type, as rules

    static let byType = """
        require: [assigned, active, capable, compliant], rules: [
            conversation, explicit, {use: {pool: codes}}, {use: {pool: words}},
            {name: toll-free-first, use: {pool: toll}, when: {country: CA}}, {use: {pool: service}},
            {name: toll-free, use: {pool: toll}}]
        """

    @Test(arguments: [
        ("+12125550199", "us-code"), ("+447400123456", "word"), ("+12042345678", "toll-free"),
    ])
    func shortCodeThenLettersThenNumbersAndTollFreeFirstInCanada(_ to: String, _ sender: String) {
        #expect(Self.tenant(order: Self.byType).decide(["to": to]).summary == "send \(sender)")
    }

    @Test func lettersArePassedOverWhereTheRecipientMustBeAbleToAnswer() {
        let decision = Self.tenant(order: Self.byType).decide(["to": "+447400123456", "needs": "sms reply"])
        #expect(decision.summary == "send london")
    }

    @Test func aCountryWithoutLettersGetsANumberOfThePool() {
        let order = "preset: messaging-service, pool: by-order, require: [assigned, active, capable, compliant]"
        #expect(Self.tenant(order: order).decide(["to": "+33612345678"]).summary == "send word")
        #expect(Self.tenant(order: order).decide(["to": Self.toNewYork]).summary == "send san-francisco")
    }
}
