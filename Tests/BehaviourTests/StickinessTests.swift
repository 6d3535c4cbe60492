import Testing
import TestSupport

/// Pools that choose by hash: one recipient keeps one sender, and a changed pool moves as few as can be.
@Suite struct StickinessTests {
    /// Each member's area code is its own, so a recipient's plays no part.
    static let numbers = [
        "sf": "+14155550101", "ny": "+12125550102", "chi": "+13125550103", "dal": "+12145550104",
        "bos": "+16175550105", "ldn": "+442071838750",
    ]

    static let recipients = (0..<200).map { "+1305555\(1000 + $0 * 37)" }

    /// What each recipient gets of a pool of these members.
    static func choices(
        _ members: [String], prefer: String = "[hash]", suspended: String? = nil,
        to recipients: [String] = recipients
    ) -> [String: String] {
        let entries = numbers.sorted { $0.key < $1.key }.map { id, number in
            "  - {sender: \"\(number)\", id: \(id), status: \(id == suspended ? "suspended" : "active")}"
        }
        let tenant = TenantText(
            """
            tenant: service
            inventory:
            \(entries.joined(separator: "\n"))
            pools: {all: {senders: [\(members.joined(separator: ", "))], prefer: \(prefer)}}
            order: {preset: messaging-service}
            """)
        return Dictionary(
            uniqueKeysWithValues: recipients.map { ($0, tenant.decide(["to": $0]).sender ?? "none") })
    }

    static func moved(_ before: [String: String], _ after: [String: String]) -> [String] {
        recipients.filter { before[$0] != after[$0] }
    }

    @Test func oneRecipientKeepsOneSenderHoweverItIsWritten() {
        let choices = Self.choices(
            ["sf", "ny", "chi"], to: ["+13055551037", "+1 305 555 1037", "+1 (305) 555-1037", "+1.305.555.1037"])
        #expect(Set(choices.values).count == 1)
    }

    @Test func recipientsAreSpreadEvenly() {
        let choices = Self.choices(["sf", "ny", "chi", "dal"])
        let shares = Dictionary(grouping: choices.values) { $0 }.mapValues(\.count)
        #expect(shares.count == 4)
        // A quarter of 200 each, within three standard deviations of a fair draw.
        for share in shares.values { #expect((32...68).contains(share)) }
    }

    @Test func addingAMemberMovesOnlyThoseWhoGetIt() {
        let before = Self.choices(["sf", "ny", "chi", "dal"])
        let after = Self.choices(["sf", "ny", "chi", "dal", "bos"])
        let moved = Self.moved(before, after)
        #expect(moved.allSatisfy { after[$0] == "bos" })
        // A fifth of 200 is fair.
        #expect((20...60).contains(moved.count))
    }

    @Test func removingAMemberMovesOnlyThoseWhoHadIt() {
        let before = Self.choices(["sf", "ny", "chi", "dal", "bos"])
        let after = Self.choices(["sf", "ny", "dal", "bos"])
        #expect(Self.moved(before, after) == Self.recipients.filter { before[$0] == "chi" })
    }

    @Test func suspendingAMemberIsLikeRemovingIt() {
        let suspended = Self.choices(["sf", "ny", "chi", "dal"], suspended: "ny")
        #expect(suspended == Self.choices(["sf", "chi", "dal"]))
    }

    @Test func aFirstSenderForACountryMovesThatCountrysRecipientsOnly() {
        let prefer = "[country, hash]"
        let british = (0..<20).map { "+4474001234\(10 + $0)" }
        let all = Self.recipients + british
        let before = Self.choices(["sf", "ny", "chi"], prefer: prefer, to: all)
        let after = Self.choices(["sf", "ny", "chi", "ldn"], prefer: prefer, to: all)
        #expect(Self.moved(before, after) == [])
        #expect(british.allSatisfy { after[$0] == "ldn" })
    }

    @Test func amongSeveralOfTheAreaCodeTheHashChooses() {
        let tenant = TenantText(
            """
            tenant: service
            inventory:
              - {sender: "+13055550101", id: miami-1}
              - {sender: "+13055550102", id: miami-2}
              - {sender: "+14155550103", id: elsewhere}
            pools: {all: {senders: [miami-1, miami-2, elsewhere], prefer: [area_code, hash]}}
            order: {preset: messaging-service}
            """)
        let chosen = Set(Self.recipients.compactMap { tenant.decide(["to": $0]).sender })
        #expect(chosen == ["miami-1", "miami-2"])
    }
}
