/// Bytes on their way out, in memory that is reused.
///
/// Our own because one decision is a dozen short pieces: `[UInt8].append(contentsOf:)` costs 30 ns each, room made once
/// a decision and then filled costs what copying costs (measured with the benchmark suite).
package struct OutputBuffer: ByteSink, Sendable {
    /// All of it is room; what was written are the first `count` bytes.
    private var room: [UInt8] = []
    package private(set) var count = 0

    /// - Parameter capacity: bytes that will probably be needed.
    package init(capacity: Int = 0) { if capacity > 0 { grow(by: capacity) } }

    package var isEmpty: Bool { count == 0 }

    /// What was written, copied.
    package var bytes: [UInt8] { Array(room[..<count]) }

    /// Lends what was written, for the time of the call only.
    package func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result {
        try room.withUnsafeBufferPointer { try body(UnsafeBufferPointer(rebasing: $0[..<count])) }
    }

    /// Lends what was written after the first `count` bytes.
    package func withBytes<Result>(
        from count: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
    ) rethrows -> Result {
        try withBytes { try body(UnsafeBufferPointer(rebasing: $0[count...])) }
    }

    /// Forgets what was written, but not the memory.
    package mutating func removeAll() { count = 0 }

    /// Adds what `body` writes.
    ///
    /// - Parameter capacity: the most bytes it may write. INVARIANT: writing more traps.
    @inline(__always)
    mutating func write(atMost capacity: Int, _ body: (inout ByteCursor) -> Void) {
        if capacity > room.count - count { grow(by: capacity) }
        count = room.withUnsafeMutableBufferPointer { room in
            var cursor = ByteCursor(room, from: count)
            body(&cursor)
            return cursor.count
        }
    }

    @inline(never)
    private mutating func grow(by capacity: Int) {
        let size = room.count + max(capacity, room.count, 1 << 12)
        // What is behind `count` is written before it is read, so nothing need be there.
        room = Array(unsafeUninitializedCapacity: size) { memory, initialized in
            withBytes { _ = memory.update(fromContentsOf: $0) }
            initialized = size
        }
    }

    mutating func put(_ byte: UInt8) { write(atMost: 1) { $0.put(byte) } }

    mutating func put(_ bytes: UnsafeBufferPointer<UInt8>) { write(atMost: bytes.count) { $0.put(bytes) } }

    package mutating func put(text: String) { put(raw: text) }
}

/// Writes into lent room, for the time of the loan only.
struct ByteCursor: ByteSink {
    private let room: UnsafeMutableBufferPointer<UInt8>
    private(set) var count: Int

    fileprivate init(_ room: UnsafeMutableBufferPointer<UInt8>, from count: Int) {
        self.room = room
        self.count = count
    }

    @inline(__always)
    mutating func put(_ byte: UInt8) {
        precondition(count < room.count, "room was made for all that is written")
        room.baseAddress.unsafelyUnwrapped[count] = byte
        count += 1
    }

    @inline(__always)
    mutating func put(_ bytes: UnsafeBufferPointer<UInt8>) {
        precondition(bytes.count <= room.count - count, "room was made for all that is written")
        guard let address = bytes.baseAddress else { return }
        (room.baseAddress.unsafelyUnwrapped + count).update(from: address, count: bytes.count)
        count += bytes.count
    }
}
