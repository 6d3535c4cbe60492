/// The plan with the ways of its first three digits followed once and for all: whoever looks up many numbers keeps one
/// and saves those steps, each of which waits for the one before.
package struct PreparedPlan: Sendable {
    /// The one there is; made when it is first asked for.
    package static let shared = PreparedPlan()

    private static var digits: Int { 3 }
    /// Steps that are taken in any case.
    private static var steps: Int { 3 }

    private let firstLeaf: PlanData.Node
    /// By the first three digits, four bits each.
    ///
    /// INVARIANT: 4,096 elements that are never freed or changed.
    nonisolated(unsafe) private let beginnings: UnsafePointer<Beginning>

    /// Where digits lead, and how many of them it took: a leaf may be reached before the last.
    private struct Beginning {
        let node: UInt16
        let read: UInt16
    }

    private init() {
        let memory = UnsafeMutablePointer<Beginning>.allocate(capacity: 1 << 12)
        memory.initialize(repeating: Beginning(node: 0, read: 0), count: 1 << 12)
        let firstLeaf = PlanData.firstLeaf
        self.firstLeaf = firstLeaf
        for number in 0..<1000 {
            let digits = [number / 100, number / 10 % 10, number % 10]
            var node: PlanData.Node = 0
            var read: UInt16 = 0
            while read < Self.digits, node < firstLeaf {
                node = PlanData.next(node, digits[Int(read)])
                read += 1
            }
            memory[digits[0] << 8 | digits[1] << 4 | digits[2]] = Beginning(node: UInt16(node), read: read)
        }
        beginnings = UnsafePointer(memory)
    }

    /// What the plan says about digits, calling code first, without the `+`.
    ///
    /// - Parameter digits: ASCII digits, all of them; the caller has seen to it.
    package func label(of digits: UnsafeBufferPointer<UInt8>) -> NumberLabel {
        if digits.count >= 8, let start = digits.baseAddress { return label(start, count: digits.count) }
        return label(of: digits, from: 0, 0)
    }

    /// The same of eight digits or more.
    package func label(_ digits: UnsafePointer<UInt8>, count: Int) -> NumberLabel {
        let word = UInt64(littleEndian: UnsafeRawPointer(digits).loadUnaligned(as: UInt64.self))
        // The lower halves of the first three bytes, side by side: shifted by 24, 12 and 0 they meet at bit 16.
        let beginning = beginnings[Int(((word & 0x0F_0F0F) &* 0x100_1001) &>> 16 & 0xFFF)]
        var node = Int(beginning.node)
        var read = Int(beginning.read)
        // A number is at a leaf after 3 to 6 digits: taking all those steps costs less than finding out how many it
        // needs, which can't be foretold. A leaf leads nowhere, so it is asked for its first word and kept.
        for step in 0..<Self.steps {
            // All bits of a state, none of a leaf; the compiler would make a branch of `?`.
            let isState = (node &- firstLeaf) &>> (Int.bitWidth &- 1)
            let digit = Int(truncatingIfNeeded: word &>> UInt64(8 &* (Self.digits &+ step))) & 15
            node ^= (PlanData.next(node, digit & isState) ^ node) & isState
            read &-= isState
        }
        if node >= firstLeaf { return PlanData.label(leaf: node, remaining: count &- read) }
        return label(of: UnsafeBufferPointer(start: digits, count: count), from: node, read)
    }

    @inline(never)
    private func label(
        of digits: UnsafeBufferPointer<UInt8>, from node: PlanData.Node, _ read: Int
    ) -> NumberLabel {
        var (node, read) = (node, read)
        while read < digits.count, node < firstLeaf {
            node = PlanData.next(node, digits[read] &- UInt8(ascii: "0"))
            read &+= 1
        }
        return PlanData.label(node, remaining: digits.count &- read)
    }
}
