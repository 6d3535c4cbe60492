public import Diagnostics

/// Reads a file into a `YAMLDocument`: through libyaml's events (`EventParser`), or, where it holds nothing but what has one
/// meaning, without (`YAMLReader+Plain.swift`).
///
/// libyaml checks syntax and gives marks; everything it lets pass and we don't (keys given twice, merge keys, tags,
/// several documents, unbounded aliases) is rejected here, each with its own code. It cannot go on after a syntax
/// error, so a file has at most one `yaml-syntax`; what was read before it is not handed on. What is said of all that is
/// in `YAMLReader+Reports.swift`.
public struct YAMLReader {
    let source: SourceFile
    /// The file's bytes, lent while it is read.
    let buffer: UnsafeBufferPointer<UInt8>
    var event = EventParser.Event()
    var found = BoundedDiagnostics()
    var records: [YAMLDocument.Record] = []
    var texts: [UInt8] = []
    /// Bytes from an anchor's `&` to its node's `start`, by node.
    private var leads: [Int32: UInt32] = [:]
    /// The collection that what comes next belongs to, and those around it; the outermost is the file itself.
    var top = Frame(index: -1)
    var around: [Frame] = []
    /// Of the collections that are open and have one.
    private var openAnchors: [String] = []
    var anchors: [String: Anchor] = [:]
    private var aliasNodes = 0
    var rootIndex: Int32?
    private var cursor = MarkCursor()

    /// A collection whose end has not come yet. Plain bytes: one is copied at every level of the file.
    struct Frame {
        let index: Int32
        var hasAnchor = false
        var children: UInt32 = 0
        var lastChild: Int32 = -1
        /// Nodes so far, aliases written out; and the deepest nesting below.
        var size = 1
        var height = 0
    }

    struct Anchor {
        /// Nil while its collection is still open.
        let index: Int32?
        var size = 0
        var height = 0
    }

    /// - Parameter file: the number ranges will carry.
    /// - Returns: the document (without a root where nothing could be read) and what is wrong with it.
    public static func read(_ source: SourceFile, file: UInt32 = 0) -> (YAMLDocument, [Diagnostic]) {
        read(source, file: file) { $0.readPlainly() || $0.readEvents() }
    }

    /// The same, every file by libyaml: what `read` is held against.
    package static func readByLibrary(_ source: SourceFile) -> (YAMLDocument, [Diagnostic]) {
        read(source, file: 0) { $0.readEvents() }
    }

    private static func read(
        _ source: SourceFile, file: UInt32, _ readAll: (inout YAMLReader) -> Bool
    ) -> (YAMLDocument, [Diagnostic]) {
        source.bytes.withUnsafeBufferPointer { buffer in
            var reader = YAMLReader(source, buffer)
            let complete = reader.checkEncoding() && readAll(&reader)
            let document = YAMLDocument(
                source: source, file: file, records: reader.records, texts: reader.texts, leads: reader.leads,
                rootIndex: complete ? reader.rootIndex : nil)
            // Not the file itself, which keeps this, nor what was read of it. Few files hold a secret, and few of those are
            // shown once the document is gone: they are read again.
            source.learn { [weak scalars = document.scalars, bytes = source.bytes] in
                (scalars ?? read(SourceFile(path: "", bytes: bytes)).0.scalars).all(in: $0)
            }
            // What is said already was said without that knowledge.
            let diagnostics = reader.found.all.map(\.masked)
            return (document, diagnostics)
        }
    }

    init(_ source: SourceFile, _ buffer: UnsafeBufferPointer<UInt8>) {
        self.source = source
        self.buffer = buffer
        // A byte-order mark is reported and stepped over.
        cursor.byteBase = YAMLEncoding.hasByteOrderMark(source.bytes) ? 3 : 0
        cursor.isASCII = source.isASCII
        // Tenants' files have some nine bytes a node; memory that is reserved and not used costs nothing.
        records.reserveLargeCapacity(buffer.count / 7 + 8)
    }

    /// False where the file can't be read.
    mutating func checkEncoding() -> Bool {
        let problem = YAMLEncoding.problem(in: source)
        if let problem { found.append(problem) }
        // What isn't UTF-8 can't be read.
        return problem == nil || YAMLEncoding.hasByteOrderMark(source.bytes)
    }

    // MARK: - Events

    /// Reads the file by libyaml. False where it can't be read.
    mutating func readEvents() -> Bool {
        guard let parser = EventParser(UnsafeBufferPointer(rebasing: buffer[cursor.byteBase...])) else { return false }
        var documents = 0
        while true {
            guard parser.next(&event) else {
                reportSyntaxError(parser.failure)
                return false
            }
            switch event.kind {
            case .scalar, .alias, .sequenceStart, .mappingStart:
                guard add(at: offset(event.start)) else { return false }
            case .collectionEnd:
                let end = offset(event.end)
                close { record, lastChild in
                    // The end mark of a block collection is where the next token begins: its last child says where it
                    // ends.
                    record.style == .flow ? UInt32(end) : lastChild?.end ?? record.end
                }
            case .end: return true
            case .documentStart:
                documents += 1
                if documents == 2 {
                    reportSecondDocument(at: offset(event.start))
                    return false
                }
            case .other: break
            }
            if found.isFull { return false }
        }
    }

    /// False where a limit ends the reading.
    private mutating func add(at anchorStart: Int) -> Bool {
        var start = anchorStart
        let end = offset(event.end)
        let index = Int32(truncatingIfNeeded: records.count)
        var size = 1
        var height = 0
        var record = YAMLDocument.Record(kind: .scalar, style: event.style, start: 0, end: UInt32(end))
        if event.kind == .alias {
            guard let target = resolve(event.anchor ?? "", at: start..<end) else { return false }
            size = target.size
            height = target.height
            record.kind = .alias
            record.style = .plain
            record.first = target.index ?? -1
            aliasNodes += size
            guard aliasNodes <= YAMLLimits.aliasNodes else {
                reportAliases(start..<end)
                return false
            }
        } else {
            if event.hasTag { rejectTag(at: start) }
            if let anchor = event.anchor {
                start = afterAnchor(start, limit: event.kind == .scalar ? end : buffer.count)
                leads[index] = UInt32(start - anchorStart)
                // Known from here on; a collection is not to be used before its end.
                anchors[anchor] = Anchor(index: event.kind == .scalar ? index : nil, size: 1)
                if event.kind != .scalar { openAnchors.append(anchor) }
            }
            switch event.kind {
            case .sequenceStart: record.kind = .sequence
            case .mappingStart: record.kind = .mapping
            default:
                if record.style == .literal || record.style == .folded {
                    record.end = UInt32(trimmed(end, from: start))
                }
                setText(of: &record, start..<end)
            }
        }
        record.start = UInt32(start)
        guard append(record, size: size, height: height, hasAnchor: event.anchor != nil) else {
            reportLimit(at: start)
            return false
        }
        return true
    }

    /// Makes a node the last child of the collection that is open, and opens it if it is a collection.
    ///
    /// - Parameters:
    ///   - size: how many nodes it is, aliases written out.
    ///   - height: how deep it is nested, where that is known: an alias.
    /// - Returns: false where it goes over a limit.
    mutating func append(
        _ record: YAMLDocument.Record, size: Int = 1, height: Int = 0, hasAnchor: Bool = false
    ) -> Bool {
        let index = Int32(truncatingIfNeeded: records.count)
        records.append(record)
        let isCollection = record.kind == .sequence || record.kind == .mapping
        let depth = around.count + height + (isCollection ? 1 : 0)
        guard records.count <= YAMLLimits.nodes, depth <= YAMLLimits.depth else { return false }
        if around.isEmpty, rootIndex == nil { rootIndex = index }
        top.lastChild = index
        top.children += 1
        top.size += size
        top.height = max(top.height, height)
        if isCollection {
            around.append(top)
            top = Frame(index: index, hasAnchor: hasAnchor)
        }
        return true
    }

    /// Where the text of a scalar is: in the file, where it reads as it stands there, quotes aside.
    private mutating func setText(of record: inout YAMLDocument.Record, _ range: Range<Int>) {
        let text = event.text
        record.count = UInt32(truncatingIfNeeded: text.count)
        let quotes = record.style == .plain ? 0 : 1
        if range.count == text.count + 2 * quotes {
            let start = range.lowerBound + quotes
            let written = UnsafeBufferPointer(rebasing: buffer[start..<start + text.count])
            if EventParser.isSame(written, text) {
                record.isVerbatim = true
                record.first = Int32(truncatingIfNeeded: start)
                return
            }
        }
        record.first = Int32(truncatingIfNeeded: texts.count)
        texts.append(contentsOf: text)
    }

    /// Ends the collection that is open.
    ///
    /// - Parameter end: where it ends, given it and its last child.
    mutating func close(at end: (YAMLDocument.Record, _ lastChild: YAMLDocument.Record?) -> UInt32) {
        guard let outer = around.popLast() else { return }
        let closed = top
        top = outer
        var record = records[Int(closed.index)]
        record.first = Int32(truncatingIfNeeded: records.count) - closed.index
        record.count = closed.children
        record.end = end(record, closed.lastChild < 0 ? nil : records[Int(closed.lastChild)])
        records[Int(closed.index)] = record
        if record.kind == .mapping { checkKeys(of: Int(closed.index)) }
        if closed.hasAnchor, let anchor = openAnchors.popLast() {
            anchors[anchor] = Anchor(index: closed.index, size: closed.size, height: closed.height + 1)
        }
        top.size += closed.size - 1
        top.height = max(top.height, closed.height + 1)
    }

    // MARK: - Places

    mutating func offset(_ mark: Int) -> Int { cursor.offset(ofScalar: mark, buffer) }

    /// Where a problem is that has no mark.
    func offset(ofByte offset: Int) -> Int { cursor.byteBase + offset }

    /// The first byte of a node's content after its `&anchor`.
    private func afterAnchor(_ start: Int, limit: Int) -> Int {
        var at = start
        func isSpace(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 || byte == 10 || byte == 13 }
        while at < limit, !isSpace(buffer[at]) { at += 1 }
        while at < limit {
            if isSpace(buffer[at]) {
                at += 1
            } else if buffer[at] == UInt8(ascii: "#") {
                while at < limit, buffer[at] != 10, buffer[at] != 13 { at += 1 }
            } else {
                break
            }
        }
        return at
    }

    /// The end of a block scalar without the line breaks and blanks after it.
    private func trimmed(_ end: Int, from start: Int) -> Int {
        var end = min(end, buffer.count)
        while end > start + 1, [32, 9, 10, 13].contains(buffer[end - 1]) { end -= 1 }
        return end
    }
}
