/// The plan with the ways of its first three digits followed once and for all: whoever looks up many numbers keeps one
/// and saves those steps, each of which waits for the one before.
package struct PreparedPlan: Sendable {
    /// The one there is; made when it is first asked for.
    package static let shared = PreparedPlan()

    private static let digits = 3

    /// By the number that the first three digits are.
    ///
    /// INVARIANT: a thousand elements that are never freed or changed.
    nonisolated(unsafe) private let beginnings: UnsafePointer<Beginning>

    /// Where digits lead, and how many of them it took: a leaf may be reached before the last.
    private struct Beginning {
        let node: UInt16
        let read: UInt16
    }

    private init() {
        let memory = UnsafeMutablePointer<Beginning>.allocate(capacity: 1000)
        let firstLeaf = PlanData.firstLeaf
        for number in 0..<1000 {
            var node: PlanData.Node = 0
            var read: UInt16 = 0
            var rest = number
            while read < Self.digits, node < firstLeaf {
                node = PlanData.next(node, UInt8(rest / 100))
                rest = rest % 100 * 10
                read += 1
            }
            (memory + number).initialize(to: Beginning(node: UInt16(node), read: read))
        }
        beginnings = UnsafePointer(memory)
    }

    /// What the plan says about digits, calling code first, without the `+`.
    ///
    /// - Parameter digits: ASCII digits, all of them; the caller has seen to it.
    package func label(of digits: UnsafeBufferPointer<UInt8>) -> NumberLabel {
        var node: PlanData.Node = 0
        var read = 0
        if digits.count >= Self.digits {
            let number = digits.prefix(Self.digits).reduce(0) { $0 &* 10 &+ Int($1 &- UInt8(ascii: "0")) }
            let beginning = beginnings[number]
            node = Int(beginning.node)
            read = Int(beginning.read)
        }
        let firstLeaf = PlanData.firstLeaf
        while read < digits.count, node < firstLeaf {
            node = PlanData.next(node, digits[read] &- UInt8(ascii: "0"))
            read &+= 1
        }
        return PlanData.label(node, remaining: digits.count &- read)
    }
}
