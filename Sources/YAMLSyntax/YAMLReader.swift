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
    private var open: [Frame] = []
    private var anchors: [String: Anchor] = [:]
    private var aliasNodes = 0
    private var rootIndex: Int32?
    private var cursor = MarkCursor()

    /// A collection whose end has not come yet.
    private struct Frame {
        let index: Int
        var lastChild: Int32 = -1
        var anchor: String?
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
        source.learn { [records = reader.records, texts = reader.texts] in
            Self.scalars(in: $0, records: records, texts: texts)
        }
        // What is said already was said without that knowledge.
        let diagnostics = reader.found.all.map(\.masked)
        let document = YAMLDocument(
            source: source, file: file, records: reader.records, texts: reader.texts,
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
        records.reserveCapacity(bytes.count / 12 + 8)
        texts.reserveCapacity(bytes.count / 2 + 8)
        return bytes.withUnsafeBufferPointer { buffer in
            let start = buffer.baseAddress.map { $0 + cursor.byteBase }
            yaml_parser_set_input_string(parser, start, buffer.count - cursor.byteBase)
            yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
            var documents = 0
            while true {
                var event = yaml_event_t()
                guard yaml_parser_parse(parser, &event) == 1 else {
                    reportSyntaxError(parser.pointee, buffer)
                    return false
                }
                defer { yaml_event_delete(&event) }
                switch event.type {
                case YAML_STREAM_END_EVENT: return true
                case YAML_DOCUMENT_START_EVENT:
                    documents += 1
                    if documents == 2 {
                        let at = offset(event.start_mark, buffer)
                        report(
                            .unsupportedYAML, "a second document starts here; a file holds one",
                            at..<min(at + 3, buffer.count),
                            help: "put it in a file of its own, or delete the `---`")
                        return false
                    }
                case YAML_SCALAR_EVENT, YAML_ALIAS_EVENT, YAML_SEQUENCE_START_EVENT, YAML_MAPPING_START_EVENT:
                    guard add(event, buffer) else { return false }
                case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: close(event, buffer)
                default: break
                }
                if found.isFull { return false }
            }
        }
    }

    /// False where a limit ends the reading.
    private mutating func add(_ event: yaml_event_t, _ buffer: UnsafeBufferPointer<UInt8>) -> Bool {
        let anchorStart = offset(event.start_mark, buffer)
        var start = anchorStart
        let end = offset(event.end_mark, buffer)
        let index = Int32(truncatingIfNeeded: records.count)
        var frame: Frame?
        var size = 1
        var height = 0
        switch event.type {
        case YAML_SCALAR_EVENT:
            let scalar = event.data.scalar
            if let tag = scalar.tag { rejectTag(tag, at: start) }
            if scalar.anchor != nil { start = Self.afterAnchor(start, buffer, limit: end) }
            var record = YAMLDocument.Record(kind: .scalar, start: UInt32(start), end: UInt32(end))
            record.style = Self.style(scalar.style)
            if record.style == .literal || record.style == .folded {
                record.end = UInt32(Self.trimmed(end, from: start, buffer))
            }
            record.first = Int32(truncatingIfNeeded: texts.count)
            record.count = UInt32(truncatingIfNeeded: scalar.length)
            texts.append(contentsOf: UnsafeBufferPointer(start: scalar.value, count: scalar.length))
            records.append(record)
            if let anchor = scalar.anchor { anchors[String(cString: anchor)] = Anchor(index: index, size: 1) }
        case YAML_ALIAS_EVENT:
            guard let target = resolve(event.data.alias.anchor, at: start..<end) else { return false }
            size = target.size
            height = target.height
            var record = YAMLDocument.Record(kind: .alias, start: UInt32(start), end: UInt32(end))
            record.first = target.index ?? -1
            records.append(record)
            aliasNodes += size
            if aliasNodes > YAMLLimits.aliasNodes {
                report(
                    .limitExceeded, "aliases add more than \(YAMLLimits.aliasNodes) nodes to this file", start..<end,
                    help: "write the values out, or share fewer of them")
                return false
            }
        case YAML_SEQUENCE_START_EVENT:
            let sequence = event.data.sequence_start
            if let tag = sequence.tag { rejectTag(tag, at: start) }
            if sequence.anchor != nil { start = Self.afterAnchor(start, buffer, limit: buffer.count) }
            var record = YAMLDocument.Record(kind: .sequence, start: UInt32(start), end: UInt32(end))
            record.style = sequence.style == YAML_FLOW_SEQUENCE_STYLE ? .flow : .block
            records.append(record)
            frame = Frame(index: Int(index), anchor: sequence.anchor.map { String(cString: $0) })
        default:
            let mapping = event.data.mapping_start
            if let tag = mapping.tag { rejectTag(tag, at: start) }
            if mapping.anchor != nil { start = Self.afterAnchor(start, buffer, limit: buffer.count) }
            var record = YAMLDocument.Record(kind: .mapping, start: UInt32(start), end: UInt32(end))
            record.style = mapping.style == YAML_FLOW_MAPPING_STYLE ? .flow : .block
            records.append(record)
            frame = Frame(index: Int(index), anchor: mapping.anchor.map { String(cString: $0) })
        }
        records[Int(index)].lead = UInt32(start - anchorStart)
        guard records.count <= YAMLLimits.nodes else {
            report(
                .limitExceeded, "the file has more than \(YAMLLimits.nodes) values from here on",
                start..<min(start + 1, buffer.count),
                help: "split it: `inventory`, `users`, `teams` and `pools` may stand in several files")
            return false
        }
        if open.count + height + (frame == nil ? 0 : 1) > YAMLLimits.depth {
            report(
                .limitExceeded, "collections are nested more than \(YAMLLimits.depth) deep",
                start..<min(start + 1, buffer.count),
                help: "no part of a tenant needs more than 6 levels")
            return false
        }
        link(index, size: size, height: height)
        if let frame {
            if let anchor = frame.anchor { anchors[anchor] = Anchor(index: nil) }
            open.append(frame)
        }
        return true
    }

    /// Makes a new node the last child of the collection that is open.
    private mutating func link(_ index: Int32, size: Int, height: Int) {
        guard let last = open.indices.last else {
            if rootIndex == nil { rootIndex = index }
            return
        }
        if open[last].lastChild < 0 {
            records[open[last].index].first = index
        } else {
            records[Int(open[last].lastChild)].next = index
        }
        open[last].lastChild = index
        open[last].size += size
        open[last].height = max(open[last].height, height)
        records[open[last].index].count += 1
    }

    private mutating func close(_ event: yaml_event_t, _ buffer: UnsafeBufferPointer<UInt8>) {
        guard let frame = open.popLast() else { return }
        // The end mark of a block collection is where the next token begins: its last child says where it ends.
        if records[frame.index].style == .flow {
            records[frame.index].end = UInt32(offset(event.end_mark, buffer))
        } else if frame.lastChild >= 0 {
            records[frame.index].end = records[Int(frame.lastChild)].end
        }
        if records[frame.index].kind == .mapping { checkKeys(of: frame.index) }
        if let anchor = frame.anchor {
            anchors[anchor] = Anchor(index: Int32(frame.index), size: frame.size, height: frame.height + 1)
        }
        if let last = open.indices.last {
            open[last].size += frame.size - 1
            open[last].height = max(open[last].height, frame.height + 1)
        }
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
        in ranges: [Range<Int>], records: [YAMLDocument.Record], texts: [UInt8]
    ) -> [ArraySlice<UInt8>] {
        var found: [ArraySlice<UInt8>] = []
        var next = 0
        for record in records where record.kind == .scalar && record.start < record.end {
            while next < ranges.count, ranges[next].upperBound <= Int(record.start) { next += 1 }
            guard next < ranges.count else { break }
            guard ranges[next].lowerBound < Int(record.end) else { continue }
            found.append(texts[Int(record.first)..<Int(record.first) + Int(record.count)])
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
            openBracket: open.last.map { records[$0.index] }.flatMap { $0.style == .flow ? Int($0.start) : nil })
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
