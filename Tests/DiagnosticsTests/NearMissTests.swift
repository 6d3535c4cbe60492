import Diagnostics
import Testing

@Suite struct NearMissTests {
    static let keys = ["country", "conversation", "team", "user", "first_used", "last_used", "sms"]

    @Test(arguments: [
        ("countries", "country"), ("conversaton", "conversation"), ("taem", "team"), ("first-used", "first_used"),
        ("Country", "country"), ("sm", "sms"),
    ])
    func aSlipOfTheFingerIsUnderstood(_ typed: String, _ meant: String) {
        #expect(NearMiss.best(for: typed, among: Self.keys) == meant)
    }

    @Test(arguments: ["", "brand", "x", "zzzzzzzz", "number"])
    func aTextThatIsNearNothingSuggestsNothing(_ typed: String) {
        #expect(NearMiss.best(for: typed, among: Self.keys) == nil)
    }

    @Test func twoThatAreAsNearSuggestNothing() {
        #expect(NearMiss.best(for: "us-3", among: ["us-1", "us-2"]) == nil)
    }
}
