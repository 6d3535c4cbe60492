internal import SenderModel

/// NDJSON: one JSON object a line.
struct LineReader: ItemReader {
    private var chunks: LineChunks
    private var chunk: LineChunk?
    private var scratch = MessageScratch()

    init(_ source: some ByteSource, path: String) { chunks = LineChunks(source, path: path) }

    mutating func next(into message: inout Message) throws -> MessageReader.Item? {
        while true {
            if let item = chunk?.next(into: &message, scratch: &scratch) { return item }
            chunk?.giveBack()
            chunk = try chunks.next()
            if chunk == nil { return nil }
        }
    }
}
