import Diagnostics

@testable import YAMLSyntax

/// What a reader made of a text, as lines to be compared: every node, and every mistake.
struct WrittenRecords {
    let lines: [String]
    let isRead: Bool

    /// Reads a text in one of the reader's ways.
    init(_ text: [UInt8], _ read: (inout YAMLReader) -> Bool) {
        let source = SourceFile(path: "t.yaml", bytes: text)
        (lines, isRead) = source.bytes.withUnsafeBufferPointer { bytes in
            var reader = YAMLReader(source, bytes)
            _ = reader.checkEncoding()
            let isRead = read(&reader)
            let nodes = reader.records.map { record in
                let text = reader.texts.withUnsafeBufferPointer { texts in
                    record.kind == .scalar
                        ? String(decoding: record.text(in: bytes, texts), as: UTF8.self) : "\(record.first)"
                }
                return """
                    \(record.kind) \(record.style) \(record.start)..<\(record.end) \(text) \(record.count) \
                    \(record.isRepeated) \(record.isVerbatim)
                    """
            }
            let mistakes = reader.found.all.map { "\($0.code) \($0.place.bytes) \($0.message)" }
            let root = "root \(reader.rootIndex.map { "\($0)" } ?? "none")"
            return (nodes + mistakes + [root, isRead ? "read" : "failed"], isRead)
        }
    }
}
