internal import MessageIO

/// CSV as messages and as contacts. The first byte says in what pieces the file arrives.
enum CSVTarget {
    static func run(_ bytes: [UInt8]) throws {
        guard let first = bytes.first else { return }
        let file = [UInt8](bytes.dropFirst())
        let chunk = 1 + Int(first >> 2)
        try MessagesTarget.check(file, as: .csv, first & 1 == 0 ? .ndjson : .csv, chunk: chunk)
        let whole = try? cells(file, column: nil, chunk: .max)
        try require(whole == (try? cells(file, column: nil, chunk: chunk)), "in pieces, the contacts differ")
    }

    /// A column's texts; `!` where a record can't be read.
    static func cells(_ bytes: [UInt8], column: String?, chunk: Int) throws -> [String] {
        var reader = try ContactReader(source: MemorySource(bytes, chunk: chunk), path: "file", column: column)
        var cells: [String] = []
        while try reader.next({ cell, text in
            switch cell {
            case .text: cells.append(String(decoding: text, as: UTF8.self))
            case .empty: cells.append("")
            case .unreadable: cells.append("!")
            }
        }) {}
        return cells
    }
}
