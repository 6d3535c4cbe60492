internal import Diagnostics
internal import SenderModel
internal import YAMLSyntax

/// A YAML list of mappings. The file is read whole: YAML can't be understood in part.
struct ListReader: ItemReader {
    private var source: (any ByteSource)?
    private let path: String
    private var items: YAMLNode.Children?
    private var index = 0

    init(_ source: some ByteSource, path: String) {
        self.source = source
        self.path = path
    }

    mutating func next(into message: inout Message) throws -> MessageReader.Item? {
        if let source {
            self.source = nil
            items = try open(source)
        }
        guard let item = items?.next() else { return nil }
        index += 1
        guard let (problem, _) = MessageNode.read(item, into: &message) else { return .message(position: index) }
        return .problem(position: index, text: problem)
    }

    /// - Returns: the items; nil for a file that holds nothing.
    private func open(_ source: any ByteSource) throws -> YAMLNode.Children? {
        let (document, diagnostics) = YAMLReader.read(SourceFile(path: path, bytes: try readAll(source)))
        // A key given twice, or one that is no text, is wrong with one message, which says so itself.
        let fatal = diagnostics.filter { $0.code != .duplicateKey && $0.code != .wrongType }
        if fatal.hasErrors {
            let problems = fatal.count == 1 ? "1 problem" : "\(fatal.count) problems"
            throw failure("the file can't be read as YAML: \(problems)", fatal)
        }
        guard let root = document.root, !root.isEmptyPlain else { return nil }
        guard root.kind == .sequence else {
            throw failure("the file is not a YAML list of messages; begin each message with `- `", [])
        }
        return root.items
    }

    private func readAll(_ source: any ByteSource) throws -> [UInt8] {
        var source = source
        var bytes: [UInt8] = []
        var count = 0
        while true {
            if count == bytes.count {
                bytes += [UInt8](repeating: 0, count: max(count, MessageLimits.chunkBytes))
            }
            let read = try bytes.withUnsafeMutableBytes {
                try source.read(into: UnsafeMutableRawBufferPointer(rebasing: $0[count...]))
            }
            if read == 0 { break }
            count += read
            if count > YAMLLimits.fileBytes {
                let limit = YAMLLimits.fileBytes >> 20
                throw failure("the file is longer than \(limit) MiB; write the messages as .ndjson", [])
            }
        }
        bytes.removeLast(bytes.count - count)
        return bytes
    }

    private func failure(_ message: String, _ diagnostics: [Diagnostic]) -> MessageFileError {
        MessageFileError(path: path, message: message, diagnostics: diagnostics)
    }
}
