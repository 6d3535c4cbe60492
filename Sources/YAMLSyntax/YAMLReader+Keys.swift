internal import Diagnostics

/// What libyaml lets pass in the keys of a mapping: keys given twice, merge keys, keys that are no text.
extension YAMLReader {
    mutating func checkKeys(of mapping: Int) {
        let count = Int(records[mapping].count) / 2
        var seen: [String: Int] = [:]
        if count > 16 { seen.reserveCapacity(count) }
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
                first = firstKey(of: mapping, like: target, before: key)
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

    /// The first key before one that has its text, aliases followed.
    private func firstKey(of mapping: Int, like target: YAMLDocument.Record, before key: Int) -> Int? {
        var other = Int(records[mapping].first)
        while other != key {
            let index = records[other].kind == .alias ? Int(records[other].first) : other
            if records[index].kind == .scalar, records[index].count == target.count, isSameText(records[index], target)
            {
                // A merge key is no key.
                if target.count != 2 || records[index].style != .plain || text(target) != "<<" { return other }
            }
            other = Int(records[Int(records[other].next)].next)
        }
        return nil
    }

    private func isSameText(_ a: YAMLDocument.Record, _ b: YAMLDocument.Record) -> Bool {
        for offset in 0..<Int(a.count) where texts[Int(a.first) + offset] != texts[Int(b.first) + offset] {
            return false
        }
        return true
    }
}
