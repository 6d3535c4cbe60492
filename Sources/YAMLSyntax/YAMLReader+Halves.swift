internal import Diagnostics

/// A large file read in two halves at a time.
///
/// The second half is read as if nothing but one key stood above it, on the guess that its first line begins a child of
/// a collection in the file's own mapping, as an entry of the inventory does. The first half is read as ever, and when
/// it comes to the second, what is open there shows whether the guess was right. libyaml goes on from a child's first
/// line by what is open and how far it is indented, and by nothing else; so the joined records are those of reading
/// straight on. Where the guess was wrong, or the second half holds anything that depends on what stands above it
/// (anchors, aliases, a mistake), the first reader goes on to the end.
extension YAMLReader {
    /// A thread and a second parser cost more than a smaller file.
    static let leastBytes = 256 << 10

    /// How a file was read.
    enum Reading { case failed, plainly, straight, inHalves }

    /// Reads the file to its end.
    mutating func readAll(jobs: Int) -> Reading { readPlainly() ? .plainly : readByLibrary(jobs: jobs) }

    /// Reads the file to its end by libyaml.
    mutating func readByLibrary(jobs: Int, halvesFrom leastBytes: Int = leastBytes) -> Reading {
        guard jobs > 1, buffer.count >= leastBytes, let middle = Self.middle(of: buffer) else { return goOn() }
        var half = YAMLReader(secondHalfOf: self, from: middle.line, after: "_:\n")
        let progress = withUnsafeMutablePointer(to: &self) { first in
            withUnsafeMutablePointer(to: &half) { second in
                // Each is touched by one of the two threads only.
                nonisolated(unsafe) let first = first
                nonisolated(unsafe) let second = second
                return Parts.both(jobs: jobs) {
                    first.pointee.readEvents(until: middle.line)
                } _: {
                    second.pointee.readEvents()
                }
            }
        }
        guard progress.0 == .stopped else { return progress.0 == .complete ? .straight : .failed }
        guard progress.1 == .complete, goesOn(with: half, column: middle.column) else { return goOn() }
        join(half)
        return found.isFull ? .failed : .inHalves
    }

    private mutating func goOn() -> Reading { readEvents() == .complete ? .straight : .failed }

    /// Where the second half may begin: a line near the middle that is indented least among its neighbours, and by how
    /// much.
    private static func middle(of buffer: UnsafeBufferPointer<UInt8>) -> (line: Int, column: Int)? {
        var best: (line: Int, column: Int)?
        var line = buffer.count / 2
        for _ in 0..<64 {
            guard let end = buffer[line...].firstIndex(of: 10) else { break }
            line = end + 1
            var at = line
            while at < buffer.count, buffer[at] == 32 { at += 1 }
            guard at < buffer.count, !"#\r\n".utf8.contains(buffer[at]) else { continue }
            // A key of the file itself has no collection around it that could be guessed.
            guard at > line || buffer[at] == UInt8(ascii: "-") else { continue }
            if best.map({ at - line < $0.column }) ?? true { best = (line, at - line) }
        }
        return best
    }

    /// Whether the second half's records are what reading on would give.
    private func goesOn(with half: YAMLReader, column: Int) -> Bool {
        // The key that was put before it, the collection, its first child.
        guard half.found.all.isEmpty, half.anchors.isEmpty, half.records.count > 3, around.count == 2,
            records.count + half.records.count - 3 <= YAMLLimits.nodes
        else { return false }
        let (root, collection) = (records[Int(around[1].index)], records[Int(top.index)])
        let (other, child) = (half.records[2], half.records[3])
        return root.kind == .mapping && root.style == .block && self.column(of: root) == 0
            && collection.kind == other.kind && collection.style == .block && other.style == .block
            && self.column(of: collection) == column && half.column(of: other) == column
            && (collection.kind == .sequence || top.children % 2 == 0)
            && event.anchor == nil && !event.hasTag && event.kind == EventParser.Kind(child.kind)
            && startOfLeftEvent == Int(child.start)
    }

    private var startOfLeftEvent: Int {
        var reader = self
        return reader.offset(event.start)
    }

    private func column(of record: YAMLDocument.Record) -> Int {
        let start = Int(record.start)
        return start - (buffer[..<start].lastIndex { $0 == 10 || $0 == 13 }.map { $0 + 1 } ?? 0)
    }

    /// Puts the second half's records behind those of the first.
    private mutating func join(_ half: YAMLReader) {
        let (root, collection) = (half.records[0], half.records[2])
        let textBase = Int32(truncatingIfNeeded: texts.count)
        texts += half.texts
        func append(_ others: ArraySlice<YAMLDocument.Record>) {
            guard textBase > 0 else { return records += others }
            for var record in others {
                if record.kind == .scalar, !record.isVerbatim { record.first += textBase }
                records.append(record)
            }
        }
        // The sizes of the two are asked for by aliases only, and there is none below.
        let end = 2 + Int(collection.span)
        append(half.records[3..<end])
        top.children += collection.count
        close { _, _ in collection.end }
        guard !found.isFull else { return }
        append(half.records[end...])
        top.children += root.count - 2
        close { _, _ in root.end }
    }
}

extension EventParser.Kind {
    fileprivate init(_ kind: YAMLDocument.Kind) {
        switch kind {
        case .scalar: self = .scalar
        case .alias: self = .alias
        case .sequence: self = .sequenceStart
        case .mapping: self = .mappingStart
        }
    }
}
