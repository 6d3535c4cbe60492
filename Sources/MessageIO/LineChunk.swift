package import SenderModel

/// Some whole lines of NDJSON, read one by one. A line of nothing but white space is skipped, but counted.
package struct LineChunk: Sendable {
    private let bytes: [UInt8]
    private var at = 0
    /// Of the next line, from 1.
    private var line: Int
    /// Stands for one line whose bytes are not here.
    private var isTooLong = false

    /// - Parameter bytes: lines, a line feed after each but perhaps the last.
    init(_ bytes: [UInt8], firstLine: Int) {
        self.bytes = bytes
        line = firstLine
    }

    init(tooLongAt line: Int) {
        bytes = []
        self.line = line
        isTooLong = true
    }

    /// How many bytes there are.
    package var size: Int { bytes.count }

    /// Reads the next message into `message`; nil after the last.
    package mutating func next(into message: inout Message, scratch: inout MessageScratch) -> MessageReader.Item? {
        if isTooLong {
            isTooLong = false
            return .problem(position: line, text: MessageProblem.tooLong("line"))
        }
        return bytes.withUnsafeBufferPointer { bytes in
            while at < bytes.count {
                let end = ByteSearch.firstIndex(of: 10, in: bytes, from: at) ?? bytes.count
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
