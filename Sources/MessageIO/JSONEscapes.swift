/// Turns the escapes of a JSON string into text.
enum JSONEscapes {
    /// Appends what a string stands for, whose escapes a scanner found in order. Half a surrogate pair, which no text can
    /// hold, becomes U+FFFD.
    static func decode(_ raw: UnsafeBufferPointer<UInt8>, into text: inout [UInt8]) {
        var at = 0
        while at < raw.count {
            guard raw[at] == UInt8(ascii: "\\"), at + 1 < raw.count else {
                text.append(raw[at])
                at += 1
                continue
            }
            switch raw[at + 1] {
            case UInt8(ascii: "b"): text.append(0x08)
            case UInt8(ascii: "f"): text.append(0x0C)
            case UInt8(ascii: "n"): text.append(0x0A)
            case UInt8(ascii: "r"): text.append(0x0D)
            case UInt8(ascii: "t"): text.append(0x09)
            case UInt8(ascii: "u"):
                var scalar = UInt32(unit(raw, at: at) ?? 0)
                if 0xD800...0xDBFF ~= scalar, let low = unit(raw, at: at + 6), 0xDC00...0xDFFF ~= low {
                    scalar = 0x10000 + (scalar - 0xD800) << 10 + (UInt32(low) - 0xDC00)
                    at += 6
                }
                text.append(contentsOf: String(Unicode.Scalar(scalar) ?? "\u{FFFD}").utf8)
                at += 4
            default: text.append(raw[at + 1])
            }
            at += 2
        }
    }

    /// The UTF-16 code unit of the `\uXXXX` at a position; nil where there is none.
    static func unit(_ bytes: UnsafeBufferPointer<UInt8>, at: Int) -> UInt16? {
        guard at + 6 <= bytes.count, bytes[at] == UInt8(ascii: "\\"), bytes[at + 1] == UInt8(ascii: "u") else {
            return nil
        }
        var unit: UInt16 = 0
        for position in at + 2..<at + 6 {
            let digit: UInt8
            switch bytes[position] {
            case 0x30...0x39: digit = bytes[position] - 0x30
            case 0x41...0x46: digit = bytes[position] - 0x41 + 10
            case 0x61...0x66: digit = bytes[position] - 0x61 + 10
            default: return nil
            }
            unit = unit << 4 | UInt16(digit)
        }
        return unit
    }
}
