/// A place in a text that is read piece by piece, as people count it: from 1, columns in Unicode scalars.
struct TextCursor: CustomStringConvertible {
    private var line: Int
    private var column = 1
    /// False for a text of one line, whose number is told elsewhere.
    private let showsLine: Bool

    /// The start of a line of which only columns are to be told.
    static let lineStart = TextCursor(showsLine: false)
    /// The start of a file.
    static let fileStart = TextCursor(showsLine: true)

    private init(showsLine: Bool) {
        line = 1
        self.showsLine = showsLine
    }

    mutating func advance(over bytes: UnsafeBufferPointer<UInt8>) {
        var lastLine = bytes[...]
        if showsLine, let lineFeed = bytes.lastIndex(of: 10) {
            line += bytes.reduce(0) { $0 + ($1 == 10 ? 1 : 0) }
            column = 1
            lastLine = bytes[(lineFeed + 1)...]
        }
        column += lastLine.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
    }

    var description: String { showsLine ? "line \(line), column \(column)" : "column \(column)" }
}
