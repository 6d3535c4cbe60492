/// Well-formed UTF-8 (Unicode, table 3-7): no overlong forms, no surrogates, nothing above U+10FFFF.
package enum UTF8Check {
    /// Bytes of the sequence that starts at `at` with a byte from 0x80 on; 0 where it is none.
    package static func length(_ bytes: UnsafeBufferPointer<UInt8>, at: Int) -> Int {
        let length: Int
        var second: ClosedRange<UInt8> = 0x80...0xBF
        switch bytes[at] {
        case 0xC2...0xDF: length = 2
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: length = 3
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        case 0xF1...0xF3: length = 4
        default: return 0
        }
        guard at + length <= bytes.count, second.contains(bytes[at + 1]) else { return 0 }
        for next in at + 2..<at + length where bytes[next] & 0xC0 != 0x80 { return 0 }
        return length
    }

    /// The first byte that is not part of well-formed UTF-8.
    package static func firstInvalid(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        var at = 0
        while at < bytes.count {
            // Most text is ASCII: eight bytes at a time.
            if at + 8 <= bytes.count {
                let word = UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: at, as: UInt64.self)
                if word & 0x8080_8080_8080_8080 == 0 {
                    at += 8
                    continue
                }
            }
            if bytes[at] < 0x80 {
                at += 1
                continue
            }
            let length = length(bytes, at: at)
            if length == 0 { return at }
            at += length
        }
        return nil
    }
}
