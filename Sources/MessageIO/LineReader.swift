internal import SenderModel

/// NDJSON: one JSON object a line. A line of nothing but white space is skipped, but counted.
struct LineReader: ItemReader {
    private var buffer: InputBuffer
    private let path: String
    private var scratch = MessageScratch()
    /// Lines begun so far; 0 before the first.
    private var line = 0

    init(_ buffer: InputBuffer, path: String) {
        self.buffer = buffer
        self.path = path
    }

    mutating func next(into message: inout Message) throws -> MessageReader.Item? {
        if line == 0 { try buffer.skipByteOrderMark { [path] in MessageFileError(path: path, message: $0) } }
        while true {
            guard let length = try lineLength() else { return nil }
            line += 1
            guard length <= MessageLimits.messageBytes else {
                try buffer.skipLine()
                return .problem(position: line, text: MessageProblem.tooLong("line"))
            }
            let outcome = Self.parse(buffer, length, &message, &scratch)
            buffer.consume(min(length + 1, buffer.count))
            switch outcome {
            case .blank: continue
            case .message: return .message(position: line)
            case .problem(let text): return .problem(position: line, text: text)
            }
        }
    }

    /// Bytes before the next line feed, or more than a line may have; nil at the end.
    private mutating func lineLength() throws -> Int? {
        var searched = 0
        while true {
            if let end = buffer.lineFeed(from: searched) { return end }
            searched = buffer.count
            if searched > MessageLimits.messageBytes { return searched }
            if try !buffer.fill() { return searched == 0 ? nil : searched }
        }
    }

    private enum Outcome {
        case blank, message
        case problem(String)
    }

    private static func parse(
        _ buffer: borrowing InputBuffer, _ length: Int, _ message: inout Message, _ scratch: inout MessageScratch
    ) -> Outcome {
        buffer.withBytes(length) { line in
            if line.first != UInt8(ascii: "{"), line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) {
                return .blank
            }
            return MessageLine.parse(line, into: &message, scratch: &scratch).map(Outcome.problem) ?? .message
        }
    }
}
