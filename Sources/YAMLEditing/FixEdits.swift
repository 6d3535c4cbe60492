public import Diagnostics
internal import YAMLSyntax

/// Turns the changes of fixes into edits of bytes.
///
/// Made when somebody wants the edits and not when a fault is found: it reads the file's nodes again to see what
/// surrounds a place.
public struct FixEdits {
    private var documents: [ObjectIdentifier: YAMLDocument] = [:]

    public init() {}

    /// The edits of a fix by file, or nil where it can't be made without guessing, such as in a block scalar.
    public mutating func edits(of fix: Fix) -> [FileEdits]? {
        var files: [FileEdits] = []
        for change in fix.changes {
            guard let source = change.place.source, let edits = edits(of: change, in: source) else { return nil }
            if let known = files.firstIndex(where: { $0.source === source }) {
                guard files[known].add(edits) else { return nil }
            } else {
                files.append(FileEdits(source, edits))
            }
        }
        return files
    }

    private mutating func edits(of change: Fix.Change, in source: SourceFile) -> [TextEdit]? {
        let range = change.place.bytes
        switch change {
        case .splice(_, let text): return [TextEdit(range, text)]
        case .rewrite(_, let yaml):
            return isBlockScalar(range, source) || hasAnchor(range, source) ? nil : [TextEdit(range, yaml)]
        case .replace(_, let text):
            guard !isBlockScalar(range, source), !hasAnchor(range, source) else { return nil }
            return [TextEdit(range, Self.quoted(text, as: source.bytes[range].first))]
        case .delete:
            let document = document(source)
            guard let root = document.root else { return nil }
            return Deletion(source: source).edits(deleting: range.lowerBound, in: root)
        }
    }

    /// The text as the scalar it replaces was written: in the same quotes, or plain where that is safe.
    private static func quoted(_ text: String, as first: UInt8?) -> String {
        let isASCII = text.utf8.allSatisfy { (32..<127).contains($0) }
        switch first {
        case UInt8(ascii: "'") where isASCII:
            return "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
        case UInt8(ascii: "\"") where isASCII && !text.contains("\"") && !text.contains("\\"): return "\"\(text)\""
        default: return YAMLText.scalar(text)
        }
    }

    private func isBlockScalar(_ range: Range<Int>, _ source: SourceFile) -> Bool {
        let first = source.bytes[range].first
        return first == UInt8(ascii: "|") || first == UInt8(ascii: ">")
    }

    /// Whether others may refer to the value, which would change with it.
    private func hasAnchor(_ range: Range<Int>, _ source: SourceFile) -> Bool {
        let line = source.lineRange(source.position(of: range.lowerBound).line)
        let before = source.text(in: line.lowerBound..<range.lowerBound)
        return before.split(separator: " ").last?.first == "&"
    }

    private mutating func document(_ source: SourceFile) -> YAMLDocument {
        let id = ObjectIdentifier(source)
        if let known = documents[id] { return known }
        let document = YAMLReader.read(source).0
        documents[id] = document
        return document
    }
}
