/// Turns libyaml's marks, which count scalars, into byte offsets. Marks come nearly in order, so a cursor that
/// walks from the last one is linear over a file.
struct MarkCursor {
    /// Where libyaml's text starts in the file: 3 after a byte-order mark.
    var byteBase = 0
    var isASCII = true
    private var scalars = 0
    private var bytes = 0

    init() {}

    mutating func offset(ofScalar mark: Int, _ buffer: UnsafeBufferPointer<UInt8>) -> Int {
        if isASCII { return min(mark + byteBase, buffer.count) }
        bytes = max(bytes, byteBase)
        while scalars < mark, bytes < buffer.count {
            bytes += 1
            while bytes < buffer.count, buffer[bytes] & 0xC0 == 0x80 { bytes += 1 }
            scalars += 1
        }
        while scalars > mark, bytes > byteBase {
            bytes -= 1
            while bytes > byteBase, buffer[bytes] & 0xC0 == 0x80 { bytes -= 1 }
            scalars -= 1
        }
        return bytes
    }
}
