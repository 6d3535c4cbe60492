import Testing
import TestSupport

/// `best` ranks, pools narrow (contract, section 2).
@Suite struct BestAndPoolTests {
    @Test func bestPrefersKnownThenLocalThenDedicatedThenTrustThenLaterThenOrder() {
        // Each line beats all below it for a recipient in Brazil, whose rule is overridden.
        let entries = [
            "{sender: \"+5511961234567\", id: local, shared: true}",
            "{sender: \"+14155550101\", id: dedicated}",
            "{sender: \"+14155550102\", id: trusted, shared: true, trust: 2, purchased: 2020-01-01}",
            "{sender: \"+14155550103\", id: later, shared: true, trust: 1, purchased: 2024-01-01}",
            "{sender: \"+14155550104\", id: earlier, shared: true, trust: 1, purchased: 2023-01-01}",
            "{sender: \"+14155550105\", id: undated, shared: true, trust: 1}",
            "{sender: \"+14155550106\", id: second, shared: true, trust: 1}",
            "{sender: WORD, id: unsure, registered_in: [BR], trust: 9}",
        ]
        let ids = ["local", "dedicated", "trusted", "later", "earlier", "undated", "second", "unsure"]
        for start in entries.indices {
            // `undated` stands before `second`: reversed order elsewhere must not matter.
            let left = Array(entries[start...])
            let tenant = """
                tenant: acme
                countries: {BR: {alphanumeric: unknown, long_code_domestic: yes, long_code_international: yes}}
                inventory: [\(left.joined(separator: ", "))]
                order: {rules: [best]}
                """
            #expect(TenantText(tenant).decide(["to": "+5511961234568"]).summary == "send \(ids[start])")
        }
    }

    @Test func bestConsidersNobodyElsesNumberAndOnlyCompliantOnes() {
        let tenant = TenantText(
            """
            tenant: acme
            inventory:
              - {sender: "+14155550101", id: janes, trust: 9}
              - {sender: "+14155550102", id: joes, trust: 5}
              - {sender: "+14155550103", id: common}
              - {sender: WORD, id: word, trust: 99}
            users: {jane: {sender: janes}, joe: {sender: joes}}
            order: {require: [], rules: [best]}
            """)
        #expect(tenant.decide(["to": "+12125550100"]).summary == "send common")
        #expect(tenant.decide(["to": "+12125550100", "user": "jane"]).summary == "send janes")
        #expect(tenant.decide(["to": "+12125550100", "user": "joe"]).summary == "send joes")
    }

    @Test(arguments: [
        (["+14155550123", "+12125550147", "+16465550111"], "+12125551234", "+16465550111"),
        (["+14155550123", "+12125550147", "+16465550111"], "+12125551235", "+14155550123"),
        (["+14155550123", "+12125550147", "+16465550111"], "+12125551236", "+12125550147"),
        (["+14155550123", "+12125550147", "+16465550111"], "+447400123456", "+12125550147"),
        (["ACME", "88022", "+14155550123"], "+4915112345678", "+14155550123"),
        (["#ACME", "Café", "12345"], "+33612345678", "Café"),
    ])
    func hashPicksAsTheContractsExamples(_ members: [String], _ to: String, _ expected: String) {
        let entries = members.map {
            $0.count == 5 && $0 != "#ACME" ? "{sender: \($0), country: US}" : "{sender: \"\($0)\"}"
        }
        let names = members.map { "\"\($0)\"" }.joined(separator: ", ")
        for order in [names, members.reversed().map { "\"\($0)\"" }.joined(separator: ", ")] {
            let tenant = """
                tenant: acme
                inventory: [\(entries.joined(separator: ", "))]
                pools: {all: {senders: [\(order)], prefer: [hash]}}
                order: {rules: [{use: {pool: all}}]}
                """
            #expect(TenantText(tenant).decide(["to": to]).summary == "send \(expected)")
        }
    }

    static let pool = """
        tenant: acme
        inventory:
          - {sender: "+14155550101", id: sf}
          - {sender: "+12125550102", id: ny}
          - {sender: "+16135550103", id: ca}
          - {sender: "+442071838750", id: uk}
          - {sender: "+12125550109", id: ny-off, status: suspended}
          - {sender: "+12125550108", id: ny-jane}
        users: {jane: {sender: ny-jane}}
        pools: {all: {senders: [uk, ny-off, ny-jane, sf, ca, ny], prefer: [area_code, country]}}
        order: {rules: [{use: {pool: all}}]}
        """

    @Test(arguments: [
        ("+12125550100", "ny"), ("+14155550100", "sf"), ("+13105550100", "sf"), ("+16135550100", "ca"),
        ("+14165550100", "ca"), ("+447400123456", "uk"), ("+4915112345678", "uk"),
    ])
    func poolsNarrowByAreaCodeThenCountryThenTheirOwnOrder(_ to: String, _ expected: String) {
        #expect(TenantText(Self.pool).decide(["to": to]).summary == "send \(expected)")
    }

    @Test func aPoolOffersAUsersOwnNumberToThatUserOnly() {
        #expect(TenantText(Self.pool).decide(["to": "+12125550100", "user": "jane"]).summary == "send ny-jane")
    }

    @Test func aPoolWithNoUsableMemberHasNoValue() {
        let decision = TenantText(Self.pool).decide(["to": "+12125550100", "needs": "mms"])
        #expect(decision.trace == "pool:all no_value")
    }
}
