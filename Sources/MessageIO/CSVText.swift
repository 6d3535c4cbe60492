/// Text as a CSV cell (RFC 4180): in quotes where it holds a comma, a quote or a line break.
enum CSVText {
    static func append(_ text: String, to output: inout [UInt8]) {
        var text = text
        text.withUTF8 { append($0, to: &output) }
    }

    static func append(_ text: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
        guard text.contains(where: needsQuotes) else { return output.append(contentsOf: text) }
        output.append(UInt8(ascii: "\""))
        for byte in text {
            if byte == UInt8(ascii: "\"") { output.append(byte) }
            output.append(byte)
        }
        output.append(UInt8(ascii: "\""))
    }

    private static func needsQuotes(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == 10 || byte == 13
    }
}
