package import SenderModel
package import YAMLSyntax

/// One message as a YAML mapping: an item of a YAML file, or a test case's `message`.
///
/// Scalars are text as they stand; only a plain `null`, `~` or nothing is a key not given. An `id` is always text.
package enum MessageNode {
    /// Reads one mapping into `message`, which is reset first.
    ///
    /// - Returns: nil, or what is wrong with it for people and the node to point at; the message then holds nothing to
    ///   rely on.
    package static func read(_ node: YAMLNode, into message: inout Message) -> (problem: String, node: YAMLNode)? {
        message.reset()
        guard node.kind == .mapping else {
            let kind = node.kind == .sequence ? "a list" : isNull(node) ? "empty" : "text"
            return (kind == "empty" ? "this message is empty" : "a message is a mapping, not \(kind)", node)
        }
        var fields = MessageFields()
        var seen: Set<String> = []
        for (key, value) in node.pairs {
            guard var name = key.text else { return ("a key must be text, not a list or a mapping", key) }
            guard seen.insert(name).inserted else {
                return (name.withUTF8(MessageProblem.repeated), key)
            }
            name.withUTF8 { read(MessageField($0), named: $0, value, &fields, &message) }
            if let problem = fields.problem { return (problem, value) }
        }
        return fields.finish(message).map { ($0, node) }
    }

    private static func read(
        _ field: MessageField, named name: UnsafeBufferPointer<UInt8>, _ value: YAMLNode, _ fields: inout MessageFields,
        _ message: inout Message
    ) {
        if field == .needs, value.kind == .sequence {
            for item in value.items { readNeed(item, &fields, &message) }
            return
        }
        let isNotGiven = isNull(value) || (value.kind == .sequence && value.count == 0)
        switch (field, value.text) {
        case (.other, let text?) where !isNotGiven:
            var text = text
            text.withUTF8 { message.add(other: name, text: $0) }
        case (.other, _): message.add(other: name, isGiven: !isNotGiven)
        case _ where isNotGiven: break
        case (.needs, let text?):
            if !text.isEmpty { fields.note(MessageProblem.wrongType(field, "text")) }
        case (_, var text?): text.withUTF8 { fields.set(field, $0, in: &message) }
        case (_, nil): fields.note(MessageProblem.wrongType(field, kind(of: value)))
        }
    }

    private static func readNeed(_ item: YAMLNode, _ fields: inout MessageFields, _ message: inout Message) {
        guard var text = item.text, !isNull(item) else {
            return fields.note(MessageProblem.wrongItem(item.text == nil ? kind(of: item) : "`null`"))
        }
        text.withUTF8 { fields.set(.needs, $0, in: &message) }
    }

    /// Whether a node is a plain `null` or `~`, or nothing at all.
    private static func isNull(_ node: YAMLNode) -> Bool {
        guard node.kind == .scalar, node.style == .plain else { return false }
        return node.isEmptyPlain || node.text == "null" || node.text == "~"
    }

    private static func kind(of node: YAMLNode) -> String { node.kind == .sequence ? "a list" : "a mapping" }
}
