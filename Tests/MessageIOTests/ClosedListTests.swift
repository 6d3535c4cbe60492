import SenderModel
import Testing

@testable import MessageIO

struct ClosedListTests {
    @Test func everyMemberIsKnownByItsBytes() {
        for origin in Origin.allCases { #expect(bytes(of: origin.rawValue) { Origin($0) } == origin) }
        for purpose in Purpose.allCases { #expect(bytes(of: purpose.rawValue) { Purpose($0) } == purpose) }
        for need in Need.allCases { #expect(bytes(of: need.rawValue) { Need($0) } == need) }
        for direction in Direction.allCases { #expect(bytes(of: direction.rawValue) { Direction($0) } == direction) }
        #expect(bytes(of: "Reply") { Origin($0) } == nil)
    }

    @Test func everyKeyOfTheContractIsKnownAndHasABitOfItsOwn() {
        let fields = Message.keyNames.map { name in bytes(of: name) { MessageField($0) } }
        #expect(fields.map(\.name) == Message.keyNames)
        #expect(fields.reduce(0) { $0 | $1.bit }.nonzeroBitCount == Message.keyNames.count)
        #expect(bytes(of: "brand") { MessageField($0) } == .other)
        #expect(bytes(of: "To") { MessageField($0) } == .other)
    }

    private func bytes<Result>(of text: String, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        Array(text.utf8).withUnsafeBufferPointer(body)
    }
}
