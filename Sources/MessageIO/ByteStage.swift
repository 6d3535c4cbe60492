/// Room in which one decision is put together before it is appended to the output as a whole: growing an array a dozen
/// times a decision costs more than all else.
struct ByteStage: Sendable {
    private var bytes: [UInt8] = []

    /// Appends to `output` what `body` writes.
    ///
    /// - Parameter capacity: the most bytes it may write. INVARIANT: writing more traps.
    @inline(__always)
    mutating func write(atMost capacity: Int, to output: inout [UInt8], _ body: (inout ByteCursor) -> Void) {
        if bytes.count < capacity { bytes = [UInt8](repeating: 0, count: 2 * capacity) }
        bytes.withUnsafeMutableBufferPointer { room in
            var cursor = ByteCursor(room)
            body(&cursor)
            output.append(contentsOf: UnsafeBufferPointer(rebasing: room[..<cursor.count]))
        }
    }
}

/// Writes into lent room, for the time of the loan only.
struct ByteCursor: ByteSink {
    private let room: UnsafeMutableBufferPointer<UInt8>
    private(set) var count = 0

    fileprivate init(_ room: UnsafeMutableBufferPointer<UInt8>) { self.room = room }

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
