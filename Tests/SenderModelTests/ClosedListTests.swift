import SenderModel
import Testing

/// A case's ordinal is its position in the list: what sets of members rest on.
@Suite struct ClosedListTests {
    private func expectOrdinals<List: ClosedList>(_ list: List.Type) {
        for (position, member) in list.allCases.enumerated() {
            #expect(Int(member.ordinal) == position)
            #expect(MemberSet<List>([member]).members == [member])
        }
        #expect(MemberSet<List>(list.allCases).members == Array(list.allCases))
    }

    @Test func ordinalsArePositions() {
        expectOrdinals(Capability.self)
        expectOrdinals(Origin.self)
        expectOrdinals(Purpose.self)
        expectOrdinals(Need.self)
        expectOrdinals(Requirement.self)
        expectOrdinals(DecisionWarning.self)
    }
}
