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
        // Sums of comparisons, which the compiler makes vectors of.
        var lineFeeds = 0
        if showsLine {
            for byte in bytes { lineFeeds += byte == 10 ? 1 : 0 }
        }
        var start = 0
        if lineFeeds > 0, let last = bytes.lastIndex(of: 10) {
            line += lineFeeds
            column = 1
            start = last + 1
        }
        var scalars = 0
        for byte in bytes.slice(start, bytes.count) { scalars += byte & 0xC0 == 0x80 ? 0 : 1 }
        column += scalars
    }

    var description: String { showsLine ? "line \(line), column \(column)" : "column \(column)" }
}
