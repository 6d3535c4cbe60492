// In: what shall change, as a `Fix` or as a value to set. Out: edits of bytes, the text they make, and the difference
// for people. The one edit engine: lint's fixes, `assign` and `suggest` all end here. `FixEdits.swift` is how a fix
// becomes edits, `EditedFile.swift` how edits become a file.
public import Diagnostics

/// One stretch of a file replaced by a text; every other byte stays.
public struct TextEdit: Hashable, Sendable {
    /// In bytes of the file as it is.
    public let range: Range<Int>
    public let text: String

    public init(_ range: Range<Int>, _ text: String) {
        self.range = range
        self.text = text
    }
}

/// Edits of one file.
public struct FileEdits: Sendable {
    public let source: SourceFile
    public internal(set) var edits: [TextEdit]

    public init(_ source: SourceFile, _ edits: [TextEdit] = []) {
        self.source = source
        self.edits = edits
    }

    /// Adds edits that touch nothing the others touch.
    ///
    /// - Returns: false, with nothing added, where one does. The same edit twice is one.
    public mutating func add(_ more: [TextEdit]) -> Bool {
        let new = more.filter { !edits.contains($0) }
        for edit in new {
            for other in edits + new.filter({ $0 != edit }) where Self.collide(edit.range, other.range) { return false }
        }
        edits += new
        return true
    }

    /// Two insertions at one place would have no order; an empty range beside another touches it.
    private static func collide(_ a: Range<Int>, _ b: Range<Int>) -> Bool {
        a.overlaps(b) || (a.isEmpty && (b.contains(a.lowerBound) || a.lowerBound == b.upperBound))
            || (b.isEmpty && (a.contains(b.lowerBound) || b.lowerBound == a.upperBound))
    }

    /// The file's bytes with the edits made.
    public var result: [UInt8] {
        var bytes: [UInt8] = []
        var at = 0
        for edit in edits.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
            bytes += source.bytes[at..<edit.range.lowerBound]
            bytes += edit.text.utf8
            at = edit.range.upperBound
        }
        return bytes + source.bytes[at...]
    }
}
