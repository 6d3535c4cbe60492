import Diagnostics
import Testing
import TestSupport

/// What numbers, sender IDs and short codes can do, as far as the contract takes it up.
@Suite struct SenderFactsTests {
    static let entries = [
        "us": "sender: \"+14155550101\"", "canada": "sender: \"+16135550103\"", "uk": "sender: \"+442071838750\"",
        "india": "sender: \"+919876543210\"", "austria": "sender: \"+436641234567\"",
        "toll-free": "sender: \"+18005550100\"", "toll-free-ca": "sender: \"+18665550100\", country: CA",
        "freephone": "sender: \"+448081570192\"", "word": "sender: ACME, registered_in: [SG]",
        "us-code": "sender: \"88022\", country: US", "puerto-rico": "sender: \"+17875550100\"",
        "waiting": "sender: \"+18335550100\", status: pending",
    ]

    /// What comes of one sender for a recipient: `selected`, or the reason why not.
    static func result(
        _ sender: String, _ to: String, needs: String = "", require: String = "active, compliant"
    ) -> String {
        let inventory = entries.sorted { $0.key < $1.key }.map { "  - {\($0.value), id: \($0.key)}" }
        let trace = TenantText(
            """
            tenant: facts
            inventory:
            \(inventory.joined(separator: "\n"))
            order: {require: [\(require)], rules: [conversation]}
            """
        ).decide(["to": to, "conversation": sender, "needs": needs]).trace
        return trace.split(separator: " ").dropFirst().dropLast().joined(separator: " ")
    }

    static let toUS = "+12125550199"
    static let toCA = "+12042345678"
    static let toGB = "+447400123456"

    // MARK: - The recipient's country

    /// A decision that is about the recipient alone.
    static func recipient(_ to: String) -> DecisionText {
        TenantText("tenant: facts\ninventory: []\norder: {rules: [reject]}").decide(["to": to])
    }

    @Test(arguments: [
        ("+447911123456", "GG"), ("+447400123456", "GB"), ("+77011234567", "KZ"), ("+79161234567", "RU"),
        ("+4779123456", "SJ"), ("+4740612345", "NO"), ("+390669812345", "VA"), ("+61851001469", "CX"),
        ("+262639012345", "YT"), ("+35818123456", "AX"), ("+59995181234", "CW"), ("+5997011234", "BQ"),
        ("+18095550100", "DO"), ("+17875550100", "PR"), ("+18765550100", "JM"), ("+15005550006", "US"),
    ])
    func theCountryIsNotTheCallingCode(_ to: String, _ country: String) {
        let decision = Self.recipient(to)
        #expect(decision.country == country)
        #expect(!decision.warnings.contains("unrecognised_range"))
    }

    @Test func aNumberReservedForFictionFallsToTheCallingCodesMainCountryWithAWarning() {
        let british = Self.recipient("+447700900123")
        #expect(british.country == "GB")
        #expect(british.warnings == ["unrecognised_range"])
        // The North American ones are in the plan.
        #expect(Self.recipient("+14155550123").warnings == [])
    }

    @Test(arguments: ["+80012345678", "+883510000000000", "+878101234567890"])
    func aNumberOfNoCountryIsSentToWithAWarning(_ to: String) {
        let tenant = TenantText(
            "tenant: facts\ninventory: [{sender: \"+14155550101\", id: us}]\norder: {preset: compliant-first}")
        let decision = tenant.decide(["to": to])
        #expect(decision.summary == "send us")
        #expect(decision.country == "null")
        #expect(decision.warnings.contains("unknown_country"))
    }

    @Test(arguments: ["88022", "+88022", "12125550199", "0044 7400 123456", "tel:+12125550199"])
    func aShortCodeOrANumberNotInInternationalFormIsNoRecipient(_ to: String) {
        #expect(Self.recipient(to).summary == "reject invalid_recipient")
    }

    // MARK: - Long codes

    @Test(arguments: [
        ("us", toUS, "selected"), ("us", toCA, "selected"), ("canada", toCA, "selected"),
        ("canada", toUS, "not_compliant foreign_long_code"), ("uk", toCA, "not_compliant foreign_long_code"),
        ("puerto-rico", toCA, "not_compliant foreign_long_code"),
    ])
    func aUSLongCodeIsDomesticInCanadaAndNotTheOtherWayRound(_ sender: String, _ to: String, _ result: String) {
        #expect(Self.result(sender, to) == result)
    }

    @Test(arguments: [
        ("india", "+919876543211", "not_compliant long_code_not_supported"),
        ("us", "+919876543211", "not_compliant foreign_long_code"),
        ("us", toGB, "not_compliant foreign_long_code"), ("uk", toGB, "selected"),
        ("austria", "+4915123456789", "selected"), ("us", "+33612345678", "not_compliant foreign_long_code"),
    ])
    func aLongCodeIsAskedForAtHomeAndAbroadApart(_ sender: String, _ to: String, _ result: String) {
        #expect(Self.result(sender, to) == result)
    }

    // MARK: - Toll-free numbers

    @Test(arguments: [
        ("toll-free", toUS, "selected"), ("toll-free", toCA, "selected"), ("toll-free-ca", toUS, "selected"),
        ("toll-free", toGB, "not_compliant foreign_long_code"), ("toll-free", "+4915123456789", "selected"),
        ("toll-free", "+17875550199", "selected"), ("freephone", toGB, "not_compliant toll_free_not_supported"),
        ("freephone", toUS, "not_compliant foreign_long_code"),
    ])
    func tollFreeIsAtHomeInTheUSAndCanadaAlikeAndAbroadLikeALongCode(
        _ sender: String, _ to: String, _ result: String
    ) {
        #expect(Self.result(sender, to) == result)
    }

    @Test func aTollFreeNumberThatIsNotVerifiedIsPendingAndNotUsed() {
        #expect(Self.result("waiting", Self.toUS) == "not_active")
    }

    // MARK: - Short codes

    @Test(arguments: [
        (toUS, "selected"), (toCA, "not_compliant short_code_abroad"), (toGB, "not_compliant short_code_abroad"),
        ("+17875550199", "not_compliant short_code_abroad"),
    ])
    func aShortCodeWorksInItsOwnCountryOnly(_ to: String, _ result: String) {
        #expect(Self.result("us-code", to) == result)
    }

    @Test func aShortCodeHeldForTwoCountriesIsAmbiguousInARule() {
        let tenant = TenantText(
            """
            tenant: facts
            inventory: [{sender: "88022", country: US}, {sender: "88022", country: CA}]
            order: {rules: [{use: {sender: "88022"}}]}
            """)
        #expect(tenant.diagnostics.map(\.code) == [.ambiguousReference])
    }

    @Test(arguments: [
        ("12", CheckCode.invalidNumber), ("123", nil), ("12345678", nil), ("123456789", .notE164),
    ])
    func aShortCodeHasThreeToEightDigits(_ sender: String, _ code: CheckCode?) {
        let tenant = TenantText(
            "tenant: facts\ninventory: [{sender: \"\(sender)\", country: JP}]\norder: {rules: [best]}")
        #expect(tenant.diagnostics.map(\.code) == [code].compactMap { $0 })
    }

    @Test func aShortCodeIsBoundToACountry() {
        let tenant = TenantText("tenant: facts\ninventory: [{sender: \"88022\"}]\norder: {rules: [best]}")
        #expect(tenant.diagnostics.map(\.code) == [.shortCodeWithoutCountry])
        // Of what country each is nobody knows, so neither is it the same.
        let two = TenantText(
            "tenant: facts\ninventory: [{sender: \"88022\"}, {sender: \"88022\"}]\norder: {rules: [best]}")
        #expect(two.diagnostics.map(\.code) == [.shortCodeWithoutCountry, .shortCodeWithoutCountry])
    }

    // MARK: - Alphanumeric sender IDs

    @Test(arguments: [
        ("A", true), ("ABCDEFGHIJK", true), ("ABCDEFGHIJKL", false), ("#ACME", true), ("A-C_M+E&", true),
        ("4ACME", true), ("ACME Ltd", true), ("Привет", false), ("ACME😀", false), ("---", false),
    ])
    func anAlphanumericIDHasUpToElevenCharactersOfTheGSMSetAndALetter(_ sender: String, _ isSender: Bool) {
        let tenant = TenantText("tenant: facts\ninventory: [{sender: \"\(sender)\"}]\norder: {rules: [best]}")
        #expect(tenant.diagnostics.map(\.code) == (isSender ? [] : [.invalidAlphanumeric]))
    }

    @Test func idsThatDifferInCaseAreTwoSenders() {
        let tenant = TenantText(
            "tenant: facts\ninventory: [{sender: ACME}, {sender: Acme}]\norder: {rules: [explicit]}")
        #expect(tenant.decide(["to": Self.toGB, "from": "Acme"]).summary == "send Acme")
        #expect(tenant.decide(["to": Self.toGB, "from": "acme"]).summary == "reject unusable unknown_sender")
    }

    @Test(arguments: [("word", "not_capable"), ("us", "selected"), ("us-code", "selected"), ("toll-free", "selected")])
    func everySenderButAnAlphanumericIDCanBeAnswered(_ sender: String, _ result: String) {
        #expect(Self.result(sender, Self.toUS, needs: "sms reply", require: "capable") == result)
    }

    @Test(arguments: [
        (toGB, "selected"), (toUS, "not_compliant alphanumeric_not_supported"),
        (toCA, "not_compliant alphanumeric_not_supported"), ("+6581234567", "selected"),
        ("+919876543211", "not_compliant registration_required"),
    ])
    func lettersAreTakenRefusedOrNeedARegistration(_ to: String, _ result: String) {
        #expect(Self.result("word", to) == result)
    }
}
