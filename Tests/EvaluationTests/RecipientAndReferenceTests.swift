import Testing
import TestSupport

/// Who a message goes to, and what its references mean.
@Suite struct RecipientAndReferenceTests {
    static let tenant = """
        tenant: acme
        inventory:
          - {sender: "+14155550123", id: a}
          - {sender: "+1 (415) 555-0124"}
          - {sender: "88022", country: US, id: us-code}
          - {sender: "88022", country: CA}
          - {sender: ACME}
        order: {rules: [{use: conversation, require: []}, default]}
        """

    static func decide(_ message: MessageText) -> DecisionText { TenantText(tenant).decide(message) }

    @Test(arguments: ["+1 (212) 555-0100", "+1.212.555.0100", "(+1)2125550100", " +12125550100 "])
    func punctuationInTheRecipientIsDropped(_ to: String) {
        #expect(Self.decide(["to": to]).country == "US")
    }

    @Test(arguments: [
        "", "12125550100", "+1", "+", "abc", "+1212555010", "+1212555010012345678", "+1212555O100", "+١٢١٢٥٥٥٠١٠٠",
    ])
    func whatCannotBeANumberIsAnInvalidRecipient(_ to: String) {
        let decision = Self.decide(["to": to])
        #expect(decision.summary == "reject invalid_recipient")
        #expect(decision.country == nil)
        #expect(decision.trace == "")
    }

    @Test func aNonGeographicNumberHasNoCountryAndWarns() {
        let decision = Self.decide(["to": "+80012345678"])
        #expect(decision.country == "null")
        #expect(decision.warnings == ["unknown_country"])
    }

    @Test func anUnallocatedRangeFallsToTheMainCountryAndWarns() {
        let decision = Self.decide(["to": "+447700900123"])
        #expect(decision.country == "GB")
        #expect(decision.warnings == ["unrecognised_range"])
    }

    @Test func aLandlineWarns() {
        #expect(Self.decide(["to": "+442071838750"]).warnings == ["landline"])
    }

    @Test func sendingToTheSenderWarns() {
        let decision = Self.decide(["to": "+14155550123", "conversation": "a"])
        #expect(decision.summary == "send a")
        #expect(decision.warnings == ["sender_is_recipient"])
    }

    @Test(arguments: [
        ("a", "a"), ("+14155550123", "a"), ("+1 415-555.0123", "a"), ("+1(415)5550124", "+14155550124"),
        ("ACME", "ACME"),
        ("us-code", "us-code"),
    ])
    func referencesAreIdsThenSenders(_ reference: String, _ sender: String) {
        #expect(Self.decide(["to": "+12125550100", "conversation": reference]).summary == "send \(sender)")
    }

    @Test(arguments: ["A", "acme", "14155550123", "+014155550123", "+1415555O123", "880 22"])
    func nothingElseIsGuessed(_ reference: String) {
        let decision = Self.decide(["to": "+12125550100", "conversation": reference])
        #expect(decision.trace == "conversation unknown_sender \(reference), default no_value")
    }

    @Test(arguments: [("+12125550100", "us-code"), ("+16135550100", "88022"), ("+447400123456", "us-code")])
    func aShortCodeIsTheRecipientCountrysElseTheFirst(_ to: String, _ sender: String) {
        #expect(Self.decide(["to": to, "conversation": "88022"]).summary == "send \(sender)")
    }
}
