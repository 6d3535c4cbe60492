import Diagnostics
import Testing

/// Asking for large pages changes when memory comes, and nothing that is in it.
@Suite struct LargePagesTests {
    @Test(arguments: [0, 3, 100_000, 3_000_000])
    func anArrayHoldsWhatItHeld(count: Int) {
        var numbers = [1, 2, 3]
        let copy = numbers
        numbers.reserveLargeCapacity(count)
        #expect(numbers == copy && numbers.capacity >= count)
        for number in 3..<max(3, count) { numbers.append(number + 1) }
        #expect(numbers.indices.allSatisfy { numbers[$0] == $0 + 1 })
        #expect(copy == [1, 2, 3])
    }

    @Test func nothingIsAskedOfNoMemory() {
        LargePages.ask(for: UnsafeMutableRawBufferPointer(start: nil, count: 0))
        var bytes = [UInt8](repeating: 7, count: 8 << 20)
        // Not from the start of a page, and what was written stays.
        bytes.withUnsafeMutableBytes { LargePages.ask(for: UnsafeMutableRawBufferPointer(rebasing: $0[5...])) }
        #expect(bytes.allSatisfy { $0 == 7 })
    }
}
