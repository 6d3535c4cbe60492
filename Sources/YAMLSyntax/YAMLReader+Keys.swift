internal import Diagnostics

/// What libyaml lets pass in the keys of a mapping: keys given twice, merge keys, keys that are no text.
extension YAMLReader {
    mutating func checkKeys(of mapping: Int) {
        let count = Int(records[mapping].count) / 2
        var seen: [String: Int] = [:]
        if count > 16 { seen.reserveCapacity(count) }
        var small: [Int] = []
        var child = records[mapping].first
        while child >= 0, !found.isFull {
            let key = Int(child)
            let value = records[key].next
            child = value >= 0 ? records[Int(value)].next : -1
            let target = records[key].kind == .alias ? records[Int(records[key].first)] : records[key]
            guard target.kind == .scalar else {
                report(
                    .wrongType, "a key must be text, not a list or a mapping", bytes(key), help: "write `name: value`")
                continue
            }
            if target.style == .plain, target.count == 2, text(target) == "<<" {
                report(
                    .unsupportedYAML, "merge keys (`<<`) are not supported", bytes(key),
                    help: "write the keys out, or share a whole value with an alias: `key: *name`")
                continue
            }
            let first: Int?
            if count > 16 {
                let name = text(target)
                first = seen.updateValue(seen[name] ?? key, forKey: name)
            } else {
                first = small.first { same(records[$0], target) }
                small.append(key)
            }
            if let first {
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

    private func bytes(_ index: Int) -> Range<Int> { Int(records[index].start)..<Int(records[index].end) }

    private func text(_ record: YAMLDocument.Record) -> String {
        String(decoding: texts[Int(record.first)..<Int(record.first) + Int(record.count)], as: UTF8.self)
    }

    /// Whether two keys, aliases followed, have the same text.
    private func same(_ a: YAMLDocument.Record, _ b: YAMLDocument.Record) -> Bool {
        let a = a.kind == .alias ? records[Int(a.first)] : a
        guard a.kind == .scalar, a.count == b.count else { return false }
        let count = Int(a.count)
        return texts[Int(a.first)..<Int(a.first) + count].elementsEqual(texts[Int(b.first)..<Int(b.first) + count])
    }
}
