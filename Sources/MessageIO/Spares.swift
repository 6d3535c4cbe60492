private import Synchronization

/// Buffers that were used and may be used again, shared by threads.
///
/// Large memory that one thread frees goes back to the system, and comes to another anew, page by page: for a million
/// messages two threads had 8,000 page faults and more, one 1,700.
package final class Spares<Buffer: Sendable>: Sendable {
    private let buffers = Mutex<[Buffer]>([])

    package init() {}

    /// One that nobody uses.
    package func take() -> Buffer? { buffers.withLock { $0.popLast() } }

    /// - Parameter buffer: the caller keeps no copy, or whoever takes it copies it to write.
    package func give(_ buffer: consuming Buffer) {
        let buffer = buffer
        buffers.withLock { $0.append(buffer) }
    }
}
