/// How much one message may hold. Over a limit, the message becomes a problem in its place; never a crash or a hang.
package enum MessageLimits {
    /// Bytes of one line (without its line feed), item of a JSON array or CSV record.
    package static let messageBytes = 1 << 20
    /// Collections inside collections in a JSON value that is ignored.
    package static let depth = 128
    /// Bytes a file is asked for at a time; with `messageBytes` it bounds the memory of a reader.
    static let chunkBytes = 256 << 10
}
