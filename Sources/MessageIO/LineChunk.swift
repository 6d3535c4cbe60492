internal import Diagnostics
package import SenderModel

/// Some whole lines of NDJSON, read one by one. A line of nothing but white space is skipped, but counted.
package struct LineChunk: Sendable {
    /// Where the lines lie, from `at` to `end`; nil for one line whose bytes are not here, as it is too long.
    private let room: ChunkRoom?
    private var at: Int
    private let end: Int
    /// Of the next line, from 1.
    private var line: Int
    /// Gets the room when it is no longer needed.
    private let spares: Spares<ChunkRoom>?

    /// - Parameter range: of the lines in the room, a line feed after each but perhaps the last.
    init(_ room: ChunkRoom, _ range: Range<Int>, firstLine: Int, spares: Spares<ChunkRoom>) {
        self.room = room
        at = range.lowerBound
        end = range.upperBound
        line = firstLine
        self.spares = spares
    }

    init(tooLongAt line: Int) {
        room = nil
        at = 0
        end = 1
        self.line = line
        spares = nil
    }

    /// Nothing more will be read: other lines may be read into the memory.
    package mutating func giveBack() {
        at = end
        if let room { spares?.give(room) }
    }

    /// Reads the next message into `message`; nil after the last.
    package mutating func next(into message: inout Message, scratch: inout MessageScratch) -> MessageReader.Item? {
        guard let room else {
            guard at < end else { return nil }
            at = end
            return .problem(position: line, text: MessageProblem.tooLong("line"))
        }
        return room.withBytes(upTo: end) { bytes in
            while at < bytes.count {
                let end = bytes.firstIndex(of: 10, from: at) ?? bytes.count
                let text = bytes.slice(at, end)
                let position = line
                at = end + 1
                line += 1
                guard text.count <= MessageLimits.messageBytes else {
                    return .problem(position: position, text: MessageProblem.tooLong("line"))
                }
                if text.first != UInt8(ascii: "{"), text.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) {
                    continue
                }
                if let problem = MessageLine.parse(text, into: &message, scratch: &scratch) {
                    return .problem(position: position, text: problem)
                }
                return .message(position: position)
            }
            return nil
        }
    }
}
