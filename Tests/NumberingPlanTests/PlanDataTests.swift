import SenderModel
import Testing

@testable import NumberingPlan

/// The data file is what `PlanData` takes for granted.
struct PlanDataTests {
    private static let stateUnits = 3

    @Test func headerMatchesTheFile() {
        let magic = UnsafeRawBufferPointer(start: PlanData.start, count: 8)
        #expect(String(decoding: magic, as: UTF8.self) == "SFNUMPLN")
        #expect(PlanData.headerField(0) == 1, "format version")
        #expect(Int(PlanData.headerField(1)) == PlanData.headerSize)
        #expect(0 < PlanData.firstLeaf && PlanData.firstLeaf < PlanData.nodesEnd)
        #expect(PlanData.firstLeaf % Self.stateUnits == 0)
        #expect(PlanData.countryOffset(0) == PlanData.headerSize + 8 * PlanData.nodesEnd)
        #expect(PlanData.countryOffset(PlanData.countryCount) == PlanData.size)
        #expect(Int(bitPattern: PlanData.start) % 64 == 0)
    }

    @Test func countriesAreThoseOfTheModelInItsOrder() {
        let letters = (0..<PlanData.countryCount).map { index in
            let word = PlanData.word(at: PlanData.countryOffset(index))
            return String(decoding: [UInt8(truncatingIfNeeded: word), UInt8(word >> 8)], as: UTF8.self)
        }
        #expect(letters == Country.all.map(\.code))
        #expect(Country.all.map { Int($0.index) } == Array(Country.all.indices))
    }

    @Test func everyNodeIsReachedAndLeadsOnlyToNodes() {
        // Leaves follow one another without a gap; where they begin is where a state may lead.
        var leaves: Set<Int> = []
        var leaf = PlanData.firstLeaf
        while leaf < PlanData.nodesEnd {
            leaves.insert(leaf)
            leaf += (2 * (2 + Int(PlanData.word(leaf, 0))) + 7) / 8
        }
        #expect(leaf == PlanData.nodesEnd)

        var reached: Set<Int> = [0]
        for state in stride(from: 0, to: PlanData.firstLeaf, by: Self.stateUnits) {
            for digit in 0..<10 as Range<UInt8> {
                let next = PlanData.next(state, digit)
                reached.insert(next)
                // States stand in the order of their distance from the root, which no way leads back to.
                let isState = next % Self.stateUnits == 0 && next > 0 && next < PlanData.firstLeaf
                #expect(isState || leaves.contains(next), "state \(state), digit \(digit)")
            }
        }
        #expect(reached.count == PlanData.firstLeaf / Self.stateUnits + leaves.count)
        var each: Set<Int> = []
        PlanData.forEachNode { each.insert($0) }
        #expect(each == reached)
    }

    @Test func everyWalkEnds() {
        // The longest way through states, found by following all ways at once.
        var front: Set<Int> = [0]
        var length = 0
        while !front.isEmpty, length <= 20 {
            front = Set(front.flatMap { state in (0..<10).map { PlanData.next(state, $0) } })
                .filter { $0 < PlanData.firstLeaf }
            length += 1
        }
        #expect(length <= 20)
    }

    @Test func everyLabelIsSound() {
        for label in Self.labels {
            #expect(label.countryIndex == 255 || Int(label.countryIndex) < PlanData.countryCount)
            #expect(LineType(rawValue: label.rawLineType) != nil)
            #expect(label.isValid == (label.rawLineType != LineType.unknown.rawValue))
            #expect(label.bits >> 14 == 0)
            #expect(label.facts.lineType.rawValue == label.rawLineType)
            #expect(label.facts.country.map { Int($0.index) } ?? 255 == Int(label.countryIndex))
        }
    }

    @Test func numbersLongerThanAnyPlanAllowsAreNeitherPossibleNorValid() {
        PlanData.forEachNode { leaf in
            guard leaf >= PlanData.firstLeaf else { return }
            let last = PlanData.label(leaf, remaining: .max)
            #expect(!last.isPossible && !last.isValid, "leaf \(leaf)")
        }
    }

    private static var labels: Set<NumberLabel> {
        var found: Set<NumberLabel> = []
        PlanData.forEachNode { node in
            let last = node < PlanData.firstLeaf ? 0 : Int(PlanData.word(node, 0))
            for remaining in 0...last { found.insert(PlanData.label(node, remaining: remaining)) }
        }
        return found
    }
}
