internal import Diagnostics
internal import SenderModel

/// CSV with a header: one message a record.
struct CSVReader: ItemReader {
    private var records: CSVRecords
    private var scratch: [UInt8] = []
    /// Empty before the header was read.
    private var columns: [CSVColumn] = []

    init(_ buffer: InputBuffer, path: String) { records = CSVRecords(buffer, path: path) }

    mutating func next(into message: inout Message) throws -> MessageReader.Item? {
        if columns.isEmpty { try readHeader() }
        guard let record = try records.next() else { return nil }
        let position = records.linesBefore + 1
        var problem = record.problem
        if problem == nil {
            problem = Self.read(record.length, records.buffer, records.scanner.fields, columns, &message, &scratch)
        }
        try records.step(over: record)
        return problem.map { .problem(position: position, text: $0) } ?? .message(position: position)
    }

    private mutating func readHeader() throws {
        let names = try records.header(
            orEmpty: "the file is empty; its first line names the columns, one of them `to`")
        columns = names.map { CSVColumn(field: $0.withUnsafeBufferPointer(MessageField.init), name: $0) }
        guard columns.contains(where: { $0.field == .text(.to) }) else {
            let near = ["To", "TO", " to", "to ", "\"to\""].first { names.contains(Array($0.utf8)) }
            let isOther = names.count == 1 && names[0].contains(where: { $0 == UInt8(ascii: ";") || $0 == 9 })
            let meant =
                near.map { "; did you mean `to` by \(Wording.quote($0))?" }
                ?? (isOther ? "; its columns must be separated by `,`" : "")
            throw records.failure("the header names no column `to`\(meant)")
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
                CSVRecords.withText(field, bytes, &scratch) { set(column, $0, &fields, &message) }
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
}
