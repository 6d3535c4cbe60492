import Diagnostics
import Testing
import TestSupport

/// One mistake in a good tenant: which code, and what the carets are under.
@Suite struct MistakeTests {
    static let good = """
        tenant: acme
        country: US
        organization_number: support
        attributes: {brand: [acme, zenith]}
        groups: {dach: [DE, AT, CH]}
        providers: {main: {kind: twilio, credentials: {token: env:TOKEN}}}
        inventory:
          - {sender: "+14155550123", id: support, name: Support line}
          - {sender: "88022", country: US, id: code}
          - {sender: ACME, id: word, registered_in: [GB]}
        defaults: {sender: support, countries: {dach: support, FR: word}}
        users: {jane: {sender: support}, joe: }
        teams: {sales: {sender: support, countries: {GB: word}, members: [jane]}}
        pools: {all: {senders: [support, code], prefer: [country, hash]}}
        order:
          rules:
            - conversation
            - {use: explicit, if_unusable: reject}
            - {name: dach, when: {country: dach, team: sales, brand: acme}, unless: {purpose: otp}, use: {sender: support}}
            - {use: user, if_unusable: default}
            - default
            - {use: {pool: all}}

        """

    struct Case: CustomTestStringConvertible, Sendable {
        let replace: String
        let with: String
        let code: CheckCode
        let under: String
        let message: String
        var testDescription: String { "\(code.rawValue): \(with)" }

        init(_ replace: String, _ with: String, _ code: CheckCode, under: String, _ message: String) {
            self.replace = replace
            self.with = with
            self.code = code
            self.under = under
            self.message = message
        }
    }

    static let cases = [
        Case(
            "country: US\norg", "countri: US\norg", .unknownKey, under: "countri",
            "`countri` is not a key of a tenant; did you mean `country`?"),
        Case(
            "tenant: acme\n", "tenant: Acme\n", .invalidValue, under: "Acme",
            "the tenant's name `Acme` is not a tenant name"),
        Case("country: US\norg", "country: us\norg", .invalidValue, under: "us", "`us` is not a country code"),
        Case("[DE, AT, CH]", "[DE, UK]", .invalidValue, under: "UK", "`UK` is neither a country code nor a group"),
        Case(
            "{dach: support, FR", "{dahc: support, FR", .invalidValue, under: "dahc",
            "`dahc` is neither a country code nor a group"),
        Case(
            "{dach: support, FR: word}", "{dach: support, eu: word}", .duplicateKey, under: "eu",
            "`eu` and `dach` both hold `AT` and `DE`"),
        Case(
            "kind: twilio", "kind: twillio", .invalidValue, under: "twillio",
            "`twillio` is not a value of `kind`; did you mean `twilio`?"),
        Case(
            "sender: \"+14155550123\"", "sender: \"+1415555\"", .invalidNumber, under: "\"+1415555\"",
            "`+1415555` can't be a phone number"),
        Case(
            "sender: \"+14155550123\"", "sender: 14155550123", .notE164, under: "14155550123",
            "`14155550123` is a number without `+`"),
        Case(
            "sender: ACME", "sender: ACME Corporation", .invalidAlphanumeric, under: "ACME Corporation",
            "`ACME Corporation` can't be an alphanumeric sender ID: it has 16 characters, at most 11 can be sent"),
        Case(
            "country: US, id: code", "id: code", .shortCodeWithoutCountry, under: "\"88022\"",
            "short code `88022` has no `country`"),
        Case("id: word", "id: support", .duplicateID, under: "support", "id `support` is given twice"),
        Case(
            "sender: ACME,", "sender: \"+1 415 555 0123\",", .duplicateSender, under: "\"+1 415 555 0123\"",
            "sender `+14155550123` is in the inventory twice"),
        Case(
            "name: Support line", "trust: 010", .wrongType, under: "010",
            "`trust` is the text `010`, not a whole number"),
        Case(
            "name: Support line", "assigned: yes", .wrongType, under: "yes",
            "`assigned` is the text `yes`, not `true` or `false`"),
        Case(
            "name: Support line", "purchased: 2025-02-30", .invalidValue, under: "2025-02-30",
            "`purchased` `2025-02-30` is not a date"),
        Case(
            "name: Support line", "weekly_price: 1e3", .invalidValue, under: "1e3",
            "`weekly_price` `1e3` is not an amount of money"),
        Case(
            "name: Support line", "provider: mian", .unresolvedReference, under: "mian",
            "`mian` is not a provider; did you mean `main`?"),
        Case(
            "name: Support line", "capabilities: sms", .wrongType, under: "sms",
            "`capabilities` is the text `sms`, not a list"),
        Case(
            "ACME, id: word", "ACME, country: GB, id: word", .unknownKey, under: "country",
            "`country` is not a key of an alphanumeric sender"),
        Case(
            "defaults: {sender: support", "defaults: {sender: suport", .unresolvedReference, under: "suport",
            "`suport` is not in the inventory; did you mean `support`?"),
        Case(
            "jane: {sender: support}", "jane: {sender: 14155550123}", .unresolvedReference, under: "14155550123",
            "`14155550123` is not in the inventory"),
        Case(
            "members: [jane]", "members: [jnae]", .unknownMember, under: "jnae",
            "`jnae` is not a user; did you mean `jane`?"),
        Case(
            "prefer: [country, hash]", "prefer: [hash, country]", .invalidValue, under: "hash",
            "`hash` is not the last criterion of `prefer`"),
        Case("senders: [support, code]", "senders: []", .wrongType, under: "[]", "a pool's `senders` is empty"),
        Case(
            "- conversation", "- conversaton", .invalidValue, under: "conversaton",
            "`conversaton` is not a source; did you mean `conversation`?"),
        Case(
            "- conversation", "- sender:support", .invalidValue, under: "sender:support",
            "`sender:support` is one word, not a source"),
        Case(
            "- conversation", "- {pool: eu, when: {country: dach}}", .unknownKey, under: "pool",
            "`pool` is not a key of a rule"),
        Case(
            "- conversation", "- use: pool:eu", .invalidValue, under: "pool:eu",
            "`pool:eu` is one word, not a source"),
        Case(
            "- conversation", "- \"sender:-x\"", .invalidValue, under: "\"sender:-x\"",
            "`sender:-x` is not a source"),
        Case(
            "when: {country: dach,", "when: {countries: dach,", .unknownKey, under: "countries",
            "`countries` is not a condition; did you mean `country`?"),
        Case(
            "team: sales,", "team: salse,", .unresolvedReference, under: "salse",
            "`salse` is not a team; did you mean `sales`?"),
        Case(
            "brand: acme}", "brand: akme}", .invalidValue, under: "akme",
            "`akme` is not a value of `brand`; did you mean `acme`?"),
        Case(
            "{purpose: otp}", "{purpose: opt}", .invalidValue, under: "opt",
            "`opt` is not a value of `purpose`; did you mean `otp`?"),
        Case("unless: {purpose: otp}", "unless: {}", .wrongType, under: "{}", "`unless` is empty"),
        Case(
            "if_unusable: default", "if_unusable: defualt", .invalidJump, under: "defualt",
            "there is no rule `defualt`; did you mean `default`?"),
        Case(
            "if_unusable: default", "if_unusable: dach", .invalidJump, under: "dach",
            "rule `dach` is not after this one"),
        Case("name: dach,", "name: default,", .duplicateRuleName, under: "default", "two rules are named `default`"),
        Case("name: dach,", "name: next,", .invalidValue, under: "next", "a rule can't be named `next`"),
        Case(
            "{pool: all}}", "{pool: al}}", .unresolvedReference, under: "al", "`al` is not a pool; did you mean `all`?"),
        Case(
            "{pool: all}}", "{pool: all}, if_unusable: reject}", .unknownKey, under: "if_unusable",
            "`if_unusable` is not a key of a rule that uses `pool:all`"),
        Case(
            "  rules:\n", "  preset: thread-first\n  rules:\n", .unknownKey, under: "thread-first",
            "`preset` and `rules` can't stand together"),
        Case(
            "  rules:\n", "  pool: all\n  rules:\n", .unknownKey, under: "pool", "`pool` is not a key of this `order`"),
        Case("tenant: acme\n", "", .missingKey, under: "country: US", "the tenant has no `tenant`"),
        Case(
            "brand: [acme, zenith]", "user: [acme, zenith]", .invalidValue, under: "user",
            "an attribute can't be named `user`, which messages already have"),
    ]

    @Test func theTenantWithoutAMistakeIsClean() {
        #expect(TenantText(Self.good).diagnostics.map(\.message) == [])
    }

    @Test(arguments: cases) func oneMistakeIsOneDiagnosticAtItsPlace(_ test: Case) throws {
        let parts = Self.good.split(separator: test.replace, maxSplits: 1, omittingEmptySubsequences: false)
        try #require(parts.count == 2, "the good tenant has no `\(test.replace)`")
        let yaml = parts[0] + test.with + parts[1]
        var found = TenantText(String(yaml)).diagnostics
        // Renaming the attribute takes away what the condition names; the condition's error is the second mistake.
        if test.with == "user: [acme, zenith]" { found.removeAll { $0.code == .unknownKey } }
        try #require(found.count == 1, "\(found.map { "\($0.code.rawValue): \($0.message)" })")
        #expect(found[0].code == test.code)
        #expect(found[0].message == test.message)
        #expect(found[0].place.source?.text(in: found[0].place.bytes) == test.under)
        #expect(found[0].help != nil)
    }
}
