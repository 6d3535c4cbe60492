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

    package init(_ source: some ByteSource, path: String) {
        self.source = source
        self.path = path
    }

    /// The next lines; nil at the end.
    ///
    /// - Throws: `MessageFileError` where the file is none of UTF-8, and what the source throws.
    package mutating func next() throws -> LineChunk? {
        while !isAtEnd {
            var bytes = rest
            rest = []
            try fill(&bytes)
            if isAtStart {
                isAtStart = false
                try skipByteOrderMark(&bytes)
            }
            if isInLongLine {
                guard let end = bytes.withUnsafeBufferPointer({ ByteSearch.firstIndex(of: 10, in: $0, from: 0) }) else {
                    continue
                }
                isInLongLine = false
                bytes.removeFirst(end + 1)
            }
            if !isAtEnd {
                guard let end = bytes.lastIndex(of: 10) else {
                    if bytes.count <= MessageLimits.messageBytes {
                        rest = bytes
                        continue
                    }
                    isInLongLine = true
                    lines += 1
                    return LineChunk(tooLongAt: lines)
                }
                rest = Array(bytes[(end + 1)...])
                bytes.removeLast(bytes.count - end - 1)
            }
            if bytes.isEmpty { continue }
            let chunk = LineChunk(bytes, firstLine: lines + 1)
            lines += bytes.withUnsafeBufferPointer { ByteSearch.count(of: 10, in: $0) }
            return chunk
        }
        return nil
    }

    /// Reads until a chunk is full or the source is at its end.
    private mutating func fill(_ bytes: inout [UInt8]) throws {
        let begun = bytes
        let capacity = begun.count + MessageLimits.chunkBytes
        bytes = try Array(unsafeUninitializedCapacity: capacity) { memory, count in
            _ = memory.update(fromContentsOf: begun)
            count = begun.count
            while count < capacity {
                let room = UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(memory)[count...])
                let read = try source.read(into: room)
                count += read
                if read == 0 {
                    isAtEnd = true
                    return
                }
            }
        }
    }

    private func skipByteOrderMark(_ bytes: inout [UInt8]) throws {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
        if bytes.starts(with: [0xFE, 0xFF]) || bytes.starts(with: [0xFF, 0xFE]) {
            throw MessageFileError(path: path, message: MessageProblem.utf16)
        }
    }
}
