internal import SenderModel

/// A JSON array, one item at a time.
///
/// An item is first measured (`JSONItemMeasure`), however many chunks it comes in, then read as a `MessageLine`. After
/// a syntax error nothing can be trusted: it is the last thing told.
struct ArrayReader: ItemReader {
    private var buffer: InputBuffer
    private let path: String
    private var scratch = MessageScratch()
    private var cursor = TextCursor.fileStart
    private var state = State.atStart
    private var swallowsRest = false
    /// Items begun so far.
    private var index = 0

    private enum State { case atStart, afterOpening, afterItem, done }

    init(_ buffer: InputBuffer, path: String) {
        self.buffer = buffer
        self.path = path
    }

    mutating func next(into message: inout Message) throws -> MessageReader.Item? {
        let item = try nextItem(&message)
        guard state == .done, case .problem(let position, let text) = item else { return item }
        // A bracket that never closes may have taken the rest of the file into this item.
        guard try swallowsRest || nextByte() != nil else { return item }
        return .problem(position: position, text: text + "; the rest of the file is not read")
    }

    private mutating func nextItem(_ message: inout Message) throws -> MessageReader.Item? {
        if state == .atStart { try open() }
        guard state != .done else { return nil }
        var byte = try nextByte()
        if byte == UInt8(ascii: "]") { return try close() }
        index += 1
        if state == .afterItem {
            guard byte == UInt8(ascii: ",") else { return failure("expected `,` or `]`", byte) }
            consume(1)
            byte = try nextByte()
            if byte == UInt8(ascii: "]") { return failure("expected an item", byte) }
        }
        state = .afterItem
        guard byte != nil else { return failure("expected an item or `]`", byte) }
        return try readItem(&message)
    }

    /// Steps over the opening bracket.
    private mutating func open() throws {
        let path = path
        try buffer.skipByteOrderMark { MessageFileError(path: path, message: $0) }
        let byte = try nextByte()
        if byte != UInt8(ascii: "[") {
            let what =
                switch byte {
                case nil: "the file is empty; for no messages, write `[]`"
                case UInt8(ascii: "{"):
                    "the file is not a JSON array; put its objects in `[ ]`, or read one a line with `--input ndjson`"
                default: "the file is not a JSON array of messages, as in `[{\"to\": \"+14155550123\"}]`"
                }
            throw MessageFileError(path: path, message: what)
        }
        consume(1)
        state = .afterOpening
    }

    private mutating func close() throws -> MessageReader.Item? {
        consume(1)
        let byte = try nextByte()
        state = .done
        guard byte != nil else { return nil }
        index += 1
        return failure("expected nothing after the closing `]`", byte)
    }

    private mutating func failure(_ expected: String, _ found: UInt8?) -> MessageReader.Item {
        state = .done
        let found = found.map { $0 > 0x20 && $0 < 0x7F ? "`\(Unicode.Scalar($0))`" : "something else" } ?? "the end"
        return .problem(position: index, text: "not JSON at \(cursor): \(expected), found \(found)")
    }

    private mutating func readItem(_ message: inout Message) throws -> MessageReader.Item {
        var measure = JSONItemMeasure()
        var length: Int?
        while true {
            length = buffer.withBytes(buffer.count) { measure.end(in: $0) }
            if length != nil || buffer.count > MessageLimits.messageBytes { break }
            if try !buffer.fill() {
                length = buffer.count
                break
            }
        }
        guard let length, length <= MessageLimits.messageBytes else { return try skipItem(measure, length, &message) }
        let outcome = parse(length, &message)
        consume(length)
        return outcome ?? .message(position: index)
    }

    /// What is wrong with the item in the next `length` bytes.
    private mutating func parse(_ length: Int, _ message: inout Message) -> MessageReader.Item? {
        var error: JSONError?
        var text = Self.parse(buffer, length, &message, &scratch, &error)
        if let error {
            if error.kind != .tooDeep { state = .done }
            swallowsRest = state == .done && !error.isAboutEnd
            text = buffer.withBytes(length) { error.text(in: $0, startingAt: cursor) }
        }
        return text.map { .problem(position: index, text: $0) }
    }

    private static func parse(
        _ buffer: borrowing InputBuffer, _ length: Int, _ message: inout Message, _ scratch: inout MessageScratch,
        _ error: inout JSONError?
    ) -> String? {
        buffer.withBytes(length) { bytes in
            do throws(JSONError) {
                return try MessageLine.read(bytes, &message, &scratch)
            } catch let failure {
                error = failure
                return nil
            }
        }
    }

    /// Steps over an item that is too long, keeping none of it.
    ///
    /// A bracket or quote that doesn't close makes an item long, too; then what is wrong shows in its beginning.
    private mutating func skipItem(
        _ measure: JSONItemMeasure, _ length: Int?, _ message: inout Message
    ) throws -> MessageReader.Item {
        var error: JSONError?
        _ = Self.parse(buffer, MessageLimits.messageBytes, &message, &scratch, &error)
        if let error, !error.isAboutEnd, error.kind != .tooDeep {
            state = .done
            let text = buffer.withBytes(MessageLimits.messageBytes) { error.text(in: $0, startingAt: cursor) }
            return .problem(position: index, text: text)
        }
        var measure = measure
        var length = length
        while length == nil {
            consume(measure.at)
            measure.forget()
            guard try buffer.fill() else { break }
            length = buffer.withBytes(buffer.count) { measure.end(in: $0) }
        }
        consume(length ?? 0)
        return .problem(position: index, text: MessageProblem.tooLong("item"))
    }

    /// The next byte that is no white space, which is stepped over; nil at the end.
    private mutating func nextByte() throws -> UInt8? {
        while true {
            var spaces = 0
            while spaces < buffer.count {
                switch buffer[spaces] {
                case 0x20, 0x09, 0x0A, 0x0D: spaces += 1
                default:
                    consume(spaces)
                    return buffer[0]
                }
            }
            consume(spaces)
            if try !buffer.fill() { return nil }
        }
    }

    private mutating func consume(_ count: Int) {
        Self.advance(&cursor, over: buffer, count)
        buffer.consume(count)
    }

    private static func advance(_ cursor: inout TextCursor, over buffer: borrowing InputBuffer, _ count: Int) {
        buffer.withBytes(count) { cursor.advance(over: $0) }
    }
}
