private import CLibYAML
public import Diagnostics

/// Reads a file through libyaml's events into a `YAMLDocument`. The only file that sees C.
///
/// libyaml checks syntax and gives marks; everything it lets pass and we don't (keys given twice, merge keys, tags,
/// several documents, unbounded aliases) is rejected here, each with its own code. It cannot go on after a syntax
/// error, so a file has at most one `yaml-syntax`; what was read before it is not handed on.
public struct YAMLReader {
    let source: SourceFile
    private let file: UInt32
    var found = BoundedDiagnostics()
    var records: [YAMLDocument.Record] = []
    var texts: [UInt8] = []
    /// Bytes from an anchor's `&` to its node's `start`, by node.
    private var leads: [Int32: UInt32] = [:]
    /// The collection that what comes next belongs to, and those around it; the outermost is the file itself.
    private var top = Frame(index: -1)
    private var around: [Frame] = []
    /// Of the collections that are open and have one.
    private var openAnchors: [String] = []
    private var anchors: [String: Anchor] = [:]
    private var aliasNodes = 0
    private var rootIndex: Int32?
    private var cursor = MarkCursor()

    /// A collection whose end has not come yet. Plain bytes: one is copied at every level of the file.
    private struct Frame {
        let index: Int32
        var hasAnchor = false
        var children: UInt32 = 0
        var lastChild: Int32 = -1
        /// Nodes so far, aliases written out; and the deepest nesting below.
        var size = 1
        var height = 0
    }

    private struct Anchor {
        /// Nil while its collection is still open.
        let index: Int32?
        var size = 0
        var height = 0
    }

    /// - Parameter file: the number ranges will carry.
    /// - Returns: the document (without a root where nothing could be read) and what is wrong with it.
    public static func read(_ source: SourceFile, file: UInt32 = 0) -> (YAMLDocument, [Diagnostic]) {
        var reader = YAMLReader(source: source, file: file)
        let complete = reader.checkEncoding() && reader.readEvents()
        // Not the file itself, which keeps this.
        source.learn { [records = reader.records, texts = reader.texts, bytes = source.bytes] in
            Self.scalars(in: $0, records: records, texts: texts, bytes: bytes)
        }
        // What is said already was said without that knowledge.
        let diagnostics = reader.found.all.map(\.masked)
        let document = YAMLDocument(
            source: source, file: file, records: reader.records, texts: reader.texts, leads: reader.leads,
            rootIndex: complete ? reader.rootIndex : nil)
        return (document, diagnostics)
    }

    private init(source: SourceFile, file: UInt32) {
        self.source = source
        self.file = file
    }

    // MARK: - Encoding

    private mutating func checkEncoding() -> Bool {
        let problem = YAMLEncoding.problem(in: source)
        if let problem { found.append(problem) }
        // A byte-order mark is reported and stepped over; anything else makes the text unreadable.
        if YAMLEncoding.hasByteOrderMark(source.bytes) {
            cursor.byteBase = 3
            return true
        }
        return problem == nil
    }

    // MARK: - Events

    /// False where the file could not be read to its end.
    private mutating func readEvents() -> Bool {
        let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
        defer { parser.deallocate() }
        guard yaml_parser_initialize(parser) == 1 else { return false }
        defer { yaml_parser_delete(parser) }
        let bytes = source.bytes
        cursor.isASCII = source.isASCII
        // Tenants' files have some nine bytes a node; memory that is reserved and not used costs nothing.
        records.reserveCapacity(bytes.count / 7 + 8)
        return bytes.withUnsafeBufferPointer { buffer in
            let start = buffer.baseAddress.map { $0 + cursor.byteBase }
            yaml_parser_set_input_string(parser, start, buffer.count - cursor.byteBase)
            yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
            let event = UnsafeMutablePointer<yaml_event_t>.allocate(capacity: 1)
            defer { event.deallocate() }
            var documents = 0
            while true {
                guard yaml_parser_parse(parser, event) == 1 else {
                    reportSyntaxError(parser.pointee, buffer)
                    return false
                }
                defer { yaml_event_delete(event) }
                switch event.pointee.type {
                case YAML_SCALAR_EVENT, YAML_ALIAS_EVENT, YAML_SEQUENCE_START_EVENT, YAML_MAPPING_START_EVENT:
                    guard add(event, buffer) else { return false }
                case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: close(event, buffer)
                case YAML_STREAM_END_EVENT: return true
                case YAML_DOCUMENT_START_EVENT:
                    documents += 1
                    if documents == 2 {
                        let at = offset(event.pointee.start_mark, buffer)
                        report(
                            .unsupportedYAML, "a second document starts here; a file holds one",
                            at..<min(at + 3, buffer.count),
                            help: "put it in a file of its own, or delete the `---`")
                        return false
                    }
                default: break
                }
                if found.isFull { return false }
            }
        }
    }

    /// False where a limit ends the reading.
    private mutating func add(
        _ event: UnsafePointer<yaml_event_t>, _ buffer: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        let anchorStart = offset(event.pointee.start_mark, buffer)
        var start = anchorStart
        let end = offset(event.pointee.end_mark, buffer)
        let index = Int32(truncatingIfNeeded: records.count)
        var frame: Frame?
        var size = 1
        var height = 0
        var record = YAMLDocument.Record(kind: .scalar, start: 0, end: UInt32(end))
        switch event.pointee.type {
        case YAML_SCALAR_EVENT:
            let scalar = event.pointee.data.scalar
            if let tag = scalar.tag { rejectTag(tag, at: start) }
            if let anchor = scalar.anchor {
                start = Self.afterAnchor(start, buffer, limit: end)
                anchors[String(cString: anchor)] = Anchor(index: index, size: 1)
            }
            record.style = Self.style(scalar.style)
            if record.style == .literal || record.style == .folded {
                record.end = UInt32(Self.trimmed(end, from: start, buffer))
            }
            setText(&record, UnsafeBufferPointer(start: scalar.value, count: scalar.length), start..<end, buffer)
        case YAML_ALIAS_EVENT:
            guard let target = resolve(event.pointee.data.alias.anchor, at: start..<end) else { return false }
            size = target.size
            height = target.height
            record.kind = .alias
            record.first = target.index ?? -1
            aliasNodes += size
            if aliasNodes > YAMLLimits.aliasNodes {
                report(
                    .limitExceeded, "aliases add more than \(YAMLLimits.aliasNodes) nodes to this file", start..<end,
                    help: "write the values out, or share fewer of them")
                return false
            }
        case YAML_SEQUENCE_START_EVENT:
            let sequence = event.pointee.data.sequence_start
            if let tag = sequence.tag { rejectTag(tag, at: start) }
            record.kind = .sequence
            record.style = sequence.style == YAML_FLOW_SEQUENCE_STYLE ? .flow : .block
            frame = openFrame(index, anchor: sequence.anchor, &start, buffer)
        default:
            let mapping = event.pointee.data.mapping_start
            if let tag = mapping.tag { rejectTag(tag, at: start) }
            record.kind = .mapping
            record.style = mapping.style == YAML_FLOW_MAPPING_STYLE ? .flow : .block
            frame = openFrame(index, anchor: mapping.anchor, &start, buffer)
        }
        record.start = UInt32(start)
        if start > anchorStart { leads[index] = UInt32(start - anchorStart) }
        records.append(record)
        guard records.count <= YAMLLimits.nodes else {
            report(
                .limitExceeded, "the file has more than \(YAMLLimits.nodes) values from here on",
                start..<min(start + 1, buffer.count),
                help: "split it: `inventory`, `users`, `teams` and `pools` may stand in several files")
            return false
        }
        if around.count + height + (frame == nil ? 0 : 1) > YAMLLimits.depth {
            report(
                .limitExceeded, "collections are nested more than \(YAMLLimits.depth) deep",
                start..<min(start + 1, buffer.count),
                help: "no part of a tenant needs more than 6 levels")
            return false
        }
        // The new node is the last child of the collection that is open.
        if around.isEmpty, rootIndex == nil { rootIndex = index }
        top.lastChild = index
        top.children += 1
        top.size += size
        top.height = max(top.height, height)
        if let frame {
            around.append(top)
            top = frame
        }
        return true
    }

    /// A collection that begins; `start` moves behind its anchor.
    private mutating func openFrame(
        _ index: Int32, anchor: UnsafeMutablePointer<yaml_char_t>?, _ start: inout Int,
        _ buffer: UnsafeBufferPointer<UInt8>
    ) -> Frame {
        guard let anchor else { return Frame(index: index) }
        start = Self.afterAnchor(start, buffer, limit: buffer.count)
        let name = String(cString: anchor)
        openAnchors.append(name)
        // Known from here on, but not to be used before its end.
        anchors[name] = Anchor(index: nil)
        return Frame(index: index, hasAnchor: true)
    }

    /// Where the text of a scalar is: in the file, where it reads as it stands there, quotes aside.
    private mutating func setText(
        _ record: inout YAMLDocument.Record, _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>,
        _ buffer: UnsafeBufferPointer<UInt8>
    ) {
        record.count = UInt32(truncatingIfNeeded: text.count)
        let quotes = record.style == .plain ? 0 : 1
        if range.count == text.count + 2 * quotes {
            let written = UnsafeBufferPointer(rebasing: buffer[range.dropFirst(quotes).prefix(text.count)])
            if Self.isSame(written, text) {
                record.isVerbatim = true
                record.first = Int32(truncatingIfNeeded: range.lowerBound + quotes)
                return
            }
        }
        record.first = Int32(truncatingIfNeeded: texts.count)
        texts.append(contentsOf: text)
    }

    static func isSame(_ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>) -> Bool {
        guard a.count == b.count, let first = a.baseAddress, let second = b.baseAddress else {
            return a.count == b.count
        }
        return memcmp(first, second, a.count) == 0
    }

    private mutating func close(_ event: UnsafePointer<yaml_event_t>, _ buffer: UnsafeBufferPointer<UInt8>) {
        guard let outer = around.popLast() else { return }
        let closed = top
        top = outer
        var record = records[Int(closed.index)]
        record.first = Int32(truncatingIfNeeded: records.count) - closed.index
        record.count = closed.children
        // The end mark of a block collection is where the next token begins: its last child says where it ends.
        if record.style == .flow {
            record.end = UInt32(offset(event.pointee.end_mark, buffer))
        } else if closed.lastChild >= 0 {
            record.end = records[Int(closed.lastChild)].end
        }
        records[Int(closed.index)] = record
        if record.kind == .mapping { checkKeys(of: Int(closed.index), buffer) }
        if closed.hasAnchor, let anchor = openAnchors.popLast() {
            anchors[anchor] = Anchor(index: closed.index, size: closed.size, height: closed.height + 1)
        }
        top.size += closed.size - 1
        top.height = max(top.height, closed.height + 1)
    }

    private mutating func resolve(_ name: UnsafeMutablePointer<yaml_char_t>?, at range: Range<Int>) -> Anchor? {
        let name = name.map { String(cString: $0) } ?? ""
        guard let anchor = anchors[name] else {
            let near = NearMiss.best(for: name, among: anchors.keys.sorted())
            // A token may start with `*`; what may be one is not repeated.
            guard !source.isSecret(range) else {
                report(
                    .yamlSyntax, "there is no anchor of this name above", range,
                    help: "quote a text that starts with `*`")
                return nil
            }
            report(
                .yamlSyntax, "there is no anchor `&\(name)` above" + (near.map { "; did you mean `*\($0)`?" } ?? ""),
                range,
                help: "define it before its first use, as in `key: &\(name) value`; quote a text that starts with `*`")
            return nil
        }
        guard anchor.index != nil else {
            report(
                .unsupportedYAML, "`*\(name)` stands inside the value it stands for", range,
                help: "write the inner value out")
            return nil
        }
        return anchor
    }

    // MARK: - Places

    private mutating func offset(_ mark: yaml_mark_t, _ buffer: UnsafeBufferPointer<UInt8>) -> Int {
        cursor.offset(ofScalar: Int(mark.index), buffer)
    }

    /// The first byte of a node's content after its `&anchor`.
    private static func afterAnchor(_ start: Int, _ buffer: UnsafeBufferPointer<UInt8>, limit: Int) -> Int {
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
    private static func trimmed(_ end: Int, from start: Int, _ buffer: UnsafeBufferPointer<UInt8>) -> Int {
        var end = min(end, buffer.count)
        while end > start + 1, [32, 9, 10, 13].contains(buffer[end - 1]) { end -= 1 }
        return end
    }

    private static func style(_ style: yaml_scalar_style_t) -> YAMLNode.Style {
        switch style {
        case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted
        case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted
        case YAML_LITERAL_SCALAR_STYLE: .literal
        case YAML_FOLDED_SCALAR_STYLE: .folded
        default: .plain
        }
    }

    // MARK: - Reports

    /// How the scalars that stand in ranges read.
    private static func scalars(
        in ranges: [Range<Int>], records: [YAMLDocument.Record], texts: [UInt8], bytes: [UInt8]
    ) -> [ArraySlice<UInt8>] {
        var found: [ArraySlice<UInt8>] = []
        var next = 0
        for record in records where record.kind == .scalar && record.start < record.end {
            while next < ranges.count, ranges[next].upperBound <= Int(record.start) { next += 1 }
            guard next < ranges.count else { break }
            guard ranges[next].lowerBound < Int(record.end) else { continue }
            let all = record.isVerbatim ? bytes : texts
            found.append(all[Int(record.first)..<Int(record.first) + Int(record.count)])
        }
        return found
    }

    private mutating func rejectTag(_ tag: UnsafeMutablePointer<yaml_char_t>, at start: Int) {
        var end = start
        while end < source.bytes.count, source.bytes[end] > 32 { end += 1 }
        report(
            .unsupportedYAML, "tags are not supported", start..<end,
            help:
                "delete the tag \(Wording.quote(source.shownText(in: start..<end))); each value is read as its key demands"
        )
    }

    private mutating func reportSyntaxError(_ parser: yaml_parser_t, _ buffer: UnsafeBufferPointer<UInt8>) {
        // What can't be read as text at all has no mark, but libyaml's byte offset.
        let isUnreadable = parser.error == YAML_READER_ERROR
        let problem = YAMLProblem(
            text: parser.problem.map { String(cString: $0) } ?? "this is not YAML",
            offset: isUnreadable
                ? cursor.byteBase + Int(parser.problem_offset) : offset(parser.problem_mark, buffer),
            context: parser.context.map { String(cString: $0) } ?? "",
            contextOffset: parser.context == nil ? nil : offset(parser.context_mark, buffer),
            documentStart: rootIndex.map { Int(records[Int($0)].start) },
            openBracket: around.isEmpty || records[Int(top.index)].style != .flow
                ? nil : Int(records[Int(top.index)].start))
        found.append(longQuote() ?? problem.diagnostic(in: source))
    }

    /// A quoted text over several lines just before a syntax error has most likely lost a quote where it begins or ends.
    private func longQuote() -> Diagnostic? {
        guard let last = records.last, last.kind == .scalar, last.style == .singleQuoted || last.style == .doubleQuoted
        else { return nil }
        let (start, end) = (source.position(of: Int(last.start)), source.position(of: Int(last.end)))
        guard end.line > start.line else { return nil }
        let line = source.lineRange(start.line)
        return Diagnostic(
            .yamlSyntax, "the quote that opens here is closed only on line \(end.line)",
            at: Place(source, Int(last.start)..<line.upperBound),
            help: "close it on its own line, or open the one on line \(end.line)")
    }

    mutating func report(_ code: CheckCode, _ message: String, _ bytes: Range<Int>, help: String) {
        found.append(Diagnostic(code, message, at: Place(source, bytes), help: help))
    }
}
