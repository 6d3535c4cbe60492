internal import Diagnostics

/// What a file must be before it is YAML: UTF-8 text without a byte-order mark.
enum YAMLEncoding {
    static func hasByteOrderMark(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0xEF, 0xBB, 0xBF]) }

    /// What is wrong with the encoding, if anything.
    static func problem(in source: SourceFile) -> Diagnostic? {
        let bytes = source.bytes
        func report(_ message: String, _ range: Range<Int>, help: String) -> Diagnostic {
            Diagnostic(.unsupportedYAML, message, at: Place(source, range), help: help)
        }
        if hasByteOrderMark(bytes) {
            if let bad = firstInvalid(bytes) { return invalid(bad) }
            return report(
                "the file starts with a byte-order mark", 0..<3, help: "save it as UTF-8 without a byte-order mark")
        }
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
            || (bytes.count >= 2 && (bytes[0] == 0) != (bytes[1] == 0))
        {
            return report("the file is UTF-16, not UTF-8", 0..<min(2, bytes.count), help: "save it as UTF-8")
        }
        func invalid(_ offset: Int) -> Diagnostic {
            report(
                "byte 0x\(String(bytes[offset], radix: 16, uppercase: true)) is not UTF-8 text", offset..<offset + 1,
                help: "save the file as UTF-8")
        }
        return firstInvalid(bytes).map(invalid)
    }

    /// Offset of the first byte that is not part of well-formed UTF-8.
    private static func firstInvalid(_ bytes: [UInt8]) -> Int? {
        bytes.withUnsafeBufferPointer { buffer in
            var at = 0
            while at < buffer.count {
                let byte = buffer[at]
                if byte < 0x80 {
                    at += 1
                    continue
                }
                let length: Int
                var low: UInt8 = 0x80
                var high: UInt8 = 0xBF
                switch byte {
                case 0xC2...0xDF: length = 2
                case 0xE0: (length, low) = (3, 0xA0)
                case 0xED: (length, high) = (3, 0x9F)
                case 0xE1...0xEF: length = 3
                case 0xF0: (length, low) = (4, 0x90)
                case 0xF4: (length, high) = (4, 0x8F)
                case 0xF1...0xF3: length = 4
                default: return at
                }
                guard at + length <= buffer.count, (low...high).contains(buffer[at + 1]) else { return at }
                for next in buffer[(at + 2)..<(at + length)] where next & 0xC0 != 0x80 { return at }
                at += length
            }
            return nil
        }
    }
}
