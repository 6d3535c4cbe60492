internal import Diagnostics
internal import SenderModel

/// CSV (RFC 4180) with a header: one message a record. Blank lines are skipped, but counted.
///
/// After a record that can't be read, reading goes on at the line after the one it begins on, so that a quote that
/// doesn't close hides nothing.
struct CSVReader: ItemReader {
    private var buffer: InputBuffer
    private let path: String
    private var scanner = CSVRecordScanner()
    private var scratch: [UInt8] = []
    /// Empty before the header was read.
    private var columns: [CSVColumn] = []
    /// Lines before the next record.
    private var linesBefore = 0

    init(_ buffer: InputBuffer, path: String) {
        self.buffer = buffer
        self.path = path
    }

    mutating func next(into message: inout Message) throws -> MessageReader.Item? {
        if columns.isEmpty { try readHeader() }
        guard let record = try nextRecord() else { return nil }
        let position = linesBefore + 1
        var problem = record.problem
        if problem == nil {
            problem = Self.read(record.length, buffer, scanner.fields, columns, &message, &scratch)
        }
        try step(over: record)
        return problem.map { .problem(position: position, text: $0) } ?? .message(position: position)
    }

    // MARK: - Records

    /// What comes next: `length` bytes of a record, `next` with its line break, or a problem in its place.
    private struct Record {
        var length = 0
        var next = 0
        var problem: String?
    }

    /// The next record that is no blank line, not yet stepped over; nil at the end.
    private mutating func nextRecord() throws -> Record? {
        while true {
            scanner.reset()
            let record = try scanRecord()
            guard record.problem == nil, record.length == 0 else { return record }
            if record.next == 0 { return nil }
            try step(over: record)
        }
    }

    private mutating func scanRecord() throws -> Record {
        let tooLong = Record(problem: MessageProblem.tooLong("record"))
        var result = CSVRecordScanner.Result.more
        while true {
            result = Self.scan(&scanner, buffer)
            guard case .more = result else { break }
            if buffer.count > MessageLimits.messageBytes + 1 { return tooLong }
            if try !buffer.fill() {
                if scanner.isInQuotes { return Record(problem: "the quote that opens \(fieldName) is not closed") }
                result = Self.finish(&scanner, buffer)
                break
            }
        }
        if scanner.at > MessageLimits.messageBytes + 1 { return tooLong }
        switch result {
        case .record(let length, let next):
            return length > MessageLimits.messageBytes ? tooLong : Record(length: length, next: next)
        case .strayText: return Record(problem: "text follows the closing quote of \(fieldName)")
        case .strayQuote, .more:
            let how = "put the whole field in quotes and write each quote in it twice"
            return Record(problem: "a stray quote in \(fieldName); \(how)")
        }
    }

    /// The field the scanner stands in.
    private var fieldName: String {
        let index = scanner.fields.count
        guard index < columns.count else { return "field \(index + 1)" }
        return columns[index].name.withUnsafeBufferPointer(MessageProblem.quote)
    }

    private mutating func step(over record: Record) throws {
        if record.problem != nil {
            linesBefore += 1
            return try buffer.skipLine()
        }
        linesBefore += buffer.withBytes(record.next) { bytes in
            var lineFeeds = 0
            for byte in bytes { lineFeeds += byte == 10 ? 1 : 0 }
            return lineFeeds
        }
        buffer.consume(record.next)
    }

    private static func scan(
        _ scanner: inout CSVRecordScanner, _ buffer: borrowing InputBuffer
    ) -> CSVRecordScanner.Result {
        buffer.withBytes(buffer.count) { scanner.scan($0) }
    }

    private static func finish(
        _ scanner: inout CSVRecordScanner, _ buffer: borrowing InputBuffer
    ) -> CSVRecordScanner.Result {
        buffer.withBytes(buffer.count) { scanner.finishAtEnd($0) }
    }

    // MARK: - Header

    private mutating func readHeader() throws {
        let path = path
        func failure(_ message: String) -> MessageFileError { MessageFileError(path: path, message: message) }
        try buffer.skipByteOrderMark(orThrow: failure)
        guard let record = try nextRecord() else {
            throw failure("the file is empty; its first line names the columns, one of them `to`")
        }
        if let problem = record.problem { throw failure("in the header, \(problem)") }
        let names = Self.texts(record.length, buffer, scanner.fields)
        guard let names else { throw failure("the header is not UTF-8 text; save the file as UTF-8") }
        try step(over: record)
        if names.contains(where: { $0.contains(13) }) {
            throw failure("its lines end in a lone carriage return; save it with line feeds")
        }
        var seen: Set<[UInt8]> = []
        for name in names {
            guard seen.insert(name).inserted else {
                throw failure("the header names column \(name.withUnsafeBufferPointer(MessageProblem.quote)) twice")
            }
            columns.append(CSVColumn(field: name.withUnsafeBufferPointer(MessageField.init), name: name))
        }
        guard columns.contains(where: { $0.field == .text(.to) }) else {
            let near = ["To", "TO", " to", "to ", "\"to\""].first { seen.contains(Array($0.utf8)) }
            let isOther = names.count == 1 && names[0].contains(where: { $0 == UInt8(ascii: ";") || $0 == 9 })
            let meant =
                near.map { "; did you mean `to` by \(Wording.quote($0))?" }
                ?? (isOther ? "; its columns must be separated by `,`" : "")
            throw failure("the header names no column `to`\(meant)")
        }
    }

    /// The texts of all fields; nil where they are not UTF-8.
    private static func texts(
        _ length: Int, _ buffer: borrowing InputBuffer, _ fields: [CSVRecordScanner.Field]
    ) -> [[UInt8]]? {
        buffer.withBytes(length) { bytes in
            guard UTF8Check.firstInvalid(bytes) == nil else { return nil }
            var scratch: [UInt8] = []
            return fields.map { withText($0, bytes, &scratch) { Array($0) } }
        }
    }

    // MARK: - Messages

    /// - Returns: what is wrong with the message.
    private static func read(
        _ length: Int, _ buffer: borrowing InputBuffer, _ record: [CSVRecordScanner.Field], _ columns: [CSVColumn],
        _ message: inout Message, _ scratch: inout [UInt8]
    ) -> String? {
        buffer.withBytes(length) { bytes in
            if let invalid = UTF8Check.firstInvalid(bytes) {
                return "byte 0x\(String(bytes[invalid], radix: 16, uppercase: true)) is not UTF-8 text"
            }
            guard record.count == columns.count else {
                let fields = record.count == 1 ? "field" : "fields"
                return "this record has \(record.count) \(fields), the header \(columns.count)"
            }
            message.reset()
            var fields = MessageFields()
            for (column, field) in zip(columns, record) {
                withText(field, bytes, &scratch) { set(column, $0, &fields, &message) }
            }
            return fields.finish(message)
        }
    }

    private static func set(
        _ column: CSVColumn, _ text: UnsafeBufferPointer<UInt8>, _ fields: inout MessageFields, _ message: inout Message
    ) {
        switch column.field {
        case .other: message.add(other: column.name, text: text)
        case .needs:
            for need in text.split(separator: UInt8(ascii: " ")) {
                fields.set(.needs, UnsafeBufferPointer(rebasing: need), in: &message)
            }
        default: fields.set(column.field, text, in: &message)
        }
    }

    /// Lends the text of a field, doubled quotes undone.
    private static func withText<Result>(
        _ field: CSVRecordScanner.Field, _ record: UnsafeBufferPointer<UInt8>, _ scratch: inout [UInt8],
        _ body: (UnsafeBufferPointer<UInt8>) -> Result
    ) -> Result {
        let raw = record.slice(Int(field.start), Int(field.end))
        guard field.hasQuotes else { return body(raw) }
        scratch.removeAll(keepingCapacity: true)
        var isFirstQuote = false
        for byte in raw {
            isFirstQuote = byte == UInt8(ascii: "\"") && !isFirstQuote
            if !isFirstQuote { scratch.append(byte) }
        }
        return scratch.withUnsafeBufferPointer(body)
    }
}
