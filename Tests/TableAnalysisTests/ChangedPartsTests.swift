import Diagnostics
import SenderModel
import TestSupport
import Testing

@testable import TableAnalysis

/// What a difference has found so far, against the slices it was found in.
@Suite struct ChangedPartsTests {
    /// A slice of a part: a recipients' class and a bit of needs.
    private struct Cell: Hashable {
        let recipient: Int32
        let need: UInt8
    }

    private static func space() throws -> AnalysisSpace {
        let text = TenantText(
            """
            tenant: acme
            inventory: [{sender: "+14155550123", id: x, capabilities: [sms, mms]}, {sender: ACME, id: y}]
            defaults: {sender: x, countries: {DE: y, FR: y, GB: y, AT: y, IN: y}}
            order:
              rules:
                - {name: a, use: {sender: y}, when: {country: DE}}
                - {name: b, use: {sender: y}, when: {country: FR, needs: mms}}
                - {name: c, use: {sender: y}, when: {country: GB, needs: reply}}
                - {name: d, use: {sender: y}, when: {country: [AT, DE]}}
                - {name: e, use: {sender: y}, when: {country: IN}}
            """)
        #expect(text.diagnostics.filter { $0.severity == .error }.map(\.message) == [])
        return try AnalysisSpace([text.table], .standard)
    }

    private static func cells(_ found: [ChangedParts.Found], _ space: AnalysisSpace) -> [Cell] {
        found.flatMap { item in
            let recipients = space.constraints[item.box.recipients]
            return space.recipients.indices.map { Int32($0) }.filter(recipients.allows).flatMap { recipient in
                (UInt8(1)...7).filter { item.box.needs & 1 << $0 != 0 }.map { Cell(recipient: recipient, need: $0) }
            }
        }
    }

    @Test(arguments: 1...200) func whatIsKeptForALaterSearchLosesNothing(seed: UInt64) throws {
        let space = try Self.space()
        #expect(space.recipients.count > 5 && space.needs.count > 2)
        var random = SplitMix64(state: seed)
        let region = Region(space)
        let key = ChangedParts.Key(
            before: 0, after: 1, beforeRow: -1, afterRow: -1, isPartial: false, folds: [])
        // Disjoint boxes that differ in recipients and needs only, each with a message of its own.
        var free = Set(
            space.recipients.indices.flatMap { recipient in
                space.needs.indices.map { SIMD2(recipient, $0) }
            })
        var found: [ChangedParts.Found] = []
        for _ in 0..<4 {
            let recipients = space.recipients.indices.filter { _ in Bool.random(using: &random) }
            let needs = space.needs.indices.filter { _ in Bool.random(using: &random) }
            let both = recipients.flatMap { recipient in needs.map { SIMD2(recipient, $0) } }
            guard let one = both.randomElement(using: &random), free.isSuperset(of: both) else { continue }
            free.subtract(both)
            let example = ChangedParts.Example(
                region: region, choice: MessageChoice(user: -1, references: SIMD4(repeating: MessageChoice.none)),
                team: -1, number: nil, recipient: Int32(one[0]), needs: space.needs[one[1]].representative)
            let box = ClassBox(
                recipients: space.constraints.oneOf(recipients.map { Int32($0) }),
                needs: needs.reduce(0) { $0 | space.needs[$1].mask }, teams: ValueConstraints.any,
                users: ValueConstraints.any, areaCodes: ValueConstraints.any, origins: region.origins,
                purposes: region.purposes, attributes: region.attributes,
                references: SIMD4(repeating: ReferenceTokens.all))
            let none = ChangedParts.Senders(-1)
            found.append(
                (
                    key, box,
                    ChangedParts.Finding(example: example, before: none, after: none, beforeRows: [], afterRows: [])
                ))
        }
        let kept = ChangedParts(space, found).found()
        let cells = Self.cells(kept, space)
        #expect(Set(cells) == Set(Self.cells(found, space)))
        #expect(cells.count == Set(cells).count, "parts overlap")
        for item in kept {
            let example = item.value.example
            #expect(space.constraints[item.box.recipients].allows(example.recipient))
            #expect(item.box.needs & 1 << example.needs != 0)
        }
    }
}
