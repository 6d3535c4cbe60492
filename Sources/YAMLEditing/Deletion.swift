internal import Diagnostics
internal import YAMLSyntax

/// Takes a list item, or a key with its value, out of a file: its line where it has one of its own, else up to its
/// comma.
struct Deletion {
    let source: SourceFile

    /// - Parameter offset: where the item or the key begins.
    ///
    /// - Returns: nil where a comment, or an anchor others refer to, would go with it.
    func edits(deleting offset: Int, in root: YAMLNode) -> [TextEdit]? {
        guard let edits = candidates(deleting: offset, in: root) else { return nil }
        for edit in edits
        where source.bytes[edit.range].contains(where: { $0 == UInt8(ascii: "#") || $0 == UInt8(ascii: "&") }) {
            return nil
        }
        return edits
    }

    private func candidates(deleting offset: Int, in root: YAMLNode) -> [TextEdit]? {
        guard let (parent, index) = find(offset, in: root) else { return nil }
        let children = entries(of: parent)
        if children.count == 1 {
            // Nothing left is not the same as an empty collection: `[]` says there is none.
            return [TextEdit(parent.range.bytes, parent.kind == .sequence ? "[]" : "{}")]
        }
        return parent.style == .flow ? flow(children, index) : block(children, index, isList: parent.kind == .sequence)
    }

    /// The items of a list, or the pairs of a mapping, each from its first byte to its last.
    private func entries(of node: YAMLNode) -> [Range<Int>] {
        if node.kind == .sequence { return node.items.map(\.rangeWithAnchor.bytes) }
        return node.pairs.map { key, value in
            let start = key.rangeWithAnchor.bytes.lowerBound
            return start..<max(key.range.bytes.upperBound, value.range.bytes.upperBound)
        }
    }

    /// The innermost collection one of whose entries begins at the offset.
    private func find(_ offset: Int, in node: YAMLNode) -> (YAMLNode, Int)? {
        guard !node.isAlias else { return nil }
        var below: (YAMLNode, Int)?
        if node.kind == .sequence {
            for item in node.items where item.rangeWithAnchor.bytes.contains(offset) { below = find(offset, in: item) }
        } else {
            for (_, value) in node.pairs where value.rangeWithAnchor.bytes.contains(offset) {
                below = find(offset, in: value)
            }
        }
        if let below { return below }
        return entries(of: node).firstIndex { $0.lowerBound == offset }.map { (node, $0) }
    }

    private func flow(_ children: [Range<Int>], _ index: Int) -> [TextEdit] {
        let bytes = source.bytes
        if index + 1 < children.count {
            // With its comma and the blanks after it; a comment after the comma stays.
            var end = children[index].upperBound
            while end < children[index + 1].lowerBound, bytes[end] != UInt8(ascii: ",") { end += 1 }
            if end < children[index + 1].lowerBound { end += 1 }
            while end < children[index + 1].lowerBound, bytes[end] == 32 { end += 1 }
            return [TextEdit(children[index].lowerBound..<end, "")]
        }
        return [TextEdit(children[index - 1].upperBound..<children[index].upperBound, "")]
    }

    private func block(_ children: [Range<Int>], _ index: Int, isList: Bool) -> [TextEdit]? {
        let child = children[index]
        let first = source.lineRange(source.position(of: child.lowerBound).line)
        let lead = source.text(in: first.lowerBound..<child.lowerBound)
        let ownLine = isList ? lead.allSatisfy { $0 == " " || $0 == "-" } : lead.allSatisfy { $0 == " " }
        if ownLine, lead.count(where: { $0 == "-" }) <= 1 {
            let last = source.position(of: max(child.lowerBound, child.upperBound - 1)).line
            let end = last < source.lineCount ? source.lineRange(last + 1).lowerBound : source.bytes.count
            return [TextEdit(first.lowerBound..<end, "")]
        }
        // The first key of a list's item: the next one moves up to the dash. `? key` is left to people.
        guard index + 1 < children.count, !lead.contains("?") else { return nil }
        return [TextEdit(child.lowerBound..<children[index + 1].lowerBound, "")]
    }
}
