internal import Diagnostics

/// The stretch of a source that is being read: what lies between `lower` and `upper` of `bytes` is still to be
/// consumed. Its memory is reused and grows only while one message doesn't fit.
struct InputBuffer {
    private(set) var bytes: [UInt8] = []
    /// The first byte not yet consumed.
    private(set) var lower = 0
    private(set) var upper = 0
    /// Whether the source has no more than what is here.
    private(set) var isAtEnd = false
    private var source: any ByteSource

    init(_ source: some ByteSource) { self.source = source }

    /// How many bytes are here and not consumed.
    var count: Int { upper - lower }

    /// The byte at `offset` from `lower`, which must be below `count`.
    subscript(offset: Int) -> UInt8 { bytes[lower + offset] }

    /// Lends the next `count` bytes, for the time of the call only.
    @inline(__always)
    func withBytes<Result>(_ count: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        bytes.withUnsafeBufferPointer { body($0.slice(lower, lower + count)) }
    }

    mutating func consume(_ count: Int) { lower += count }

    /// Gets more bytes; offsets into `bytes` change, those from `lower` stay.
    ///
    /// - Returns: false at the end of the source.
    mutating func fill() throws -> Bool {
        if isAtEnd { return false }
        if lower == upper { (lower, upper) = (0, 0) }
        if upper == bytes.count { makeRoom() }
        let start = upper
        let read = try bytes.withUnsafeMutableBytes { memory in
            try source.read(into: UnsafeMutableRawBufferPointer(rebasing: memory[start...]))
        }
        upper += read
        isAtEnd = read == 0
        return read > 0
    }

    private mutating func makeRoom() {
        let rest = lower..<upper
        // Less than half in use: moving it to the front is cheap and enough.
        if rest.count < bytes.count / 2 {
            bytes.withUnsafeMutableBytes { $0.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[rest])) }
        } else {
            var grown = [UInt8](repeating: 0, count: rest.count + max(rest.count, MessageLimits.chunkBytes))
            bytes.withUnsafeBytes { old in
                grown.withUnsafeMutableBytes { $0.copyMemory(from: UnsafeRawBufferPointer(rebasing: old[rest])) }
            }
            bytes = grown
        }
        (lower, upper) = (0, rest.count)
    }

    /// Steps over a UTF-8 byte-order mark at the start.
    ///
    /// - Throws: what `failure` makes of a message, where the start is that of UTF-16.
    mutating func skipByteOrderMark(orThrow failure: (String) -> MessageFileError) throws {
        while count < 3, try fill() {}
        if count >= 3, self[0] == 0xEF, self[1] == 0xBB, self[2] == 0xBF {
            consume(3)
        } else if count >= 2, (self[0] == 0xFF && self[1] == 0xFE) || (self[0] == 0xFE && self[1] == 0xFF) {
            throw failure(MessageProblem.utf16)
        }
    }

    /// Where the next line feed lies, as an offset from `lower`; nil where none is here yet.
    ///
    /// - Parameter start: what was searched before, from `lower`.
    func lineFeed(from start: Int) -> Int? {
        withBytes(count) { $0.firstIndex(of: 10, from: start) }
    }

    /// Consumes everything up to and with the next line feed, keeping none of it.
    mutating func skipLine() throws {
        while true {
            if let end = lineFeed(from: 0) { return consume(end + 1) }
            consume(count)
            if try !fill() { return }
        }
    }
}
