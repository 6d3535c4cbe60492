import SenderModel
import Testing
import TestSupport

/// When a candidate is usable, in which order that is checked, and what follows if it is not.
@Suite struct UsabilityTests {
    static let inventory = """
        tenant: acme
        inventory:
          - {sender: "+14155550123", id: good, capabilities: [sms, mms]}
          - {sender: "+14155550124", id: bare, assigned: false, status: suspended, capabilities: [voice]}
          - {sender: "+14155550125", id: off, status: suspended, capabilities: [voice]}
          - {sender: "+14155550126", id: mute, capabilities: [voice]}
          - {sender: ACME, id: word}
          - {sender: "+14155550127", id: janes}
        users: {jane: {sender: janes}, joe: }

        """

    static func decide(_ order: String, _ message: MessageText) -> DecisionText {
        TenantText(inventory + order).decide(message)
    }

    @Test(arguments: [
        ("bare", "not_assigned"), ("off", "not_active"), ("mute", "not_capable"), ("good", "selected"),
    ])
    func theFirstReasonInTheContractsOrderIsTold(_ sender: String, _ result: String) {
        let decision = Self.decide("order: {rules: [conversation]}", ["to": "+12125550100", "conversation": sender])
        #expect(decision.trace == "conversation \(result) \(sender)")
    }

    @Test(arguments: [
        ("sms", "good", "selected"), ("mms", "good", "selected"), ("mms", "janes", "not_capable"),
        ("reply", "good", "selected"), ("reply", "word", "not_capable"), ("sms", "word", "selected"),
        ("reply", "mute", "selected"),
    ])
    func capableMeansEverythingTheMessageNeeds(_ needs: String, _ sender: String, _ result: String) {
        let decision = Self.decide(
            "order: {rules: [conversation]}", ["to": "+12125550100", "conversation": sender, "needs": needs])
        #expect(decision.trace == "conversation \(result) \(sender)")
    }

    @Test func compliantAsksTheRecipientsCountry() {
        let order = "order: {require: [compliant], rules: [conversation]}"
        let decision = Self.decide(order, ["to": "+12125550100", "conversation": "word"])
        #expect(decision.trace == "conversation not_compliant alphanumeric_not_supported word")
        #expect(Self.decide(order, ["to": "+80012345678", "conversation": "word"]).summary == "send word")
    }

    @Test func unknownComplianceCanBeRejected() {
        let order = "order: {require: [compliant], unknown_compliance: reject, rules: [conversation]}"
        let decision = Self.decide(order, ["to": "+80012345678", "conversation": "word"])
        #expect(decision.trace == "conversation not_compliant unknown word")
    }

    @Test func ownedRefusesAnothersNumberOnlyWhereAUserIsNamed() {
        let order = "order: {require: [owned], rules: [conversation]}"
        func result(_ user: String?) -> String {
            var message: MessageText = ["to": "+12125550100", "conversation": "janes"]
            if let user { message.message.set(.user, user) }
            return Self.decide(order, message).trace
        }
        #expect(result("joe") == "conversation not_owned janes")
        #expect(result("jane") == "conversation selected janes")
        #expect(result(nil) == "conversation selected janes")
        #expect(result("nobody") == "conversation selected janes")
    }

    @Test func requireOfARuleReplacesTheOrders() {
        let order = "order: {rules: [{use: conversation, require: []}]}"
        #expect(Self.decide(order, ["to": "+12125550100", "conversation": "bare"]).summary == "send bare")
    }

    @Test func ifUnusableJumpsToALaterRule() {
        let order = """
            order:
              rules:
                - {use: conversation, if_unusable: last}
                - {name: middle, use: {sender: good}}
                - {name: last, use: {sender: janes}}
            """
        let jumped = Self.decide(order, ["to": "+12125550100", "conversation": "off"])
        #expect(jumped.trace == "conversation not_active off, last selected janes")
        let plain = Self.decide(order, ["to": "+12125550100"])
        #expect(plain.trace == "conversation no_value, middle selected good")
    }

    @Test func aSenderOutsideTheInventoryIsACandidateAndUnusable() {
        let decision = Self.decide(
            "order: {require: [], rules: [conversation]}", ["to": "+12125550100", "conversation": "+1 500 555 0006"])
        #expect(decision.trace == "conversation unknown_sender +1 500 555 0006")
    }

    @Test func withoutUserNumbersTheOrganisationsIsUsedForEveryMessage() {
        let head = "features: {multi_sms_numbers: false}\norganization_number: good\n"
        let order = "order: {require: [owned], rules: [user]}"
        #expect(Self.decide(head + order, ["to": "+12125550100", "user": "jane"]).summary == "send good")
        #expect(Self.decide(head + order, ["to": "+12125550100"]).summary == "send good")
        let unknown = Self.decide(
            "features: {multi_sms_numbers: false}\norganization_number: \"+1 500 555 0006\"\n" + order,
            ["to": "+12125550100"])
        #expect(unknown.trace == "user unknown_sender organization_number")
    }
}
