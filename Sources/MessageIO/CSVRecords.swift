internal import Diagnostics

/// Records of CSV (RFC 4180) with a header, one after the other. Blank lines are skipped, but counted.
///
/// After a record that can't be read, reading goes on at the line after the one it begins on, so that a quote that
/// doesn't close hides nothing.
struct CSVRecords {
    private(set) var buffer: InputBuffer
    private let path: String
    private(set) var scanner = CSVRecordScanner()
    /// The header's, to name a field in a problem.
    private var names: [[UInt8]] = []
    /// Lines before the next record.
    private(set) var linesBefore = 0

    init(_ buffer: InputBuffer, path: String) {
        self.buffer = buffer
        self.path = path
    }

    func failure(_ message: String) -> MessageFileError { MessageFileError(path: path, message: message) }

    // MARK: - Header

    /// The names of the columns.
    ///
    /// - Parameter empty: what to say of a file without a header.
    /// - Throws: `MessageFileError` for a header that can't be read, or names a column twice.
    mutating func header(orEmpty empty: String) throws -> [[UInt8]] {
        try buffer.skipByteOrderMark(orThrow: failure)
        guard let record = try next() else { throw failure(empty) }
        if let problem = record.problem { throw failure("in the header, \(problem)") }
        let names = Self.texts(record.length, buffer, scanner.fields)
        guard let names else { throw failure("the header is not UTF-8 text; save the file as UTF-8") }
        try step(over: record)
        if names.contains(where: { $0.contains(13) }) {
            throw failure("its lines end in a lone carriage return; save it with line feeds")
        }
        var seen: Set<[UInt8]> = []
        for name in names where !seen.insert(name).inserted {
            throw failure("the header names column \(name.withUnsafeBufferPointer(MessageProblem.quote)) twice")
        }
        self.names = names
        return names
    }

    // MARK: - Records

    /// What comes next: `length` bytes of a record, `next` with its line break, or a problem in its place.
    struct Record {
        var length = 0
        var next = 0
        var problem: String?
    }

    /// The next record that is no blank line, not yet stepped over; nil at the end.
    mutating func next() throws -> Record? {
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
        guard index < names.count else { return "field \(index + 1)" }
        return names[index].withUnsafeBufferPointer(MessageProblem.quote)
    }

    mutating func step(over record: Record) throws {
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

    // MARK: - Fields

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

    /// Lends the text of a field, doubled quotes undone.
    static func withText<Result>(
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
