/// Turns libyaml's marks, which count scalars, into byte offsets. Marks come nearly in order, so a cursor that
/// walks from the last one is linear over a file.
struct MarkCursor {
    /// Where libyaml's text starts in the file: 3 after a byte-order mark.
    var byteBase = 0
    /// Scalars of libyaml's text that stand before that and not in the file.
    var skipped = 0
    var isASCII = true
    private var scalars = 0
    private var bytes = 0

    init() {}

    mutating func offset(ofScalar mark: Int, _ buffer: UnsafeBufferPointer<UInt8>) -> Int {
        let wanted = max(0, mark - skipped)
        if isASCII { return min(wanted + byteBase, buffer.count) }
        bytes = max(bytes, byteBase)
        while scalars < wanted, bytes < buffer.count {
            bytes += 1
            while bytes < buffer.count, buffer[bytes] & 0xC0 == 0x80 { bytes += 1 }
            scalars += 1
        }
        while scalars > wanted, bytes > byteBase {
            bytes -= 1
            while bytes > byteBase, buffer[bytes] & 0xC0 == 0x80 { bytes -= 1 }
            scalars -= 1
        }
        return bytes
    }
}
