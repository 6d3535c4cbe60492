public import Diagnostics
internal import YAMLSyntax

/// Sets and takes away values in the mappings of a file, keeping everything else byte for byte.
///
/// New keys go to the end of their mapping, in the style it is written in: a line of their own, or after a comma.
public struct MappingEdit {
    private let source: SourceFile
    private let root: YAMLNode?

    public init(_ source: SourceFile) {
        self.source = source
        root = YAMLReader.read(source).0.root
    }

    /// Edits after which each key of the mapping at `path` has its value; mappings that aren't there are made.
    ///
    /// - Parameters:
    ///   - values: keys as they are read, values as YAML of one line. Not empty.
    ///   - path: keys from the top of the file.
    /// - Returns: nil where something else than a mapping stands in the way, a value is written over several lines or as
    ///   an alias, or an alias elsewhere would change with it.
    public func setting(_ values: [(key: String, yaml: String)], in path: [String]) -> [TextEdit]? {
        guard let root, !root.isEmptyPlain else {
            return [TextEdit(source.bytes.count..<source.bytes.count, opening + block(nested(values, path), indent: 0))]
        }
        var node = root
        for (depth, name) in path.enumerated() {
            guard isOwnMapping(node) else { return nil }
            guard let pair = node.pairs.first(where: { $0.key.text == name }) else {
                return inserting([nested(values, Array(path[depth...]))], in: node)
            }
            if pair.value.isEmptyPlain {
                let rest = Array(path[(depth + 1)...])
                let made = flow(.mapping(rest.isEmpty ? leaves(values) : [nested(values, rest)]))
                return fill(pair, of: node, with: made).map { [$0] }
            }
            node = pair.value
        }
        guard isOwnMapping(node) else { return nil }
        var edits: [TextEdit] = []
        var new: [Part] = []
        for (key, yaml) in values {
            guard let pair = node.pairs.first(where: { $0.key.text == key }) else {
                new.append(.pair(key, .leaf(yaml)))
                continue
            }
            if pair.value.isEmptyPlain {
                guard let edit = fill(pair, of: node, with: yaml) else { return nil }
                edits.append(edit)
            } else if pair.value.kind == .scalar, isOneLine(pair.value), !pair.value.isShared {
                edits.append(TextEdit(pair.value.range.bytes, yaml))
            } else {
                return nil
            }
        }
        if !new.isEmpty {
            guard let more = inserting(new, in: node) else { return nil }
            edits += more
        }
        return edits
    }

    /// Edits after which the mapping at `path` has no such key; nil where there is none to take away.
    public func deleting(_ key: String, in path: [String]) -> [TextEdit]? {
        guard var node = root else { return nil }
        for name in path {
            guard isOwnMapping(node), let value = node.pairs.first(where: { $0.key.text == name })?.value else {
                return nil
            }
            node = value
        }
        guard isOwnMapping(node), let found = node.key(key) else { return nil }
        return root.flatMap {
            Deletion(source: source).edits(deleting: found.rangeWithAnchor.bytes.lowerBound, in: $0)
        }
    }

    // MARK: - What is written

    /// A piece of YAML to write.
    private indirect enum Part {
        case leaf(String)
        case mapping([Part])
        case pair(String, Part)
    }

    private func leaves(_ values: [(key: String, yaml: String)]) -> [Part] {
        values.map { .pair($0.key, .leaf($0.yaml)) }
    }

    private func nested(_ values: [(key: String, yaml: String)], _ path: [String]) -> Part {
        path.reversed().reduce(Part.mapping(leaves(values))) { inner, name in .pair(name, inner) }
    }

    private func flow(_ part: Part) -> String {
        switch part {
        case .leaf(let yaml): yaml
        case .mapping(let parts): "{" + parts.map(flow).joined(separator: ", ") + "}"
        case .pair(let key, .pair(let inner, let value)):
            "\(YAMLText.scalar(key)): {\(flow(.pair(inner, value)))}"
        case .pair(let key, let value): "\(YAMLText.scalar(key)): \(flow(value))"
        }
    }

    /// Lines, each with its break.
    private func block(_ part: Part, indent: Int) -> String {
        let lead = String(repeating: " ", count: indent)
        switch part {
        case .leaf(let yaml): return lead + yaml + lineBreak
        case .mapping(let parts): return parts.map { block($0, indent: indent) }.joined()
        case .pair(let key, .leaf(let yaml)): return "\(lead)\(YAMLText.scalar(key)): \(yaml)\(lineBreak)"
        case .pair(let key, let value):
            return "\(lead)\(YAMLText.scalar(key)):\(lineBreak)" + block(value, indent: indent + 2)
        }
    }

    // MARK: - Where it is written

    private func inserting(_ parts: [Part], in node: YAMLNode) -> [TextEdit]? {
        let parts = parts.flatMap { part -> [Part] in if case .mapping(let inner) = part { inner } else { [part] } }
        let last = node.pairs.reduce(nil as (key: YAMLNode, value: YAMLNode)?) { $1 }
        if node.style == .flow {
            let text = parts.map(flow).joined(separator: ", ")
            guard let last else {
                let range = node.range.bytes
                return [TextEdit(range, "{" + text + "}")]
            }
            let end = max(last.key.range.bytes.upperBound, last.value.range.bytes.upperBound)
            return [TextEdit(end..<end, ", " + text)]
        }
        guard let last, let first = node.pairs.first(where: { _ in true }) else { return nil }
        let start = first.key.rangeWithAnchor.bytes.lowerBound
        // A mapping that begins before its first key begins with `?`.
        guard node.range.bytes.lowerBound == start else { return nil }
        let indent = source.position(of: start).column - 1
        let end = max(last.key.range.bytes.upperBound, last.value.range.bytes.upperBound)
        let line = source.position(of: max(end - 1, 0)).line
        let text = parts.map { block($0, indent: indent) }.joined()
        guard line < source.lineCount else {
            return [TextEdit(source.bytes.count..<source.bytes.count, opening + text)]
        }
        let at = source.lineRange(line + 1).lowerBound
        return [TextEdit(at..<at, text)]
    }

    /// The value of a key with nothing after it; nil for a key after `?` with no `:`, and where nothing has an anchor.
    private func fill(
        _ pair: (key: YAMLNode, value: YAMLNode), of mapping: YAMLNode, with yaml: String
    ) -> TextEdit? {
        guard pair.value.rangeWithAnchor == pair.value.range else { return nil }
        let end = pair.key.range.bytes.upperBound
        let next = contentStart(after: end)
        // Blanks up to what follows stay, but for a comment one is needed.
        if next < source.bytes.count, source.bytes[next] == UInt8(ascii: ":") {
            return TextEdit(next + 1..<next + 1, " " + yaml)
        }
        // `{sales}` is short for `{sales: }`.
        return mapping.style == .flow ? TextEdit(end..<end, ": " + yaml) : nil
    }

    /// Where something follows that is neither blank nor comment.
    private func contentStart(after offset: Int) -> Int {
        let bytes = source.bytes
        var at = offset
        while at < bytes.count {
            switch bytes[at] {
            case 9, 10, 13, 32: at += 1
            case UInt8(ascii: "#"): while at < bytes.count, bytes[at] != 10, bytes[at] != 13 { at += 1 }
            default: return at
            }
        }
        return at
    }

    /// A mapping that says what it says here and nowhere else.
    private func isOwnMapping(_ node: YAMLNode) -> Bool { node.kind == .mapping && !node.isAlias && !node.isShared }

    private func isOneLine(_ node: YAMLNode) -> Bool {
        let range = node.range.bytes
        guard ![UInt8(ascii: "|"), UInt8(ascii: ">")].contains(source.bytes[range.lowerBound]) else { return false }
        return source.position(of: range.lowerBound).line == source.position(of: range.upperBound).line
    }

    /// What must come before a new last line.
    private var opening: String {
        source.bytes.isEmpty || source.bytes.last == 10 ? "" : lineBreak
    }

    private var lineBreak: String { source.lineBreak }
}
