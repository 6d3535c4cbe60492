private import CLibYAML

/// libyaml's parser of a text in memory, an event at a time. The only file that sees C.
///
/// Lives within the closure that lends the text. Not `Sendable`: one thread reads with it.
final class EventParser {
    enum Kind { case scalar, alias, sequenceStart, mappingStart, collectionEnd, documentStart, end, other }

    struct Event {
        var kind = Kind.other
        var style = YAMLNode.Style.plain
        var hasTag = false
        /// Scalars from the beginning of the text.
        var start = 0
        var end = 0
        /// Of a scalar, escapes and folding undone; lent until the next event.
        var text = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
        /// The name after `&` or `*`.
        var anchor: String?
    }

    /// Why there is no next event.
    struct Failure {
        let text: String
        /// In scalars; in bytes where the text can't be read at all.
        let offset: Int
        let isInBytes: Bool
        /// What libyaml was reading, and where that began.
        let context: String
        let contextOffset: Int?
    }

    private let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
    private let event = UnsafeMutablePointer<yaml_event_t>.allocate(capacity: 1)

    /// - Parameter text: lent as long as this lives.
    /// - Returns: nil where there is no memory.
    init?(_ text: UnsafeBufferPointer<UInt8>) {
        event.initialize(to: yaml_event_t())
        guard yaml_parser_initialize(parser) == 1 else {
            deallocate()
            return nil
        }
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        yaml_parser_set_input_string(parser, text.baseAddress, text.count)
    }

    deinit {
        yaml_event_delete(event)
        yaml_parser_delete(parser)
        deallocate()
    }

    private func deallocate() {
        parser.deallocate()
        event.deallocate()
    }

    /// - Returns: false where there is none (`failure`).
    func next(_ next: inout Event) -> Bool {
        yaml_event_delete(event)
        guard yaml_parser_parse(parser, event) == 1 else { return false }
        next.start = Int(event.pointee.start_mark.index)
        next.end = Int(event.pointee.end_mark.index)
        switch event.pointee.type {
        case YAML_SCALAR_EVENT:
            let scalar = event.pointee.data.scalar
            next.kind = .scalar
            next.style = Self.style(scalar.style)
            next.text = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
            setProperties(&next, scalar.tag, scalar.anchor)
        case YAML_ALIAS_EVENT:
            next.kind = .alias
            setProperties(&next, nil, event.pointee.data.alias.anchor)
        case YAML_SEQUENCE_START_EVENT:
            let sequence = event.pointee.data.sequence_start
            next.kind = .sequenceStart
            next.style = sequence.style == YAML_FLOW_SEQUENCE_STYLE ? .flow : .block
            setProperties(&next, sequence.tag, sequence.anchor)
        case YAML_MAPPING_START_EVENT:
            let mapping = event.pointee.data.mapping_start
            next.kind = .mappingStart
            next.style = mapping.style == YAML_FLOW_MAPPING_STYLE ? .flow : .block
            setProperties(&next, mapping.tag, mapping.anchor)
        case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: next.kind = .collectionEnd
        case YAML_DOCUMENT_START_EVENT: next.kind = .documentStart
        case YAML_STREAM_END_EVENT: next.kind = .end
        default: next.kind = .other
        }
        return true
    }

    private func setProperties(
        _ next: inout Event, _ tag: UnsafeMutablePointer<yaml_char_t>?, _ anchor: UnsafeMutablePointer<yaml_char_t>?
    ) {
        next.hasTag = tag != nil
        if anchor != nil || next.anchor != nil { next.anchor = anchor.map { String(cString: $0) } }
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

    /// Why `next` gave none.
    var failure: Failure {
        // What can't be read as text at all has no mark, but libyaml's byte offset.
        let isUnreadable = parser.pointee.error == YAML_READER_ERROR
        return Failure(
            text: parser.pointee.problem.map { String(cString: $0) } ?? "this is not YAML",
            offset: Int(isUnreadable ? parser.pointee.problem_offset : parser.pointee.problem_mark.index),
            isInBytes: isUnreadable, context: parser.pointee.context.map { String(cString: $0) } ?? "",
            contextOffset: parser.pointee.context == nil ? nil : Int(parser.pointee.context_mark.index))
    }

    /// Whether two texts are the same bytes.
    static func isSame(_ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>) -> Bool {
        guard a.count == b.count, let first = a.baseAddress, let second = b.baseAddress else {
            return a.count == b.count
        }
        return memcmp(first, second, a.count) == 0
    }
}
