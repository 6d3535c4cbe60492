import Diagnostics
import Linting
import SendFromKit
import Testing

/// One cause, one code: which of several findings about the same thing is said (contract, section 6).
@Suite struct PrecedenceTests {
    private static let base = """
        tenant: acme
        organization_number: support
        providers: {main: {kind: generic, credentials: {token: env:TOKEN}}}
        inventory:
          - {sender: "+442079460101", id: support}
          - {sender: "+442079460102", id: other}
        defaults: {sender: support}
        order: {rules: [conversation, explicit, default]}

        """

    /// The codes found in the base with texts replaced, but infos.
    private func codes(_ replacements: (String, String)...) -> [String] {
        var text = Self.base
        for (old, new) in replacements { text = text.replacing(old, with: new) }
        return ExampleFolder(["tenant.yaml": text]).findings().filter { $0.severity != .info }.map(\.code.rawValue)
    }

    @Test func theBaseIsClean() { #expect(codes() == []) }

    @Test func ofOneReferenceTheFirstFailureInTheOrderOfUseIsSaid() {
        let entry = "id: support"
        let noOrganization = ("organization_number: support", "organization_number: other")
        #expect(
            codes(noOrganization, (entry, "id: support, assigned: false, status: suspended, capabilities: [voice]"))
                == ["default-not-assigned"])
        #expect(
            codes(noOrganization, (entry, "id: support, status: suspended, capabilities: [voice]")) == [
                "default-not-active"
            ])
        #expect(codes(noOrganization, (entry, "id: support, capabilities: [voice]")) == ["default-not-capable"])
    }

    @Test func aMismatchSilencesTheComplianceOfItsLineAndNamesTheVerdict() {
        let text = Self.base.replacing(
            "defaults: {sender: support}", with: "defaults: {sender: support, countries: {FR: other}}"
        )
        .replacing("explicit, default", with: "explicit, country_default, default")
        let findings = ExampleFolder(["tenant.yaml": text]).findings().filter { $0.severity != .info }
        #expect(findings.map(\.code) == [.countryMismatch])
        #expect(findings.first?.severity == .error)
        #expect(findings.first?.message.contains("foreign_long_code") == true)
    }

    @Test func aMismatchThatIsAllowedIsAWarning() {
        let text = Self.base.replacing(
            "defaults: {sender: support}", with: "defaults: {sender: support, countries: {DE: other}}"
        )
        .replacing("explicit, default", with: "explicit, country_default, default")
        let findings = ExampleFolder(["tenant.yaml": text]).findings().filter { $0.severity != .info }
        #expect(findings.map(\.code) == [.countryMismatch])
        #expect(findings.first?.severity == .warning)
    }

    @Test func aCodeOnAReferenceSilencesWhatOnlyFollowsFromIt() {
        // The rule can never decide, the sender is idle, and messages have no sender: all since it is suspended.
        let found = codes(
            ("organization_number: support", "organization_number: other"),
            ("id: support}", "id: support, status: suspended}"))
        #expect(found == ["default-not-active"])
    }

    @Test func aGapOfItsOwnIsSaidAllTheSame() {
        let found = codes(
            ("organization_number: support", "organization_number: other"),
            ("id: support}", "id: support, status: suspended}"),
            ("explicit, default]", "explicit, {use: default, when: {country: GB}}]"))
        #expect(found == ["default-not-active", "gap"])
    }

    @Test func aSourceWithoutDataSilencesWhatFollows() {
        #expect(codes(("defaults: {sender: support}\n", "")) == ["source-without-data"])
    }

    @Test func aDefaultOfNoneIsNoSourceWithoutData() {
        #expect(codes(("defaults: {sender: support}", "defaults: {sender: none}")) == [])
    }

    @Test func gapAndNoFallbackAreNeverBoth() {
        let text = Self.base.replacing("explicit, default]", with: "explicit]").replacing(
            "defaults: {sender: support}\n", with: "")
        func proved(_ text: String) -> [CheckCode] {
            ExampleFolder(["tenant.yaml": text]).findings().map(\.code).filter { [.gap, .noFallback].contains($0) }
        }
        #expect(proved(text) == [.gap])
        #expect(proved(text + "defaults: {sender: none}\n") == [.noFallback])
    }

    @Test func numbersSwitchedOffSilenceTheSourceWithoutData() {
        let found = codes(
            ("organization_number: support\n", ""), ("explicit, default", "explicit, user, default"),
            ("defaults:", "features: {multi_sms_numbers: false}\ndefaults:"))
        #expect(found == ["multi-number-disabled"])
    }

    @Test func namesOfTheirOwnCodeAreNoUnresolvedReferences() {
        #expect(codes(("defaults:", "teams: {sales: {members: [nobody]}}\ndefaults:")) == ["unknown-member"])
        #expect(codes(("explicit, default", "{use: explicit, if_unusable: nowhere}, default")) == ["invalid-jump"])
        #expect(
            codes(("organization_number: support", "organization_number: nowhere")) == [
                "organization-number-not-in-inventory"
            ])
    }

    @Test func aStageIsSilentWhereAnEarlierOneFailed() {
        // A broken reference, and a suspended sender that checks would find.
        #expect(
            codes(
                ("{sender: support}\norder", "{sender: suport}\norder"), ("id: other}", "id: other, status: suspended}")
            ) == ["unresolved-reference"])
        // A misspelt key, and a reference that isn't there.
        #expect(
            codes(("order: {rules", "order: {rulez"), ("defaults: {sender: support}", "defaults: {sender: suport}"))
                == ["unresolved-reference", "unknown-key"])
    }

    @Test func aPresetsRulesAreNobodysToMend() {
        let found = codes(("{rules: [conversation, explicit, default]}", "{preset: staff-first}"))
        #expect(found == [])
    }

    @Test func whatATypeOrCountryContradictsIsSaidOnce() {
        #expect(codes(("id: other}", "id: other, country: US}")) == ["country-conflict"])
        #expect(codes(("id: other}", "id: other, type: toll_free}")) == ["type-mismatch"])
    }
}
