/// Text as a JSON string: only what must be is escaped, UTF-8 stays as it is.
package enum JSONText {
    /// A text as a JSON string with its quotes.
    package static func quoted(_ text: String) -> String {
        var output: [UInt8] = []
        append(text, to: &output)
        return String(decoding: output, as: UTF8.self)
    }

    static func append(_ text: String, to output: inout [UInt8]) {
        var text = text
        text.withUTF8 { append($0, to: &output) }
    }

    /// - Parameter text: well-formed UTF-8.
    static func append(_ text: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\""))
        if isPlain(text) {
            output.append(contentsOf: text)
        } else {
            for byte in text { append(byte, to: &output) }
        }
        output.append(UInt8(ascii: "\""))
    }

    @inline(__always)
    private static func isPlain(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var at = 0
        while at + 8 <= text.count {
            if ByteSearch.maskOfEscaped(in: text.load(at)) != 0 { return false }
            at += 8
        }
        while at < text.count {
            let byte = text[unchecked: at]
            if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return false }
            at += 1
        }
        return true
    }

    private static func append(_ byte: UInt8, to output: inout [UInt8]) {
        switch byte {
        case UInt8(ascii: "\""): output.append("\\\"")
        case UInt8(ascii: "\\"): output.append("\\\\")
        case 0x08: output.append("\\b")
        case 0x09: output.append("\\t")
        case 0x0A: output.append("\\n")
        case 0x0C: output.append("\\f")
        case 0x0D: output.append("\\r")
        case 0..<0x20:
            let digits = Array("0123456789abcdef".utf8)
            output.append("\\u00")
            output.append(digits[Int(byte >> 4)])
            output.append(digits[Int(byte & 15)])
        default: output.append(byte)
        }
    }
}

extension [UInt8] {
    @inline(__always)
    mutating func append(_ text: StaticString) {
        append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Appends a text as it stands.
    @inline(__always)
    mutating func append(raw text: String) { append(contentsOf: text.utf8) }
}
