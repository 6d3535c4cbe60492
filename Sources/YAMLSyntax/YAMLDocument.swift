public import Diagnostics

/// One YAML file as a flat list of nodes that know where they stand.
///
/// In: a `SourceFile`. Out: nodes (`YAMLNode`) that give text, items or pairs, each with its exact byte range, and the
/// syntax diagnostics of the file. Nothing is guessed: every scalar is text until a schema reads it. The reading itself
/// is `YAMLReader`; what a tenant's keys mean is `TenantConfig`.
///
/// Records lie in one array in document order and the text of scalars in another, so that a file of a million nodes is
/// a handful of allocations.
public final class YAMLDocument: Sendable {
    public let source: SourceFile
    /// Position of the file in the tenant's list; what ranges carry.
    public let file: UInt32
    let records: [Record]
    /// UTF-8 of all scalars, one after the other.
    let texts: [UInt8]
    /// The one document's node; nil where the file holds none, or could not be read.
    let rootIndex: Int32?

    init(source: SourceFile, file: UInt32, records: [Record], texts: [UInt8], rootIndex: Int32?) {
        self.source = source
        self.file = file
        self.records = records
        self.texts = texts
        self.rootIndex = rootIndex
    }

    public var root: YAMLNode? { rootIndex.map { YAMLNode(document: self, index: $0) } }

    /// One node. Children of a collection form a chain from `first` over `next`; a mapping's are key, value, key…
    struct Record: Sendable {
        var kind: Kind
        var style: YAMLNode.Style = .plain
        /// Byte range in the file, an anchor before it left out.
        var start: UInt32
        var end: UInt32
        /// Bytes from the anchor's `&` to `start`; 0 without an anchor.
        var lead: UInt32 = 0
        /// Scalar: where its text starts in `texts`. Collection: first child, -1 none. Alias: the node it stands for.
        var first: Int32 = -1
        /// Scalar: bytes of its text. Collection: number of children.
        var count: UInt32 = 0
        /// The next child of the same parent, -1 none.
        var next: Int32 = -1
    }

    enum Kind: UInt8, Sendable { case scalar, sequence, mapping, alias }
}

extension YAMLDocument {
    /// Whether a byte of the file belongs to a scalar, so that a `#` there starts no comment. The first line of a block
    /// scalar, after its `|`, may end with one.
    package func holdsScalar(at offset: Int) -> Bool {
        // Records stand in the order of the file, and nothing begins inside a scalar.
        var (low, high) = (0, records.count)
        while low < high {
            let middle = (low + high) / 2
            if Int(records[middle].start) <= offset { low = middle + 1 } else { high = middle }
        }
        guard low > 0, records[low - 1].kind == .scalar, offset < records[low - 1].end else { return false }
        let record = records[low - 1]
        guard record.style == .literal || record.style == .folded else { return true }
        return source.position(of: offset).line > source.position(of: Int(record.start)).line
    }
}
