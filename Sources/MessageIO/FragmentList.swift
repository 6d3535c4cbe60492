/// Many short stretches of bytes in one piece of memory.
struct FragmentList: Sendable {
    private var bytes: [UInt8] = []
    /// Where fragment i ends, at i + 1; 0 first.
    private var ends: [Int] = [0]

    var count: Int { ends.count - 1 }

    /// Adds the fragment that `write` appends.
    mutating func add(_ write: (inout [UInt8]) -> Void) {
        write(&bytes)
        ends.append(bytes.count)
    }

    /// Bytes of the longest fragment in a range.
    func longest(in range: Range<Int>) -> Int { range.reduce(0) { max($0, ends[$1 + 1] - ends[$1]) } }

    /// The same in memory that is never changed.
    func fixed() -> FixedFragments { FixedFragments(bytes, ends) }
}

/// Fragments in memory that is never changed. Lending an array counts references to it, which all threads share.
final class FixedFragments: Sendable {
    /// All of them; as long as this object lives.
    let lent: LentFragments

    fileprivate init(_ bytes: [UInt8], _ ends: [Int]) {
        lent = LentFragments(bytes: Self.copy(bytes), ends: Self.copy(ends))
    }

    private static func copy<Element>(_ elements: [Element]) -> UnsafeBufferPointer<Element> {
        let memory = UnsafeMutableBufferPointer<Element>.allocate(capacity: elements.count)
        _ = memory.initialize(from: elements)
        return UnsafeBufferPointer(memory)
    }

    deinit {
        lent.bytes.deallocate()
        lent.ends.deallocate()
    }
}

/// The fragments of a list, lent. Unchecked: pointers to what nobody writes.
struct LentFragments: @unchecked Sendable {
    fileprivate let bytes: UnsafeBufferPointer<UInt8>
    fileprivate let ends: UnsafeBufferPointer<Int>

    /// Writes one fragment, or some that are neighbours.
    @inline(__always)
    func put(_ range: Range<Int>, to output: inout some ByteSink) {
        precondition(range.lowerBound >= 0 && range.upperBound < ends.count, "positions are those of the table")
        output.put(bytes.slice(ends[unchecked: range.lowerBound], ends[unchecked: range.upperBound]))
    }
}
