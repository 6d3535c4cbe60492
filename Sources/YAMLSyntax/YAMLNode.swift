public import Diagnostics

/// One node of a `YAMLDocument`: a scalar's text, a sequence's items or a mapping's pairs, and where it stands.
///
/// An alias behaves as the node it stands for, but its own range is that of the alias.
public struct YAMLNode: Sendable {
    public let document: YAMLDocument
    let index: Int32

    public enum Kind: Sendable { case scalar, sequence, mapping }
    public enum Style: UInt8, Sendable { case plain, singleQuoted, doubleQuoted, literal, folded, block, flow }

    private var written: YAMLDocument.Record { document.records[Int(index)] }

    /// The record with aliases followed; an alias never stands for an alias (`YAMLReader` sees to it).
    private var record: YAMLDocument.Record {
        let record = written
        return record.kind == .alias ? document.records[Int(record.first)] : record
    }

    public var kind: Kind {
        switch record.kind {
        case .scalar, .alias: .scalar
        case .sequence: .sequence
        case .mapping: .mapping
        }
    }

    public var style: Style { record.style }

    /// Whether the node is written as `*name`.
    public var isAlias: Bool { written.kind == .alias }

    /// Whether an alias somewhere stands for this very node, so that a change here is a change there.
    package var isShared: Bool { document.records.contains { $0.kind == .alias && $0.first == index } }

    /// Whether it may be a secret, where it is written or where the alias's value is.
    public var isSecret: Bool {
        let record = record
        return document.source.isSecret(range.bytes)
            || (isAlias && record.kind == .scalar && document.source.isSecret(Int(record.start)..<Int(record.end)))
    }

    /// Where the node is written; a collection from its first to its last child, or its brackets.
    public var range: SourceRange {
        let record = written
        return SourceRange(file: document.file, start: record.start, end: record.end)
    }

    /// The same from its anchor on: where the item as a whole begins.
    public var rangeWithAnchor: SourceRange {
        let record = written
        let lead = document.leads[index] ?? 0
        return SourceRange(file: document.file, start: record.start - lead, end: record.end)
    }

    public var place: Place { Place(document.source, range.bytes) }

    /// The text of a scalar, escapes and folding undone; nil for a collection.
    public var text: String? {
        let record = record
        guard record.kind == .scalar else { return nil }
        return document.withText(of: record) { String(decoding: $0, as: UTF8.self) }
    }

    /// Which of several words a scalar is; nil for none of them.
    package func position(in words: WordList) -> Int? {
        let record = record
        guard record.kind == .scalar else { return nil }
        return document.withText(of: record) { words.position(of: $0) }
    }

    /// Whether this is a key of a text that an earlier key of its mapping has too (`duplicate-key`).
    package var isRepeatedKey: Bool { written.isRepeated }

    /// Whether this is a plain scalar with no text, as after `jane:`.
    public var isEmptyPlain: Bool {
        let record = record
        return record.kind == .scalar && record.count == 0 && record.style == .plain
    }

    /// Items of a sequence, or keys and values of a mapping in turn.
    public var count: Int { record.kind == .scalar ? 0 : Int(record.count) }

    /// The items of a sequence; empty for anything else.
    public var items: Children { children(of: .sequence) }

    /// The pairs of a mapping in file order, keys given twice included; empty for anything else.
    public var pairs: Pairs { Pairs(children: children(of: .mapping)) }

    /// Lends the pairs in turn, until told `false`. Going through `pairs` counts each node as a holder of its document,
    /// which takes longer than all else that is done with most of them.
    ///
    /// - Returns: whether `body` was never false.
    package func lendPairs(_ body: (_ key: YAMLNode, _ value: YAMLNode) -> Bool) -> Bool {
        var (position, left) = childRecords(of: .mapping)
        while left > 1 {
            let key = position
            let value = key + document.records[Int(key)].span
            position = value + document.records[Int(value)].span
            left -= 2
            guard body(YAMLNode(document: document, index: key), YAMLNode(document: document, index: value)) else {
                return false
            }
        }
        return true
    }

    /// Lends the items of a sequence in turn, until told `false`, as `lendPairs` does.
    package func lendItems(_ body: (_ item: YAMLNode) -> Bool) {
        var (position, left) = childRecords(of: .sequence)
        while left > 0 {
            let item = position
            position += document.records[Int(item)].span
            left -= 1
            guard body(YAMLNode(document: document, index: item)) else { return }
        }
    }

    private func children(of kind: YAMLDocument.Kind) -> Children {
        let (position, left) = childRecords(of: kind)
        return Children(document: document, position: position, left: left)
    }

    /// Where the first child's record is, and how many children there are: none of anything but a collection of the kind.
    private func childRecords(of kind: YAMLDocument.Kind) -> (position: Int32, left: UInt32) {
        let record = written
        guard record.kind == .alias else { return (index + 1, record.kind == kind ? record.count : 0) }
        let target = document.records[Int(record.first)]
        return (record.first + 1, target.kind == kind ? target.count : 0)
    }

    /// The first key of a mapping that is written as `name`.
    public func key(_ name: String) -> YAMLNode? {
        let words = WordList([name])
        return pairs.first { $0.key.position(in: words) != nil }?.key
    }

    public struct Children: Sequence, IteratorProtocol, Sendable {
        let document: YAMLDocument
        var position: Int32
        var left: UInt32

        /// The same nodes for one thread among several (`YAMLDocument.forOneThread`).
        package func forOneThread() -> Children {
            Children(document: document.forOneThread(), position: position, left: left)
        }

        public mutating func next() -> YAMLNode? {
            guard left > 0 else { return nil }
            let index = position
            position += document.records[Int(index)].span
            left -= 1
            return YAMLNode(document: document, index: index)
        }
    }

    public struct Pairs: Sequence, IteratorProtocol {
        var children: Children

        public mutating func next() -> (key: YAMLNode, value: YAMLNode)? {
            guard let key = children.next(), let value = children.next() else { return nil }
            return (key, value)
        }
    }
}
