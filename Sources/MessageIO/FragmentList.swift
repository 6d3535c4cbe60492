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

    @inline(__always)
    func append(_ index: Int, to output: inout [UInt8]) { append(index..<index + 1, to: &output) }

    /// Appends neighbouring fragments.
    @inline(__always)
    func append(_ range: Range<Int>, to output: inout [UInt8]) {
        let (start, end) = (ends[range.lowerBound], ends[range.upperBound])
        bytes.withUnsafeBufferPointer { output.append(contentsOf: $0.slice(start, end)) }
    }
}
