import Testing
import TestSupport

/// A global sender's numbers: preset `compliant-first`.
@Suite struct CompliantFirstTests {
    /// A tenant of its inventory alone, `more` being further top-level lines.
    static func tenant(_ entries: String..., more: String = "", order: String = "preset: compliant-first") -> TenantText
    {
        TenantText(
            """
            tenant: global-sender
            \(more)
            inventory:
            \(entries.map { "  - {\($0)}" }.joined(separator: "\n"))
            order: {\(order)}
            """)
    }

    static let us = "sender: \"+14155550101\", id: us"
    static let uk = "sender: \"+442071838750\", id: uk"
    static let word = "sender: ACME, id: word"

    static let toUS = "+12125550100"
    static let toGB = "+447400123456"
    static let toFR = "+33612345678"
    static let toSG = "+6581234567"

    /// C1
    @Test(arguments: [(toUS, "us"), (toGB, "uk"), (toFR, "word"), ("+12042345678", "us")])
    func theRecipientCountrysRulesPickAmongTheRegisteredSenders(_ to: String, _ sender: String) {
        // Letters don't reach the US or Canada; foreign numbers don't reach France.
        let decision = Self.tenant(Self.us, Self.uk, Self.word).decide(["to": to])
        #expect(decision.summary == "send \(sender)")
        #expect(decision.rule == "best")
    }

    /// C1: a registration makes a sender compliant, and local.
    @Test func aSenderRegisteredInTheCountryIsPickedAnUnregisteredOneIsNot() {
        let other = "sender: OTHER, id: other, trust: 9"
        #expect(Self.tenant(other).decide(["to": Self.toSG]).summary == "reject no_sender")
        #expect(Self.tenant(other, Self.word + ", registered_in: [SG]").decide(["to": Self.toSG]).sender == "word")
        #expect(Self.tenant(other, Self.word + ", registered_in: [SG]").decide(["to": Self.toFR]).sender == "other")
    }

    /// C2
    @Test func ofSeveralCompliantTheMostTrustedIsPicked() {
        let tenant = Self.tenant(
            Self.us + ", trust: 1, purchased: 2026-01-01", "sender: \"+14155550102\", id: trusted, trust: 2",
            "sender: \"+14155550103\", id: last, trust: -1")
        #expect(tenant.decide(["to": Self.toUS]).summary == "send trusted")
    }

    /// C2, ambiguous: "trusted or recently purchased" means trust, then the later purchase, then the inventory's order.
    @Test func ofEquallyTrustedTheMostRecentlyPurchasedIsPickedThenTheFirst() {
        let tenant = Self.tenant(
            Self.us, "sender: \"+14155550102\", id: early, purchased: 2025-12-31",
            "sender: \"+14155550103\", id: late, purchased: 2026-01-01")
        #expect(tenant.decide(["to": Self.toUS]).summary == "send late")
        let equal = "sender: \"+14155550102\", id: equal"
        #expect(Self.tenant(Self.us, equal).decide(["to": Self.toUS]).summary == "send us")
        #expect(Self.tenant(equal, Self.us).decide(["to": Self.toUS]).summary == "send equal")
    }

    /// C2
    @Test func aLocalDedicatedSenderBeatsACompliantSharedOne() {
        // Germany takes numbers from anywhere.
        let local = "sender: \"+4915123456789\", id: local"
        for shared in ["\"+4915123456788\"", "\"+14155550102\""] {
            let tenant = Self.tenant("sender: \(shared), id: shared, shared: true, trust: 9", local)
            #expect(tenant.decide(["to": "+4915112345678"]).summary == "send local")
        }
    }

    /// C2: local goes before dedicated.
    @Test func aLocalSharedSenderBeatsAForeignDedicatedOne() {
        let tenant = Self.tenant(Self.us + ", trust: 9", "sender: \"+4915123456789\", id: local, shared: true")
        #expect(tenant.decide(["to": "+4915112345678"]).summary == "send local")
    }

    /// C3
    @Test func aCompliantAndActiveSenderMayOverride() {
        let decision = Self.tenant(Self.us + ", trust: 9", "sender: \"+14155550102\", id: other").decide([
            "to": Self.toUS, "from": "other",
        ])
        #expect(decision.trace == "explicit selected other")
    }

    /// C3
    @Test(arguments: [
        ("word", "not_compliant alphanumeric_not_supported"), ("uk", "not_compliant foreign_long_code"),
        ("code", "not_compliant short_code_abroad"), ("waiting", "not_active"), ("GLOBEX", "unknown_sender"),
    ])
    func anOverrideThatIsNotCompliantOrNotActiveIsRefused(_ from: String, _ why: String) {
        let tenant = Self.tenant(
            Self.us, Self.uk, Self.word, "sender: \"80800\", country: GB, id: code",
            "sender: \"+14155550102\", id: waiting, status: pending")
        #expect(tenant.decide(["to": Self.toUS, "from": from]).summary == "reject unusable \(why)")
    }

    /// C4
    @Test func aCountrysDefaultIsAlwaysUsedThere() {
        let decision = Self.tenant(
            Self.us, "sender: \"+14155550102\", id: better, trust: 9, purchased: 2026-01-01",
            more: "defaults: {countries: {US: us}}"
        ).decide(["to": Self.toUS])
        #expect(decision.trace == "explicit no_value, country_default selected us")
    }

    /// C4
    @Test func aCountrysDefaultIsUsedInThatCountryOnly() {
        let tenant = Self.tenant(
            Self.word, Self.uk, more: "defaults: {countries: {FR: word}}")
        #expect(tenant.decide(["to": Self.toFR]).rule == "country_default")
        #expect(tenant.decide(["to": Self.toGB]).summary == "send uk")
        #expect(tenant.decide(["to": Self.toGB]).rule == "best")
    }

    /// C4, ambiguous: a sender is named where a default is set.
    @Test func anExplicitSenderBeatsTheCountrysDefault() {
        let tenant = Self.tenant(Self.word, Self.uk, more: "defaults: {countries: {GB: uk}}")
        #expect(tenant.decide(["to": Self.toGB, "from": "word"]).summary == "send word")
    }

    /// C5: a default is set before anything is sent, for one country or for many at once.
    @Test func aDefaultMayBeSetForAGroupWithAnExceptionForOneCountry() {
        let tenant = Self.tenant(
            Self.word, "sender: GLOBEX, id: globex", more: "defaults: {countries: {eu: word, FR: globex}}")
        #expect(tenant.decide(["to": "+4915112345678"]).summary == "send word")
        #expect(tenant.decide(["to": Self.toFR]).summary == "send globex")
        #expect(tenant.decide(["to": Self.toGB]).rule == "best")
    }

    /// C, ambiguous: a default no longer compliant or active.
    @Test(arguments: [
        ("uk", "not_compliant foreign_long_code"), ("word", "not_compliant alphanumeric_not_supported"),
        ("off", "not_active"), ("lost", "not_assigned"),
    ])
    func aDefaultThatCannotBeUsedIsSkippedForTheMostCompliantSender(_ sender: String, _ why: String) {
        let decision = Self.tenant(
            Self.us, Self.uk, Self.word, "sender: \"+14155550102\", id: off, status: suspended",
            "sender: \"+14155550103\", id: lost, assigned: false", more: "defaults: {countries: {US: \(sender)}}"
        ).decide(["to": Self.toUS])
        #expect(decision.trace == "explicit no_value, country_default \(why) \(sender), best selected us")
    }

    /// C, ambiguous: no compliant sender is an error for that recipient alone.
    @Test func withoutACompliantSenderThatRecipientHasNoneAndOthersAreSentTo() {
        let tenant = Self.tenant(Self.word)
        #expect(
            [Self.toGB, Self.toUS, Self.toFR, "nobody", "+4915112345678"].map { tenant.decide(["to": $0]).summary } == [
                "send word", "reject no_sender", "send word", "reject invalid_recipient", "send word",
            ])
    }

    /// C, ambiguous: what nobody knows.
    @Test func unknownComplianceIsAllowedButRankedAfterKnown() {
        // In Guernsey letters are fine; whether a foreign number arrives nobody said.
        let toGuernsey = "+447911123456"
        #expect(Self.tenant(Self.uk).decide(["to": toGuernsey]).summary == "send uk")
        #expect(Self.tenant(Self.uk + ", trust: 9", Self.word).decide(["to": toGuernsey]).summary == "send word")
        #expect(Self.tenant(Self.uk, Self.word).decide(["to": toGuernsey, "from": "uk"]).summary == "send uk")
    }

    /// C, ambiguous: the stricter reading can be had.
    @Test func unknownComplianceCanBeRefused() {
        let tenant = Self.tenant(Self.uk, order: "preset: compliant-first, unknown_compliance: reject")
        let toGuernsey = "+447911123456"
        #expect(tenant.decide(["to": toGuernsey]).summary == "reject no_sender")
        #expect(
            tenant.decide(["to": toGuernsey, "from": "uk"]).summary == "reject unusable not_compliant unknown")
        #expect(tenant.decide(["to": Self.toGB]).summary == "send uk")
    }
}
