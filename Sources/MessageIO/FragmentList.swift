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

    /// Lends all fragments, for the time of the call only.
    @inline(__always)
    func lend<Result>(_ body: (LentFragments) -> Result) -> Result {
        bytes.withUnsafeBufferPointer { bytes in
            ends.withUnsafeBufferPointer { body(LentFragments(bytes: bytes, ends: $0)) }
        }
    }
}

/// The fragments of a list, lent.
struct LentFragments {
    fileprivate let bytes: UnsafeBufferPointer<UInt8>
    fileprivate let ends: UnsafeBufferPointer<Int>

    /// Writes one fragment, or some that are neighbours.
    @inline(__always)
    func put(_ range: Range<Int>, to output: inout some ByteSink) {
        precondition(range.lowerBound >= 0 && range.upperBound < ends.count, "positions are those of the table")
        output.put(bytes.slice(ends[unchecked: range.lowerBound], ends[unchecked: range.upperBound]))
    }
}
