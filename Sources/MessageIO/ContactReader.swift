internal import Diagnostics

/// Reads one column of a CSV file of contacts: their phone numbers, as typed.
package struct ContactReader {
    private var records: CSVRecords
    private var scratch: [UInt8] = []
    private let column: Int
    private let columns: Int
    /// The header's name of the column that is read.
    package let columnName: String

    /// What a record holds.
    package enum Cell: Sendable {
        /// The text, for the time of the call only.
        case text
        case empty
        /// The record can't be read as CSV.
        case unreadable
    }

    /// Names of columns that hold phone numbers, in lower case without blanks and marks; the first that is there wins.
    private static let usual = [
        "e164", "msisdn", "mobile", "mobilephone", "mobilenumber", "mobilephonenumber", "cell", "cellphone", "phone",
        "phonenumber", "primaryphone", "contactphone", "phone1", "telephone", "telephonenumber", "tel", "sms",
        "smsnumber", "number", "to",
    ]

    /// - Parameter column: the header's name of the column; nil finds it.
    /// - Throws: `MessageFileError` for a header that can't be read or doesn't have the column.
    package init(source: some ByteSource, path: String, column: String?) throws {
        var records = CSVRecords(InputBuffer(source), path: path)
        let names = try records.header(orEmpty: "the file is empty; its first line names the columns")
            .map { String(decoding: $0, as: UTF8.self) }
        let index: Int?
        if let column {
            index = names.firstIndex(of: column)
            if index == nil {
                let near = NearMiss.words(NearMiss.best(for: column, among: names))
                throw records.failure(
                    "there is no column \(Wording.quote(column))\(near); it has \(Wording.list(names))")
            }
        } else {
            let plain = names.map { $0.lowercased().filter { $0.isLetter || $0.isNumber } }
            index = Self.usual.lazy.compactMap { plain.firstIndex(of: $0) }.first
            if index == nil {
                let isOther = names.count == 1 && (names[0].contains(";") || names[0].contains("\t"))
                throw records.failure(
                    isOther
                        ? "its columns must be separated by `,`"
                        : "no column of \(Wording.list(names)) looks like a phone number's; name it with --column")
            }
        }
        self.records = records
        self.column = index ?? 0
        columns = names.count
        columnName = names[index ?? 0]
    }

    /// Lends the column's text in the next record to `body`, blanks around it dropped; nil at the end.
    package mutating func next(_ body: (Cell, UnsafeBufferPointer<UInt8>) -> Void) throws -> Bool {
        guard let record = try records.next() else { return false }
        let fields = records.scanner.fields
        if record.problem != nil || fields.count != columns {
            body(.unreadable, UnsafeBufferPointer(start: nil, count: 0))
        } else {
            records.buffer.withBytes(record.length) { bytes in
                CSVRecords.withText(fields[column], bytes, &scratch) { text in
                    let isBlank: (UInt8) -> Bool = { $0 == 32 || $0 == 9 }
                    let from = text.firstIndex { !isBlank($0) } ?? text.count
                    let to = (text.lastIndex { !isBlank($0) } ?? from - 1) + 1
                    let trimmed = UnsafeBufferPointer(rebasing: text[from..<max(from, to)])
                    body(trimmed.isEmpty ? .empty : .text, trimmed)
                }
            }
        }
        try records.step(over: record)
        return true
    }
}
