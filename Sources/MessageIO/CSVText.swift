/// Text as a CSV cell (RFC 4180): in quotes where it holds a comma, a quote or a line break.
enum CSVText {
    /// The most bytes a text of so many may take.
    static func longest(_ count: Int) -> Int { 2 * count + 2 }

    static func put(_ text: String, to output: inout some ByteSink) {
        var text = text
        text.withUTF8 { put($0, to: &output) }
    }

    static func put(_ text: UnsafeBufferPointer<UInt8>, to output: inout some ByteSink) {
        guard text.contains(where: needsQuotes) else { return output.put(text) }
        output.put(UInt8(ascii: "\""))
        for byte in text {
            if byte == UInt8(ascii: "\"") { output.put(byte) }
            output.put(byte)
        }
        output.put(UInt8(ascii: "\""))
    }

    private static func needsQuotes(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == 10 || byte == 13
    }
}
