/// Text as a JSON string: only what must be is escaped, UTF-8 stays as it is.
enum JSONText {
    /// The most bytes a text of so many may take.
    static func longest(_ count: Int) -> Int { 6 * count + 2 }

    static func put(_ text: String, to output: inout some ByteSink) {
        var text = text
        text.withUTF8 { put($0, to: &output) }
    }

    /// - Parameter text: well-formed UTF-8.
    static func put(_ text: UnsafeBufferPointer<UInt8>, to output: inout some ByteSink) {
        output.put(UInt8(ascii: "\""))
        if isPlain(text) {
            output.put(text)
        } else {
            for byte in text { put(byte, to: &output) }
        }
        output.put(UInt8(ascii: "\""))
    }

    @inline(__always)
    private static func isPlain(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard text.count >= 8 else {
            for byte in text where byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
                return false
            }
            return true
        }
        var at = 0
        while at + 8 <= text.count {
            if ByteSearch.maskOfEscaped(in: text.load(at)) != 0 { return false }
            at += 8
        }
        // The last eight bytes, some of them once more.
        return at == text.count || ByteSearch.maskOfEscaped(in: text.load(text.count - 8)) == 0
    }

    private static func put(_ byte: UInt8, to output: inout some ByteSink) {
        switch byte {
        case UInt8(ascii: "\""): output.put("\\\"")
        case UInt8(ascii: "\\"): output.put("\\\\")
        case 0x08: output.put("\\b")
        case 0x09: output.put("\\t")
        case 0x0A: output.put("\\n")
        case 0x0C: output.put("\\f")
        case 0x0D: output.put("\\r")
        case 0..<0x20:
            output.put(byte < 0x10 ? "\\u000" : "\\u001")
            let low = byte & 15
            output.put(low < 10 ? UInt8(ascii: "0") + low : UInt8(ascii: "a") + low - 10)
        default: output.put(byte)
        }
    }
}
