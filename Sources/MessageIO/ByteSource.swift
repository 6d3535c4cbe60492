/// Where a reader gets its bytes from.
package protocol ByteSource {
    /// Reads at least one byte into `buffer`, which is not empty, waiting if need be.
    ///
    /// - Returns: how many bytes were read; 0 at the end.
    mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int
}

/// Bytes that are already in memory, handed out `chunk` at a time.
package struct MemorySource: ByteSource, Sendable {
    private let bytes: [UInt8]
    private let chunk: Int
    private var position = 0

    /// - Parameter chunk: the most bytes one read gives, at least 1.
    package init(_ bytes: [UInt8], chunk: Int = .max) {
        self.bytes = bytes
        self.chunk = max(1, chunk)
    }

    package init(_ text: String, chunk: Int = .max) { self.init(Array(text.utf8), chunk: chunk) }

    package mutating func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        let count = min(buffer.count, chunk, bytes.count - position)
        buffer.copyBytes(from: bytes[position..<position + count])
        position += count
        return count
    }
}
