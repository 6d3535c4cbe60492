internal import Diagnostics

/// Cuts a source of lines into chunks of whole lines, so that they can be read apart from each other.
///
/// Memory is bounded: a chunk holds some hundred kilobytes, or one line that is longer.
package struct LineChunks {
    private var source: any ByteSource
    private let path: String
    /// The beginning of a line whose end was not read yet.
    private var rest: [UInt8] = []
    /// Lines in the chunks so far.
    private var lines = 0
    private var isAtStart = true
    private var isAtEnd = false
    /// The bytes that are part of a line that is too long, up to its end, are dropped.
    private var isInLongLine = false
    private let spares = Spares<ChunkRoom>()

    package init(_ source: some ByteSource, path: String) {
        self.source = source
        self.path = path
    }

    /// The next lines; nil at the end.
    ///
    /// - Throws: `MessageFileError` where the file is none of UTF-8, and what the source throws.
    package mutating func next() throws -> LineChunk? {
        while !isAtEnd {
            let (room, count) = try fill()
            if let chunk = try room.withBytes(upTo: count, { try cut($0, room) }) { return chunk }
            spares.give(room)
        }
        return nil
    }

    /// The whole lines of what was read; nil where there are none.
    private mutating func cut(_ bytes: UnsafeBufferPointer<UInt8>, _ room: ChunkRoom) throws -> LineChunk? {
        var (start, end) = (0, bytes.count)
        if isAtStart {
            isAtStart = false
            start = try byteOrderMark(bytes)
        }
        if isInLongLine {
            guard let lineFeed = bytes.firstIndex(of: 10, from: start) else { return nil }
            isInLongLine = false
            start = lineFeed + 1
        }
        if !isAtEnd {
            guard let lineFeed = bytes[start...].lastIndex(of: 10) else {
                if end - start <= MessageLimits.messageBytes {
                    rest = Array(bytes[start...])
                    return nil
                }
                isInLongLine = true
                lines += 1
                return LineChunk(tooLongAt: lines)
            }
            end = lineFeed + 1
            rest = Array(bytes[end...])
        }
        if start == end { return nil }
        let chunk = LineChunk(room, start..<end, firstLine: lines + 1, spares: spares)
        lines += ByteSearch.count(of: 10, in: bytes.slice(start, end))
        return chunk
    }

    /// Reads until a chunk is full or the source is at its end.
    ///
    /// - Returns: room, and how many of its bytes were read, those of the line that was begun first.
    private mutating func fill() throws -> (room: ChunkRoom, count: Int) {
        let begun = rest
        rest = []
        let least = begun.count + MessageLimits.chunkBytes
        var room = spares.take() ?? ChunkRoom(size: least)
        // Twice what a line needs that is begun, so that those to come have room too.
        if room.size < least { room = ChunkRoom(size: least + begun.count) }
        room.rest(from: 0).copyBytes(from: begun)
        var count = begun.count
        while count < room.size {
            let read = try source.read(into: room.rest(from: count))
            count += read
            if read == 0 {
                isAtEnd = true
                break
            }
        }
        return (room, count)
    }

    /// How long the byte-order mark is that a file of UTF-8 may begin with.
    private func byteOrderMark(_ bytes: UnsafeBufferPointer<UInt8>) throws -> Int {
        if bytes.starts(with: [0xFE, 0xFF]) || bytes.starts(with: [0xFF, 0xFE]) {
            throw MessageFileError(path: path, message: MessageProblem.utf16)
        }
        return bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }
}
