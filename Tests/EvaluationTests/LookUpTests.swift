import Evaluation
import SenderModel
import Testing
import TestSupport

/// What a message gives is looked up before any row is tried, whether it is given or not; that must not show.
@Suite struct LookUpTests {
    /// Names of every length up to three words, which differ in their last letter only, or in their length.
    static let names = (1...24).flatMap { length in
        ["a", "b", "é"].map { String(repeating: "n", count: length - 1) + $0 }
    }

    @Test func everyDeclaredNameIsFoundAndNoOther() {
        let users = Self.names.enumerated().map { "  \($1): {sender: s\($0)}" }
        let inventory = Self.names.indices.map { "  - {sender: \"+1415555\(1000 + $0)\", id: s\($0)}" }
        let tenant = TenantText(
            """
            tenant: acme
            inventory:
            \(inventory.joined(separator: "\n"))
            users:
            \(users.joined(separator: "\n"))
            order: {rules: [user]}
            """)
        for (index, name) in Self.names.enumerated() {
            let decision = tenant.decide(["to": "+12125550100", "user": name])
            #expect(decision.summary == "send s\(index)", "\(name)")
            #expect(decision.warnings == [], "\(name)")
            for other in [name + "x", name + "\u{0}", "x" + name, name.uppercased()] {
                let decision = tenant.decide(["to": "+12125550100", "user": other])
                #expect(decision.summary == "reject no_sender", "\(other)")
                #expect(decision.warnings == ["unknown_user"], "\(other)")
            }
        }
    }

    /// A name is read eight bytes at a time, which the message may not have behind its start.
    @Test(arguments: 0...9)
    func aNameAtTheEndOfTheMessagesBytesIsFound(_ behind: Int) {
        let tenant = TenantText(
            """
            tenant: acme
            inventory: [{sender: "+14155550123", id: own}]
            users: {jo: {sender: own}}
            order: {rules: [user]}
            """)
        var message: MessageText = ["to": "+12125550100"]
        let begun = message.message.bytes.count
        message.message.set(.id, String(repeating: "i", count: begun - 12 - 2 - behind))
        message.message.set(.user, "jo")
        message.message.set(.conversation, String(repeating: "c", count: behind))
        #expect(message.message.bytes.count == begun)
        #expect(tenant.decide(message).summary == "send own")
    }

    /// Each source with and without what it proposes, all combinations.
    @Test(arguments: 0..<1 << 6)
    func aSourceWithoutAnythingIsToldSoInItsPlace(_ given: Int) {
        let tenant = TenantText(
            """
            tenant: acme
            inventory: [{sender: "+14155550123", id: s, status: suspended}]
            defaults: {countries: {GB: s}}
            users: {jane: {sender: s}}
            order:
              rules:
                - conversation
                - {use: explicit, if_unusable: next}
                - {name: never, when: {country: FR}, use: conversation}
                - first_used
                - last_used
                - user
                - country_default
                - default
            """)
        var message: MessageText = ["to": given & 32 != 0 ? "+447400123456" : "+4915123456789"]
        let keys: [Message.Key] = [.conversation, .from, .firstUsed, .lastUsed, .user]
        for (bit, key) in keys.enumerated() where given & 1 << bit != 0 {
            message.message.set(key, key == .user ? "jane" : "s")
        }
        func told(_ rule: String, _ bit: Int) -> String {
            rule + (given & 1 << bit != 0 ? " not_active s" : " no_value")
        }
        let expected = [
            told("conversation", 0), told("explicit", 1), "never not_applicable", told("first_used", 2),
            told("last_used", 3), told("user", 4), told("country_default", 5), "default no_value",
        ]
        let decision = tenant.decide(message)
        #expect(decision.trace == expected.joined(separator: ", "))
        #expect(decision.summary == "reject no_sender")
    }

    @Test(arguments: [
        ("+14155550123", true), ("+1 (415) 555-0123", true), ("+14155550223", false), ("+12125550123", false),
        ("+1 212 555 0123", false),
    ])
    func onlyTheWholeNumberIsTheSenders(_ recipient: String, _ isSender: Bool) {
        let tenant = TenantText(
            """
            tenant: acme
            inventory: [{sender: "+14155550123", id: s}]
            defaults: {sender: s}
            order: {rules: [default]}
            """)
        #expect(tenant.decide(["to": recipient]).warnings == (isSender ? ["sender_is_recipient"] : []))
    }
}
