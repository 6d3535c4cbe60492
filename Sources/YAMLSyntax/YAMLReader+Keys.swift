internal import Diagnostics

/// What libyaml lets pass in the keys of a mapping: keys given twice, merge keys, keys that are no text.
extension YAMLReader {
    mutating func checkKeys(of mapping: Int) {
        let count = Int(records[mapping].count) / 2
        if count <= 16, differAtAGlance(mapping, count) { return }
        var seen: [String: Int] = [:]
        if count > 16 { seen.reserveCapacity(count) }
        var child = mapping + 1
        for _ in 0..<count where !found.isFull {
            let key = child
            let value = key + Int(records[key].span)
            child = value + Int(records[value].span)
            let target = target(of: key)
            guard target.kind == .scalar else {
                report(
                    .wrongType, "a key must be text, not a list or a mapping", bytes(key), help: "write `name: value`")
                continue
            }
            if isMerge(target) {
                report(
                    .unsupportedYAML, "merge keys (`<<`) are not supported", bytes(key),
                    help: "write the keys out, or share a whole value with an alias: `key: *name`")
                continue
            }
            let first: Int?
            if count > 16 {
                let name = text(target)
                first = seen.updateValue(key, forKey: name)
                if first != nil { seen[name] = first }
            } else {
                first = firstKey(of: mapping, like: target, before: key)
            }
            if let first {
                records[key].isRepeated = true
                found.append(
                    Diagnostic(
                        .duplicateKey,
                        source.isSecret(bytes(key))
                            ? "the key here is given twice in this mapping"
                            : "key \(Wording.quote(text(target))) is given twice in this mapping",
                        at: Place(source, bytes(key)), help: "keep one of them",
                        related: [.init("first given here", at: Place(source, bytes(first)))]))
            }
        }
    }

    /// Whether the keys of a small mapping are as they nearly always are: texts that differ in length or at their ends,
    /// with no alias or merge key among them.
    private func differAtAGlance(_ mapping: Int, _ count: Int) -> Bool {
        withUnsafeTemporaryAllocation(of: UInt64.self, capacity: count) { prints in
            records.withUnsafeBufferPointer { records in
                texts.withUnsafeBufferPointer { texts in
                    var key = mapping + 1
                    for position in 0..<count {
                        let record = records[key]
                        guard record.kind == .scalar, record.count > 0 else { return false }
                        let text = record.text(in: buffer, texts)
                        let (first, last) = (text[0], text[text.count - 1])
                        guard first != UInt8(ascii: "<") else { return false }
                        let print = UInt64(text.count) << 16 | UInt64(first) << 8 | UInt64(last)
                        for other in 0..<position where prints[other] == print { return false }
                        prints.initializeElement(at: position, to: print)
                        key += 1 + Int(records[key + 1].span)
                    }
                    return true
                }
            }
        }
    }

    private func bytes(_ index: Int) -> Range<Int> { Int(records[index].start)..<Int(records[index].end) }

    /// The record with aliases followed.
    private func target(of index: Int) -> YAMLDocument.Record {
        let record = records[index]
        return record.kind == .alias ? records[Int(record.first)] : record
    }

    private func text(_ record: YAMLDocument.Record) -> String {
        texts.withUnsafeBufferPointer { String(decoding: record.text(in: buffer, $0), as: UTF8.self) }
    }

    private func isMerge(_ record: YAMLDocument.Record) -> Bool {
        record.style == .plain && record.count == 2 && text(record) == "<<"
    }

    /// The first key before one that has its text, aliases followed.
    private func firstKey(
        of mapping: Int, like target: YAMLDocument.Record, before key: Int
    ) -> Int? {
        texts.withUnsafeBufferPointer { texts in
            let text = target.text(in: buffer, texts)
            var other = mapping + 1
            while other != key {
                let record = self.target(of: other)
                // A merge key is no key.
                if record.kind == .scalar, record.count == target.count,
                    EventParser.isSame(record.text(in: buffer, texts), text), !isMerge(record)
                {
                    return other
                }
                let value = other + Int(records[other].span)
                other = value + Int(records[value].span)
            }
            return nil
        }
    }
}
