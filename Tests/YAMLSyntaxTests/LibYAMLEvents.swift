import CLibYAML

/// libyaml's own events of a text, as lines: what our nodes are held against. Comments, presentation and the names of
/// anchors are left out; an alias stands for its value again.
enum LibYAMLEvents {
    /// The events of every document; nil where libyaml finds a syntax error.
    static func documents(_ text: [UInt8]) -> [[String]]? {
        var parser = yaml_parser_t()
        guard yaml_parser_initialize(&parser) == 1 else { return nil }
        defer { yaml_parser_delete(&parser) }
        return text.withUnsafeBufferPointer { bytes in
            yaml_parser_set_input_string(&parser, bytes.baseAddress, bytes.count)
            var documents: [[String]] = []
            var anchors: [String: Range<Int>] = [:]
            var open: [(anchor: String?, start: Int)] = []
            while true {
                var event = yaml_event_t()
                guard yaml_parser_parse(&parser, &event) == 1 else { return nil }
                defer { yaml_event_delete(&event) }
                func name(_ anchor: UnsafeMutablePointer<yaml_char_t>?) -> String? {
                    anchor.map { String(cString: $0) }
                }
                func add(_ line: String) { documents[documents.count - 1].append(line) }
                func begin(_ line: String, _ anchor: UnsafeMutablePointer<yaml_char_t>?) {
                    open.append((name(anchor), documents[documents.count - 1].count))
                    add(line)
                }
                func end(_ line: String) {
                    add(line)
                    guard let (anchor, start) = open.popLast(), let anchor else { return }
                    anchors[anchor] = start..<documents[documents.count - 1].count
                }
                switch event.type {
                case YAML_STREAM_END_EVENT: return documents
                case YAML_DOCUMENT_START_EVENT:
                    documents.append([])
                    anchors = [:]
                case YAML_SCALAR_EVENT:
                    let scalar = event.data.scalar
                    let bytes = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
                    let at = documents[documents.count - 1].count
                    add("=VAL " + style(scalar.style) + String(decoding: bytes, as: UTF8.self))
                    if let anchor = name(scalar.anchor) { anchors[anchor] = at..<at + 1 }
                case YAML_ALIAS_EVENT:
                    // An alias without an anchor is an error of composing, which libyaml's events know nothing of.
                    guard let range = anchors[name(event.data.alias.anchor) ?? ""] else { return nil }
                    documents[documents.count - 1] += documents[documents.count - 1][range]
                case YAML_SEQUENCE_START_EVENT: begin("+SEQ", event.data.sequence_start.anchor)
                case YAML_MAPPING_START_EVENT: begin("+MAP", event.data.mapping_start.anchor)
                case YAML_SEQUENCE_END_EVENT: end("-SEQ")
                case YAML_MAPPING_END_EVENT: end("-MAP")
                default: break
                }
            }
        }
    }

    private static func style(_ style: yaml_scalar_style_t) -> String {
        switch style {
        case YAML_SINGLE_QUOTED_SCALAR_STYLE: "'"
        case YAML_DOUBLE_QUOTED_SCALAR_STYLE: "\""
        case YAML_LITERAL_SCALAR_STYLE: "|"
        case YAML_FOLDED_SCALAR_STYLE: ">"
        default: ":"
        }
    }
}
