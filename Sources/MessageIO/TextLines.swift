/// Lines of text, one by one, in constant memory: of a longer line only the beginning is kept.
package struct TextLines {
    private var buffer: InputBuffer

    package init(_ source: some ByteSource) { buffer = InputBuffer(source) }

    /// The next line without its line feed; nil at the end.
    ///
    /// - Parameter most: the bytes of a line that are kept.
    /// - Throws: what the source throws.
    package mutating func next(atMost most: Int) throws -> (text: String, isWhole: Bool)? {
        var searched = 0
        while true {
            if let end = buffer.lineFeed(from: searched), end <= most {
                let text = text(end)
                buffer.consume(end + 1)
                return (text, true)
            }
            searched = buffer.count
            if searched > most {
                let text = text(most)
                try buffer.skipLine()
                return (text, false)
            }
            guard try !buffer.fill() else { continue }
            guard searched > 0 else { return nil }
            let text = text(searched)
            buffer.consume(searched)
            return (text, true)
        }
    }

    private func text(_ count: Int) -> String {
        buffer.withBytes(count) { String(decoding: $0.last == 13 ? $0.dropLast() : $0[...], as: UTF8.self) }
    }
}
