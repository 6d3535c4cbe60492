/// Memory for lines that are read, used again for others when they are done with.
///
/// Unchecked: it goes from hand to hand through `Spares`, and only who has it writes or reads it. An array would be copied
/// where two hold it for a moment.
final class ChunkRoom: @unchecked Sendable {
    private let memory: UnsafeMutableRawBufferPointer

    init(size: Int) { memory = .allocate(byteCount: size, alignment: 16) }

    var size: Int { memory.count }

    /// The bytes from `start` on, to be written.
    func rest(from start: Int) -> UnsafeMutableRawBufferPointer {
        UnsafeMutableRawBufferPointer(rebasing: memory[start...])
    }

    /// Lends the first bytes, which were written before.
    @inline(__always)
    func withBytes<Result>(
        upTo end: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
    ) rethrows -> Result {
        try body(UnsafeRawBufferPointer(memory).bindMemory(to: UInt8.self).slice(0, end))
    }

    deinit { memory.deallocate() }
}
