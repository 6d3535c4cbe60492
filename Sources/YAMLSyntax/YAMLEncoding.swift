internal import Diagnostics

/// What a file must be before it is YAML: UTF-8 text without a byte-order mark.
enum YAMLEncoding {
    static func hasByteOrderMark(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0xEF, 0xBB, 0xBF]) }

    /// What is wrong with the encoding, if anything.
    static func problem(in source: SourceFile) -> Diagnostic? {
        let bytes = source.bytes
        // ASCII is UTF-8, has no byte-order mark and none of the separators.
        if source.isASCII, bytes.count < 2 || (bytes[0] == 0) == (bytes[1] == 0) { return nil }
        func report(_ message: String, _ range: Range<Int>, help: String, fix: Fix? = nil) -> Diagnostic {
            Diagnostic(.unsupportedYAML, message, at: Place(source, range), help: help, fix: fix)
        }
        if hasByteOrderMark(bytes) {
            if let bad = firstInvalid(bytes) { return invalid(bad) }
            return report(
                "the file starts with a byte-order mark", 0..<3, help: "save it as UTF-8 without a byte-order mark",
                fix: Fix("delete the byte-order mark", [.splice(Place(source, 0..<3), with: "")]))
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
        if let bad = firstInvalid(bytes) { return invalid(bad) }
        // libyaml takes these for line breaks, as YAML 1.1 did: one in a comment would end it unseen.
        guard let separator = firstSeparator(bytes) else { return nil }
        let (range, name) = separator
        return report(
            "the invisible line separator \(name) stands here", range,
            help:
                "delete it, or write it in double quotes as `\\\(name == "U+0085" ? "N" : name == "U+2028" ? "L" : "P")`"
        )
    }

    /// The first U+0085, U+2028 or U+2029.
    private static func firstSeparator(_ bytes: [UInt8]) -> (Range<Int>, String)? {
        var at = 0
        while let start = bytes[at...].firstIndex(where: { $0 == 0xC2 || $0 == 0xE2 }) {
            if bytes[start...].starts(with: [0xC2, 0x85]) { return (start..<start + 2, "U+0085") }
            if bytes[start...].starts(with: [0xE2, 0x80, 0xA8]) { return (start..<start + 3, "U+2028") }
            if bytes[start...].starts(with: [0xE2, 0x80, 0xA9]) { return (start..<start + 3, "U+2029") }
            at = start + 1
        }
        return nil
    }

    private static func firstInvalid(_ bytes: [UInt8]) -> Int? {
        bytes.withUnsafeBufferPointer(UTF8Check.firstInvalid)
    }
}
