import Testing
import TestSupport

/// `when` and `unless`: every key must match, any of its values may; what a message does not give matches nothing.
@Suite struct ConditionTests {
    static func applies(_ rule: String, _ message: MessageText) -> Bool {
        let tenant = """
            tenant: acme
            attributes: {brand: [acme, zenith]}
            groups: {dach: [DE, AT, CH], north: [eea, US]}
            inventory: [{sender: "+14155550123", id: a}]
            users: {jane: , joe: }
            teams: {sales: {members: [jane]}, night: }
            order: {rules: [{name: tested, \(rule), use: reject}]}
            """
        return TenantText(tenant).decide(message).trace == "tested rejected"
    }

    @Test(arguments: [
        ("when: {country: DE}", "+4915123456789", true), ("when: {country: dach}", "+436641234567", true),
        ("when: {country: [GB, dach]}", "+41781234567", true), ("when: {country: dach}", "+12125550100", false),
        ("when: {country: north}", "+354611123", false), ("when: {country: north}", "+3546111234", true),
        ("when: {country: eu}", "+4740612345", false), ("when: {country: nanp}", "+18095550100", true),
        ("when: {country: US}", "+80012345678", false), ("unless: {country: DE}", "+4915123456789", false),
        ("unless: {country: DE}", "+80012345678", true),
    ])
    func countryIsTheRecipients(_ rule: String, _ to: String, _ expected: Bool) {
        #expect(Self.applies(rule, ["to": to]) == expected)
    }

    @Test func everyKeyMustMatch() {
        let rule = "when: {country: US, purpose: otp}"
        #expect(Self.applies(rule, ["to": "+12125550100", "purpose": "otp"]))
        #expect(!Self.applies(rule, ["to": "+12125550100", "purpose": "marketing"]))
        #expect(!Self.applies(rule, ["to": "+447400123456", "purpose": "otp"]))
    }

    @Test func unlessHoldsOnlyIfAllItsKeysDo() {
        let rule = "unless: {country: US, purpose: otp}"
        #expect(!Self.applies(rule, ["to": "+12125550100", "purpose": "otp"]))
        #expect(Self.applies(rule, ["to": "+12125550100"]))
    }

    @Test func whatIsNotGivenMatchesNothing() {
        for key in ["origin: reply", "purpose: otp", "user: jane", "team: sales", "brand: acme"] {
            #expect(!Self.applies("when: {\(key)}", ["to": "+12125550100"]))
            #expect(Self.applies("unless: {\(key)}", ["to": "+12125550100"]))
        }
    }

    @Test func needsCountTheDefault() {
        #expect(Self.applies("when: {needs: sms}", ["to": "+12125550100"]))
        #expect(!Self.applies("when: {needs: [mms, reply]}", ["to": "+12125550100"]))
        #expect(Self.applies("when: {needs: [mms, reply]}", ["to": "+12125550100", "needs": "sms reply"]))
        #expect(!Self.applies("when: {needs: sms}", ["to": "+12125550100", "needs": "mms"]))
    }

    @Test func teamIsFoundAsTheTeamSourceFindsIt() {
        #expect(Self.applies("when: {team: sales}", ["to": "+12125550100", "user": "jane"]))
        #expect(Self.applies("when: {team: night}", ["to": "+12125550100", "user": "jane", "team": "night"]))
        #expect(!Self.applies("when: {team: sales}", ["to": "+12125550100", "user": "joe"]))
    }

    @Test func anUndeclaredAttributeValueCountsAsNotGiven() {
        #expect(Self.applies("when: {brand: [zenith, acme]}", ["to": "+12125550100", "brand": "acme"]))
        #expect(!Self.applies("when: {brand: acme}", ["to": "+12125550100", "brand": "other"]))
        #expect(Self.applies("unless: {brand: acme}", ["to": "+12125550100", "brand": "other"]))
    }
}
