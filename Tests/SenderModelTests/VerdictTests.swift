import SenderModel
import Testing

/// What a country says to a sender (contract, section 3).
@Suite struct VerdictTests {
    static func rule(_ change: (inout CountryRule) -> Void) -> CountryRule {
        var rule = CountryRule()
        change(&rule)
        return rule
    }

    static func verdict(
        _ kind: SenderKind, from sender: String?, to recipient: String, registered: Bool = false,
        _ change: (inout CountryRule) -> Void
    ) throws -> Verdict {
        rule(change).verdict(
            kind: kind, senderCountry: sender.flatMap { Country($0) }, isRegistered: registered,
            recipient: try #require(Country(recipient)))
    }

    @Test(arguments: [
        (CountryAnswer.yes, false, Verdict.ok), (.no, true, .alphanumericNotSupported), (.unknown, true, .unknown),
        (.registration, false, .registrationRequired), (.registration, true, .ok),
    ])
    func alphanumericByItsColumnAndRegistration(_ answer: CountryAnswer, _ registered: Bool, _ expected: Verdict) throws
    {
        #expect(
            try Self.verdict(.alphanumeric, from: nil, to: "SG", registered: registered) { $0.alphanumeric = answer }
                == expected)
    }

    @Test func aShortCodeWorksInItsOwnCountryOnlyWhateverTheColumnsSay() throws {
        #expect(try Self.verdict(.shortCode, from: "US", to: "US") { _ in } == .ok)
        #expect(try Self.verdict(.shortCode, from: "US", to: "CA") { _ in } == .shortCodeAbroad)
    }

    @Test func tollFreeCountsUsAndCanadaAsOne() throws {
        let yes: (inout CountryRule) -> Void = { $0.tollFree = .yes }
        let no: (inout CountryRule) -> Void = { $0.tollFree = .no }
        for (from, to) in [("US", "US"), ("US", "CA"), ("CA", "US")] {
            #expect(try Self.verdict(.tollFree, from: from, to: to, yes) == .ok)
            #expect(try Self.verdict(.tollFree, from: from, to: to, no) == .tollFreeNotSupported)
        }
        #expect(
            try Self.verdict(.tollFree, from: "US", to: "GB") { $0.longCodeInternational = .no } == .foreignLongCode)
        #expect(try Self.verdict(.tollFree, from: "US", to: "PR") { $0.longCodeInternational = .yes } == .ok)
    }

    @Test func aLongCodeIsDomesticOrForeign() throws {
        #expect(try Self.verdict(.longCode, from: "DE", to: "DE") { $0.longCodeDomestic = .yes } == .ok)
        #expect(
            try Self.verdict(.longCode, from: "DE", to: "DE") { $0.longCodeDomestic = .no } == .longCodeNotSupported)
        #expect(
            try Self.verdict(.longCode, from: "DE", to: "FR") { $0.longCodeInternational = .no } == .foreignLongCode)
        #expect(try Self.verdict(.longCode, from: nil, to: "FR") { $0.longCodeInternational = .yes } == .ok)
        #expect(try Self.verdict(.longCode, from: "DE", to: "FR") { _ in } == .unknown)
    }

    @Test func aUsLongCodeIsDomesticInCanadaButNotTheOtherWayRound() throws {
        let domestic: (inout CountryRule) -> Void = {
            $0.longCodeDomestic = .yes; $0.longCodeInternational = .no
        }
        #expect(try Self.verdict(.longCode, from: "US", to: "CA", domestic) == .ok)
        #expect(try Self.verdict(.longCode, from: "CA", to: "US", domestic) == .foreignLongCode)
    }
}
