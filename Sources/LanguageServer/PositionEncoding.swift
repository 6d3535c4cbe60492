internal import Diagnostics
internal import SendFromKit

/// How an editor counts the characters of a line (LSP: `positionEncoding`).
enum PositionEncoding: String, CaseIterable, Sendable {
    case utf8 = "utf-8"
    case utf16 = "utf-16"
    case utf32 = "utf-32"

    /// Line and character from 0, of a byte offset.
    func position(of offset: Int, in source: SourceFile) -> (line: Int, character: Int) {
        let offset = min(max(offset, 0), source.bytes.count)
        let line = source.position(of: offset).line
        // Between the two bytes of a line break is the end of the line.
        let range = source.lineRange(line)
        return (line - 1, width(source.bytes[range.lowerBound..<max(range.lowerBound, min(offset, range.upperBound))]))
    }

    /// The byte offset of a position; past the end of a line or of the file it is the end, and within a character its
    /// start.
    func offset(line: Int, character: Int, in source: SourceFile) -> Int {
        guard line >= 0 else { return 0 }
        guard line < source.lineCount else { return source.bytes.count }
        let range = source.lineRange(line + 1)
        var at = range.lowerBound
        var left = character
        while at < range.upperBound {
            let length = Self.length(of: source.bytes[at])
            let width = width(startingWith: source.bytes[at])
            guard left >= width else { break }
            left -= width
            at = min(at + length, range.upperBound)
        }
        return at
    }

    private func width(_ bytes: ArraySlice<UInt8>) -> Int {
        bytes.reduce(0) { $0 + (self == .utf8 ? 1 : width(startingWith: $1)) }
    }

    /// Units of the scalar a byte begins; 0 for a byte that continues one.
    private func width(startingWith byte: UInt8) -> Int {
        if self == .utf8 { return Self.length(of: byte) }
        if byte & 0xC0 == 0x80 { return 0 }
        return self == .utf16 && byte >= 0xF0 ? 2 : 1
    }

    private static func length(of byte: UInt8) -> Int {
        byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
    }

    // MARK: - JSON

    func json(_ offset: Int, in source: SourceFile) -> JSONTree {
        let (line, character) = position(of: offset, in: source)
        return .object([("line", .number(line)), ("character", .number(character))])
    }

    func json(_ range: Range<Int>, in source: SourceFile) -> JSONTree {
        .object([("start", json(range.lowerBound, in: source)), ("end", json(range.upperBound, in: source))])
    }

    /// - Throws: `ResponseError` for what is no position.
    func offset(_ value: JSONValue?, in source: SourceFile) throws -> Int {
        guard let line = value?["line"]?.integer, let character = value?["character"]?.integer, line >= 0,
            character >= 0
        else { throw ResponseError.params("a position is {line, character}, both from 0") }
        return offset(line: line, character: character, in: source)
    }
}
