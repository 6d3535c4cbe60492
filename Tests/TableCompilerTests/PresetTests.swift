import Diagnostics
import SenderModel
import Testing
import TestSupport

/// `order: {preset: …}`: what it stands for, and what may stand beside it.
@Suite struct PresetTests {
    static func tenant(_ order: String, pools: String = "main: {senders: [a]}") -> TenantText {
        TenantText(
            """
            tenant: acme
            inventory: [{sender: "+14155550123", id: a}]
            pools: {\(pools)}
            order: {\(order)}
            """)
    }

    @Test func requireAndUnknownComplianceReplaceThePresets() {
        let table = Self.tenant("preset: compliant-first").table
        #expect(table.rows.map(\.require) == Array(repeating: [.assigned, .active, .capable, .compliant], count: 3))
        let changed = Self.tenant("preset: compliant-first, require: [], unknown_compliance: reject").table
        #expect(changed.rows.map(\.require) == Array(repeating: [], count: 3))
        #expect(changed.unknownCompliance == .reject)
    }

    @Test func messagingServiceUsesTheNamedPoolOrTheOnlyOne() {
        #expect(
            Self.tenant("preset: messaging-service").table.rows.map(\.name) == [
                "conversation", "explicit", "pool:main",
            ])
        let two = "main: {senders: [a]}, other: {senders: [a]}"
        let named = Self.tenant("preset: messaging-service, pool: other", pools: two)
        #expect(named.diagnostics.map(\.message) == [])
        #expect(named.table.rows.last?.source == .pool(1))
    }

    @Test(arguments: [
        ("preset: messaging-service", "", CheckCode.missingKey),
        ("preset: messaging-service", "a: {senders: [a]}, b: {senders: [a]}", .missingKey),
        ("preset: messaging-service, pool: nope", "a: {senders: [a]}", .unresolvedReference),
        ("preset: per-user, pool: a", "a: {senders: [a]}", .unknownKey), ("preset: thread-frist", "", .invalidValue),
        ("require: []", "", .missingKey), ("preset: per-user, rules: [default]", "", .unknownKey),
    ])
    func whatCannotStandBesideAPresetIsTold(_ order: String, _ pools: String, _ code: CheckCode) {
        #expect(Self.tenant(order, pools: pools).diagnostics.map(\.code) == [code])
    }
}
