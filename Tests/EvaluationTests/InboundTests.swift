import SenderModel
import Testing
import TestSupport

/// Inbound: `to` is one of our senders, `from` the contact; no rules run.
@Suite struct InboundTests {
    static func decide(_ message: MessageText, features: String = "") -> DecisionText {
        var message = message
        message.message.direction = .inbound
        return TenantText(
            """
            tenant: acme
            inventory:
              - {sender: "+14155550123", id: janes, status: released}
              - {sender: "+14155550124", id: sales}
              - {sender: "+442071838750", id: sales-uk}
              - {sender: "+14155550125", id: nobodys}
            users: {jane: {sender: janes}, joe: {sender: janes}}
            teams: {night: {sender: sales}, sales: {sender: sales, countries: {GB: sales-uk}}}
            order: {rules: [reject]}
            \(features)
            """
        ).decide(message)
    }

    @Test(arguments: [
        ("janes", "route user jane"), ("+1 415 555 0123", "route user jane"), ("sales", "route team night"),
        ("sales-uk", "route team sales"), ("nobodys", "route inbox"), ("+15005550006", "reject unknown_number"),
    ])
    func aReplyGoesToTheUserElseTheTeamElseTheInbox(_ to: String, _ expected: String) {
        let decision = Self.decide(["to": to, "from": "+447400123456"])
        #expect(decision.summary == expected)
        #expect(decision.country == "GB")
        #expect(decision.trace == "" && decision.warnings == [])
    }

    @Test func theCountryIsTheContactsOrNotSaid() {
        #expect(Self.decide(["to": "sales", "from": "me"]).country == nil)
        #expect(Self.decide(["to": "sales"]).country == nil)
        #expect(Self.decide(["to": "sales", "from": "+80012345678"]).country == "null")
    }

    @Test func withoutUserNumbersNoUserOwnsOne() {
        let decision = Self.decide(["to": "janes"], features: "features: {multi_sms_numbers: false}")
        #expect(decision.summary == "route inbox")
    }
}
