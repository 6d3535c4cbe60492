internal import Synchronization

/// The text of one file, with the means to turn byte offsets into what people and editors count.
///
/// Lines end at `\n`, `\r\n` or a lone `\r`, as editors have it. Lines and columns count from 1; a column is one
/// Unicode scalar.
public final class SourceFile: Sendable {
    /// The path as diagnostics show it.
    public let path: String
    /// The file's bytes, unchanged.
    public let bytes: [UInt8]
    /// Whether every byte is ASCII, so that a byte is a character.
    package let isASCII: Bool
    /// Where lines begin, once somebody asked: of most files nothing is ever told.
    private let madeLines = Mutex<Lines?>(nil)
    /// What the file hides, once somebody asked.
    let cache = Mutex<Secrets?>(nil)
    /// What in it has the shape of a provider's token, once somebody asked.
    let shapes = Mutex<[SecretShapes.Match]?>(nil)
    /// Who knows how the text in ranges reads.
    let reading = Mutex<(@Sendable ([Range<Int>]) -> [ArraySlice<UInt8>])?>(nil)

    /// A file that was read.
    public init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
        isASCII = bytes.withUnsafeBytes { bytes in
            var (all, at): (UInt64, Int) = (0, 0)
            while at + 8 <= bytes.count {
                all |= bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self)
                at += 8
            }
            return all & 0x8080_8080_8080_8080 == 0 && bytes[at...].allSatisfy { $0 < 0x80 }
        }
    }

    /// How bytes are counted as lines and columns.
    private final class Lines: Sendable {
        /// Byte offset of the start of each line; the first is 0.
        let starts: [UInt32]
        /// How many bytes before each whole kibibyte go on with a scalar that began before them, so that a column in a line
        /// of megabytes is found at once; empty for ASCII.
        let continuations: [Int]

        init(_ bytes: [UInt8], isASCII: Bool) {
            var starts: [UInt32] = [0]
            bytes.withUnsafeBufferPointer { buffer in
                // Lines of tenants' files have some twenty bytes.
                starts.reserveCapacity(buffer.count / 16 + 8)
                guard buffer.firstIndex(of: 13, from: 0) != nil else {
                    var offset = 0
                    while let end = buffer.firstIndex(of: 10, from: offset) {
                        offset = end + 1
                        starts.append(UInt32(offset))
                    }
                    return
                }
                var offset = 0
                while offset < buffer.count {
                    let byte = buffer[offset]
                    offset += 1
                    if byte > 13 { continue }
                    if byte == 10 || (byte == 13 && !(offset < buffer.count && buffer[offset] == 10)) {
                        starts.append(UInt32(offset))
                    }
                }
            }
            self.starts = starts
            continuations = isASCII ? [] : Self.continuations(in: bytes)
        }

        private static func continuations(in bytes: [UInt8]) -> [Int] {
            bytes.withUnsafeBufferPointer { buffer in
                var counts = [0]
                for start in stride(from: 0, to: buffer.count, by: SourceFile.block) {
                    let end = min(start + SourceFile.block, buffer.count)
                    let count = buffer[start..<end].reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 1 : 0) }
                    counts.append((counts.last ?? 0) + count)
                }
                return counts
            }
        }
    }

    private var lines: Lines {
        madeLines.withLock { made in
            if let made { return made }
            let lines = Lines(bytes, isASCII: isASCII)
            made = lines
            return lines
        }
    }

    fileprivate static let block = 1024

    /// How many bytes before an offset go on with a scalar.
    private func continuations(_ continuations: [Int], before offset: Int) -> Int {
        guard !continuations.isEmpty else { return 0 }
        let whole = offset / Self.block
        return bytes[(whole * Self.block)..<offset].reduce(continuations[whole]) { $0 + ($1 & 0xC0 == 0x80 ? 1 : 0) }
    }

    /// How many lines there are; an empty file has one.
    public var lineCount: Int { lines.starts.count }

    /// Line and column of a byte offset, both from 1. An offset past the end counts as the end.
    public func position(of offset: Int) -> TextPosition {
        let offset = min(max(offset, 0), bytes.count)
        let lines = lines
        let lineStarts = lines.starts
        var low = 0
        var high = lineStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if Int(lineStarts[middle]) <= offset { low = middle } else { high = middle }
        }
        let start = Int(lineStarts[low])
        let scalars =
            offset - start
            - (continuations(lines.continuations, before: offset) - continuations(lines.continuations, before: start))
        return TextPosition(line: low + 1, column: scalars + 1)
    }

    /// Byte range of a line (from 1) without its line break.
    public func lineRange(_ line: Int) -> Range<Int> {
        let lineStarts = lines.starts
        let start = Int(lineStarts[line - 1])
        var end = line < lineStarts.count ? Int(lineStarts[line]) : bytes.count
        while end > start, bytes[end - 1] == 10 || bytes[end - 1] == 13 { end -= 1 }
        return start..<end
    }

    /// The text of a byte range; what isn't UTF-8 shows as U+FFFD.
    public func text(in range: Range<Int>) -> String {
        String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
    }
}

/// A place in a text as people count it.
public struct TextPosition: Hashable, Sendable {
    /// From 1.
    public let line: Int
    /// From 1, in Unicode scalars.
    public let column: Int

    /// A position; both count from 1.
    public init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }
}
