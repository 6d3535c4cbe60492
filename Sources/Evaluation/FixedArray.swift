/// Elements that are set once and then only read, in memory that a `FixedMemory` owns.
///
/// Our own because reading an `Array` of a class counts its references, which all threads share: some ten such counts
/// were half the time of a decision (measured with the benchmark suite).
struct FixedArray<Element>: @unchecked Sendable, BitwiseCopyable {
    private let start: UnsafePointer<Element>
    let count: Int

    fileprivate init(start: UnsafePointer<Element>, count: Int) {
        self.start = start
        self.count = count
    }

    /// INVARIANT: the position is one of the array's, and the memory's owner is alive. Positions were made with the
    /// array, from a table whose own are checked where they are read into it.
    @inline(__always)
    subscript(position: Int) -> Element {
        assert(position >= 0 && position < count)
        return start[position]
    }

    @inline(__always)
    subscript(position: Int32) -> Element { self[Int(position)] }

    /// An element where it lies, for one of which little is asked: a copy is made whole. Lent as long as the memory is.
    @inline(__always)
    func place(_ position: Int) -> UnsafePointer<Element> {
        assert(position >= 0 && position < count)
        return start + position
    }

    /// The element at a position that a table gives.
    subscript(checked position: Int) -> Element {
        precondition(position >= 0 && position < count, "positions of a table exist")
        return start[position]
    }

    /// All elements; lent as long as the memory is.
    @inline(__always)
    var all: UnsafeBufferPointer<Element> { UnsafeBufferPointer(start: start, count: count) }

    /// Some neighbouring elements; lent as long as the memory is.
    @inline(__always)
    subscript(stretch: Stretch) -> UnsafeBufferPointer<Element> {
        assert(stretch.start >= 0 && Int(stretch.start) + Int(stretch.count) <= count)
        return UnsafeBufferPointer(start: start + Int(stretch.start), count: Int(stretch.count))
    }
}

/// Neighbouring elements of a fixed array.
struct Stretch: Sendable {
    var start: Int32 = 0
    var count: Int32 = 0

    init() {}

    /// Those from `start` to the array's present end.
    init(from start: Int, of elements: [some Any]) {
        self.start = Int32(start)
        count = Int32(elements.count - start)
    }
}

/// Owns fixed arrays and frees them when it goes.
///
/// Unchecked: `array(_:)` is called by whoever made it, before anybody else has it.
final class FixedMemory: @unchecked Sendable {
    private var parts: [UnsafeMutableRawPointer] = []

    /// Elements that stay as they are, of a type that needs no more than its bytes.
    func array<Element: Sendable & BitwiseCopyable>(_ elements: [Element]) -> FixedArray<Element> {
        array(count: elements.count) { elements[$0] }
    }

    /// The same, each element made where it will lie.
    ///
    /// - Parameter make: called once for each position, in order.
    func array<Element: Sendable & BitwiseCopyable>(
        count: Int, _ make: (_ position: Int) -> Element
    ) -> FixedArray<Element> {
        let memory = UnsafeMutablePointer<Element>.allocate(capacity: max(1, count))
        parts.append(UnsafeMutableRawPointer(memory))
        for position in 0..<count { (memory + position).initialize(to: make(position)) }
        return FixedArray(start: UnsafePointer(memory), count: count)
    }

    deinit { for part in parts { part.deallocate() } }
}
