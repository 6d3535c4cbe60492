import Diagnostics
import Linting
import SendFromKit
import Testing

/// `# sendfrom:allow CODE until DATE -- reason`: what it silences, and what is said of one that doesn't.
@Suite struct SuppressionTests {
    /// A sender ID that is reported, under a comment.
    private func findings(_ comment: String, today: String = "2026-01-01") -> [String] {
        ExampleTenant.findings(
            """
            inventory:
              - sender: "+442079460101"
              \(comment)
              - sender: Café
            """, today: today)
    }

    private static let reported = "unportable-alphanumeric 4:13"

    @Test func aReasonSilences() {
        #expect(findings("# sendfrom:allow unportable-alphanumeric -- only in France") == [])
        #expect(findings("#sendfrom:allow unportable-alphanumeric -- only in France") == [])
        #expect(findings("#  sendfrom:allow  unportable-alphanumeric  --only in France") == [])
    }

    @Test func theSameLineWillDo() {
        let found = ExampleTenant.findings(
            """
            inventory:
              - sender: Café  # sendfrom:allow unportable-alphanumeric -- only in France
            """)
        #expect(found == [])
    }

    @Test func twoLinesAboveIsTooFar() {
        let found = ExampleTenant.findings(
            """
            inventory:
              # sendfrom:allow unportable-alphanumeric -- only in France

              - sender: Café
            """)
        #expect(found == ["unused-suppression 2:3", "unportable-alphanumeric 4:13"])
    }

    @Test func withoutAReasonItSilencesNothing() {
        let expected = ["suppression-without-reason 3:3", Self.reported]
        #expect(findings("# sendfrom:allow unportable-alphanumeric") == expected)
        #expect(findings("# sendfrom:allow unportable-alphanumeric --") == expected)
        #expect(findings("# sendfrom:allow unportable-alphanumeric until 2027-01-01") == expected)
    }

    @Test func itHoldsOnItsLastDayAndNotTheDayAfter() {
        let comment = "# sendfrom:allow unportable-alphanumeric until 2026-03-31 -- a new ID comes"
        #expect(findings(comment, today: "2026-03-31") == [])
        #expect(findings(comment, today: "2026-04-01") == ["expired-suppression 3:3", Self.reported])
    }

    @Test func anotherCheckIsNotSilenced() {
        #expect(findings("# sendfrom:allow not-e164 -- why") == ["unused-suppression 3:3", Self.reported])
        #expect(
            findings("# sendfrom:allow unportable-alfanumeric -- why") == ["unused-suppression 3:3", Self.reported])
    }

    @Test func whatCannotBeReadSilencesNothing() {
        for comment in [
            "# sendfrom:allow", "# sendfrom:allow -- why", "# sendfrom:allow unportable-alphanumeric, not-e164 -- why",
            "# sendfrom:allow unportable-alphanumeric until -- why",
            "# sendfrom:allow unportable-alphanumeric until 2027-02-30 -- why",
            "# sendfrom:allow unportable-alphanumeric until tomorrow -- why",
        ] { #expect(findings(comment) == ["unused-suppression 3:3", Self.reported], "\(comment)") }
    }

    @Test func whatIsWrittenInsideAValueIsAValue() {
        let found = ExampleTenant.findings(
            """
            name: "# sendfrom:allow not-e164 -- no comment"
            organization_number: support
            inventory:
              - sender: "+442079460101"
                id: support
                tags:
                  - |
                    # sendfrom:allow not-e164 -- no comment
            """)
        #expect(found == [])
    }

    @Test func anotherWordIsNoSuppression() {
        #expect(findings("# sendfrom:allowed unportable-alphanumeric -- why") == [Self.reported])
        #expect(findings("# see sendfrom:allow unportable-alphanumeric -- why") == [Self.reported])
    }

    @Test func anUnusedOneIsNotToldWhereTheChecksDidNotRun() {
        let found = ExampleTenant.findings(
            """
            inventory:
              # sendfrom:allow unportable-alphanumeric -- why
              - sender: Acme
            order: {preset: nosuch}
            """)
        #expect(found == ["invalid-value 4:17"])
    }
}

extension ExampleTenant {
    /// `code line:column` of what lint finds in an example, but infos about the tenant as a whole.
    static func findings(_ text: String, today: String = "2026-01-01") -> [String] {
        ExampleTenant(Example(text)).findings(today: today)
            .filter { ![.missingOrganizationNumber, .missingProvider].contains($0.code) }
            .map { "\($0.code.rawValue) \($0.place.start.line):\($0.place.start.column)" }
    }
}
