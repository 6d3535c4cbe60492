/// A stretch of one of a tenant's files, 12 bytes: which file, and its byte range.
///
/// What was decoded from YAML carries this; it becomes a `Place` when something must be said about it.
public struct SourceRange: Hashable, Sendable {
    /// Position of the file in the list of the tenant's files.
    public let file: UInt32
    /// The first byte.
    public let start: UInt32
    /// The byte after the last.
    public let end: UInt32

    /// Bytes `start` up to, not including, `end` of a file.
    public init(file: UInt32, start: UInt32, end: UInt32) {
        self.file = file
        self.start = start
        self.end = end
    }

    /// The range in `SourceFile.bytes`; empty where it is upside down.
    public var bytes: Range<Int> { Int(start)..<Int(max(start, end)) }
}

/// A stretch of a file a diagnostic points at, or a file or folder as a whole.
public struct Place: Sendable {
    /// Where a thing stands that was read; nil for a path that could not be, or has no text.
    public let source: SourceFile?
    /// The file as it is shown to people.
    public let path: String
    /// Byte range in `source`.
    public let bytes: Range<Int>

    /// A range of bytes in a file.
    public init(_ source: SourceFile, _ bytes: Range<Int>) {
        self.source = source
        self.path = source.path
        self.bytes = bytes
    }

    /// A file or folder as a whole.
    public init(path: String) {
        self.source = nil
        self.path = path
        self.bytes = 0..<0
    }

    /// Where it begins, 1:1 for a file as a whole.
    public var start: TextPosition { source?.position(of: bytes.lowerBound) ?? TextPosition(line: 1, column: 1) }
    /// Where it ends, the character after the last.
    public var end: TextPosition { source?.position(of: bytes.upperBound) ?? TextPosition(line: 1, column: 1) }
}

/// A value with the place it was written at.
// Usable from inline, and so inlinable: elsewhere a generic type is not specialised, and asking for its metadata takes
// longer than the rest.
@usableFromInline
package struct Located<Value> {
    @usableFromInline package let value: Value
    @usableFromInline package let range: SourceRange

    @inlinable
    package init(_ value: Value, at range: SourceRange) {
        self.value = value
        self.range = range
    }

    @inlinable
    package func map<Other>(_ transform: (Value) throws -> Other) rethrows -> Located<Other> {
        Located<Other>(try transform(value), at: range)
    }
}

extension Located: Sendable where Value: Sendable {}
extension Located: Equatable where Value: Equatable {}
