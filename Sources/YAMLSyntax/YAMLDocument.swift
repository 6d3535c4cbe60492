public import Diagnostics

/// One YAML file as a flat list of nodes that know where they stand.
///
/// In: a `SourceFile`. Out: nodes (`YAMLNode`) that give text, items or pairs, each with its exact byte range, and the
/// syntax diagnostics of the file. Nothing is guessed: every scalar is text until a schema reads it. The reading itself
/// is `YAMLReader`; what a tenant's keys mean is `TenantConfig`.
///
/// Records lie in one array in document order, and what reads as it stands is read in the file itself, so that a file
/// of a million nodes is a handful of allocations.
public final class YAMLDocument: Sendable {
    public let source: SourceFile
    /// Position of the file in the tenant's list; what ranges carry.
    public let file: UInt32
    let records: [Record]
    /// UTF-8 of the scalars that read otherwise than they stand in the file, one after the other.
    let texts: [UInt8]
    /// Bytes from an anchor's `&` to its node's `start`, by node.
    let leads: [Int32: UInt32]
    /// The one document's node; nil where the file holds none, or could not be read.
    let rootIndex: Int32?
    /// Known to the file as long as the document is there.
    let scalars: ScalarTexts
    /// The file's.
    private let bytes: [UInt8]

    init(
        source: SourceFile, file: UInt32, records: [Record], texts: [UInt8], leads: [Int32: UInt32], rootIndex: Int32?,
        scalars: ScalarTexts? = nil
    ) {
        self.source = source
        self.file = file
        self.records = records
        self.texts = texts
        self.leads = leads
        self.rootIndex = rootIndex
        bytes = source.bytes
        self.scalars = scalars ?? ScalarTexts(records, texts, bytes)
    }

    public var root: YAMLNode? { rootIndex.map { YAMLNode(document: self, index: $0) } }

    /// The same document for one thread among several: each node counts as a holder of its document, and threads that
    /// count on one place wait for each other's caches (reading a list of 80,000 entries on two threads took more than
    /// twice the processor time of reading it on one).
    package func forOneThread() -> YAMLDocument {
        YAMLDocument(
            source: source, file: file, records: records, texts: texts, leads: leads, rootIndex: rootIndex,
            scalars: scalars)
    }

    /// One node, 20 bytes. What is in a collection follows it; a mapping's children are key, value, key…
    struct Record: Sendable {
        var kind: Kind
        var style: YAMLNode.Style = .plain
        /// Scalar: whether it reads as it stands in the file, so that its text is there and not in `texts`.
        var isVerbatim = false
        /// Key: whether the mapping has one of the same text before it.
        var isRepeated = false
        /// Byte range in the file, an anchor before it left out.
        var start: UInt32
        var end: UInt32
        /// Scalar: where its text starts. Collection: its number of records, itself and all below. Alias: the node it
        /// stands for.
        var first: Int32 = 0
        /// Scalar: bytes of its text. Collection: number of children.
        var count: UInt32 = 0

        /// How many records further the next child of the same parent is.
        var span: Int32 { kind == .sequence || kind == .mapping ? first : 1 }

        /// The text of a scalar among the bytes of the file and the other texts.
        func text(
            in bytes: UnsafeBufferPointer<UInt8>, _ texts: UnsafeBufferPointer<UInt8>
        ) -> UnsafeBufferPointer<UInt8> {
            UnsafeBufferPointer(rebasing: (isVerbatim ? bytes : texts)[Int(first)..<Int(first) + Int(count)])
        }
    }

    enum Kind: UInt8, Sendable { case scalar, sequence, mapping, alias }

    /// Lends the text of a scalar.
    func withText<Result>(of record: Record, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        bytes.withUnsafeBufferPointer { bytes in
            texts.withUnsafeBufferPointer { texts in body(record.text(in: bytes, texts)) }
        }
    }
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
