private import CNumberingPlan

/// The embedded data file: where its parts lie and how its words are read. The format: `docs/numbering-plan.md`.
///
/// INVARIANT: the file is well formed. `PlanDataTests` verifies it whole: every node that a state names begins where a
/// node begins, every leaf lies inside the nodes, every label names a country and a type there is. Nothing is
/// checked again here.
enum PlanData {
    /// The start of the file, aligned to 64 bytes.
    static var start: UnsafeRawPointer { numbering_plan_start() }

    /// The file's length in bytes.
    static var size: Int { numbering_plan_size }

    /// Bytes before the first node.
    static let headerSize = 64

    /// Where a node begins, in units of 8 bytes from the first one, the root. States come before leaves.
    typealias Node = Int

    /// The first node that is a leaf.
    static var firstLeaf: Node { Int(headerField(2)) }

    /// Behind the last node.
    static var nodesEnd: Node { Int(headerField(3)) }

    /// One of the header's numbers, counted after the 8 bytes of the magic word.
    static func headerField(_ index: Int) -> UInt32 {
        UInt32(littleEndian: start.load(fromByteOffset: 8 &+ 4 &* index, as: UInt32.self))
    }

    /// The 16-bit word at an even offset from the start.
    static func word(at offset: Int) -> UInt16 {
        UInt16(littleEndian: start.load(fromByteOffset: offset, as: UInt16.self))
    }

    /// The 16-bit word at an index within a node.
    @inline(__always)
    static func word(_ node: Node, _ index: Int) -> UInt16 {
        // In this order the address waits for the node alone, not for a sum: two cycles less for every digit.
        let column = start + (headerSize &+ 2 &* index)
        return UInt16(littleEndian: column.load(fromByteOffset: 8 &* node, as: UInt16.self))
    }

    /// The node that a digit, 0...9, leads to from a state.
    @inline(__always)
    static func next(_ state: Node, _ digit: Int) -> Node { Int(word(state, digit)) }

    @inline(__always)
    static func next(_ state: Node, _ digit: UInt8) -> Node { next(state, Int(digit)) }

    /// Calls with every node, the states first.
    static func forEachNode(_ body: (Node) -> Void) {
        // Ten digits, a label and nothing, 16 bits each.
        for state in stride(from: 0, to: firstLeaf, by: 3) { body(state) }
        var leaf = firstLeaf
        while leaf < nodesEnd {
            body(leaf)
            leaf += (2 * (2 + Int(word(leaf, 0))) + 7) / 8
        }
    }

    /// The label of a text that ends at `node`, or `remaining` digits after it if that is a leaf.
    @inline(__always)
    static func label(_ node: Node, remaining: Int) -> NumberLabel {
        if node < firstLeaf { return NumberLabel(bits: word(node, 10)) }
        return label(leaf: node, remaining: remaining)
    }

    /// The same of a leaf.
    @inline(__always)
    static func label(leaf node: Node, remaining: Int) -> NumberLabel {
        NumberLabel(bits: word(node, 1 &+ min(remaining, Int(word(node, 0)))))
    }

    /// The number of countries listed; their order is that of `Country.all`.
    static var countryCount: Int { Int(headerField(5)) }

    /// Where the entry of a country begins, in bytes from the start: two letters, then its calling code or 0.
    static func countryOffset(_ index: Int) -> Int { Int(headerField(4)) &+ 4 &* index }
}
