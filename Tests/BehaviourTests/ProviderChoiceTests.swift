import Testing
import TestSupport

/// How providers choose, written as a tenant's own rules: what several of them have in common, and where they differ.
@Suite struct ProviderChoiceTests {
    static let inventory = """
        tenant: provider
        inventory:
          - {sender: "+14155550101", id: us}
          - {sender: "+16135550103", id: canada}
          - {sender: "+442071838750", id: uk}
          - {sender: "+4915123456789", id: germany}
          - {sender: "88022", country: US, id: us-code}
          - {sender: ACME, id: word, registered_in: [SG]}
          - {sender: "+18005550100", id: toll-free}
          - {sender: "+14155550108", id: transactional}
        pools:
          numbers: {senders: [canada, uk, us], prefer: [country]}

        """

    static func decide(_ order: String, _ message: MessageText) -> DecisionText {
        TenantText(inventory + order).decide(message)
    }

    static let toUS = "+12125550199"
    static let toGB = "+447400123456"

    /// Named, then the thread's, then local, then the default, then an error.
    @Test(arguments: [
        ("canada", "uk", toUS, "explicit"), ("", "uk", toUS, "conversation"), ("", "", toGB, "country_default"),
        ("", "", toUS, "default"),
    ])
    func theCommonShapeIsNamedThreadLocalDefault(_ from: String, _ thread: String, _ to: String, _ rule: String) {
        let order = """
            defaults: {sender: us, countries: {GB: uk}}
            order: {rules: [explicit, conversation, country_default, default]}
            """
        #expect(Self.decide(order, ["to": to, "from": from, "conversation": thread]).rule == rule)
    }

    @Test func nothingFoundIsAnErrorForThatRecipientOnly() {
        let tenant = TenantText(
            Self.inventory + "defaults: {countries: {GB: uk, US: us}}\norder: {rules: [country_default]}")
        let outcomes = [Self.toGB, "+33612345678", Self.toUS].map { tenant.decide(["to": $0]).summary }
        #expect(outcomes == ["send uk", "reject no_sender", "send us"])
    }

    @Test(arguments: [
        ("[{use: {sender: word}}, {use: {pool: numbers}}]", "word"),
        ("[{use: {pool: numbers}}, {use: {sender: word}}]", "uk"),
    ])
    func lettersMayStandAboveNumbersOrBelowThem(_ rules: String, _ sender: String) {
        let order = "order: {require: [compliant], rules: \(rules)}"
        #expect(Self.decide(order, ["to": Self.toGB]).summary == "send \(sender)")
    }

    @Test(arguments: [("+12042345678", "toll-free"), (toUS, "us")])
    func tollFreeAgainstLongCodeMayDependOnTheCountry(_ to: String, _ sender: String) {
        let order = """
            order:
              require: [compliant]
              rules:
                - {use: {sender: toll-free}, when: {country: CA}}
                - {use: {sender: us}}
            """
        #expect(Self.decide(order, ["to": to]).summary == "send \(sender)")
    }

    @Test(arguments: [
        ("transactional", "transactional"), ("otp", "transactional"), ("marketing", "us"), ("", "us"),
    ])
    func transactionalMessagesMayHaveANumberOfTheirOwn(_ purpose: String, _ sender: String) {
        let order = """
            order:
              rules:
                - {use: {sender: transactional}, when: {purpose: [transactional, otp]}}
                - {use: {sender: us}}
            """
        #expect(Self.decide(order, ["to": Self.toUS, "purpose": purpose]).summary == "send \(sender)")
    }

    @Test func oneGlobalOriginatorMayHaveAnExceptionForACountry() {
        let order = """
            defaults: {sender: word, countries: {US: us, CA: us}}
            order: {require: [compliant], rules: [country_default, default]}
            """
        #expect(Self.decide(order, ["to": Self.toGB]).summary == "send word")
        #expect(Self.decide(order, ["to": Self.toUS]).summary == "send us")
        #expect(Self.decide(order, ["to": "+16135550199"]).summary == "send us")
    }

    @Test func lettersPerDestinationMayHaveADefaultForTheRest() {
        let tenant = TenantText(
            """
            tenant: provider
            inventory: [{sender: ACME}, {sender: ACME-FR}, {sender: ACME-SG, registered_in: [SG]}]
            defaults: {sender: ACME, countries: {FR: ACME-FR, SG: ACME-SG}}
            order: {require: [compliant], rules: [country_default, default]}
            """)
        #expect(
            ["+33612345678", "+6581234567", Self.toGB, Self.toUS].map { tenant.decide(["to": $0]).summary } == [
                "send ACME-FR", "send ACME-SG", "send ACME", "reject no_sender",
            ])
    }

    @Test func aNameInPlaceOfANumberIsRefusedNotSentFromTheMainNumber() {
        let order = "defaults: {sender: us}\norder: {rules: [explicit, default]}"
        #expect(
            Self.decide(order, ["to": Self.toUS, "from": "The Agency"]).summary == "reject unusable unknown_sender")
        #expect(
            Self.decide(order, ["to": Self.toUS, "from": "+14155559999"]).summary == "reject unusable unknown_sender")
    }

    @Test func aFallbackToAnotherSenderIsVisible() {
        // An opt-out is given to one sender: who is moved to another must show.
        let order = "defaults: {sender: us}\norder: {rules: [{use: conversation, require: [compliant]}, default]}"
        let decision = Self.decide(order, ["to": Self.toUS, "conversation": "word"])
        #expect(
            decision.trace
                == "conversation not_compliant alphanumeric_not_supported word, default selected us")
        #expect(decision.rule == "default")
    }
}
