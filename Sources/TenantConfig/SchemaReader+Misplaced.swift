internal import Diagnostics
internal import YAMLSyntax

/// Keys that stand on the wrong level, as one line indented wrongly puts them: told once, and what follows from it not
/// at all.
extension SchemaReader {
    /// The first pair of a mapping of names that no name's can be, and the diagnostic of it; everything from there on,
    /// and an entry before it that is empty only because of it, is not to be read.
    func misplaced(
        _ pairs: [(key: YAMLNode, value: YAMLNode)], _ shape: MappingShape?
    ) -> (index: Int, diagnostic: Diagnostic)? {
        for (index, pair) in pairs.enumerated() {
            guard let name = pair.key.text else { continue }
            let rest = pairs[(index + 1)...]
            if topLevelKeys.contains(name), pair.value.isEmptyPlain, !rest.isEmpty,
                shape.map({ shape in !rest.allSatisfy { shape.fits($0.value) } }) ?? true
            {
                misplacedKeys.insert(name)
                return (
                    index,
                    Diagnostic(
                        .unknownKey, "`\(name)` is a key of a tenant and stands on a deeper level", at: pair.key.place,
                        help: "start `\(name)` in the first column")
                )
            }
            if let shape, index > 0, shape.keyNames.contains(name), !shape.fits(pair.value) {
                let before = pairs[index - 1].key.text ?? ""
                return (
                    index,
                    Diagnostic(
                        .unknownKey, "`\(name)` is a key of \(shape.what) and stands where a name should",
                        at: pair.key.place, help: "indent it further, under \(Wording.quote(before))")
                )
            }
        }
        return nil
    }
}

extension MappingShape {
    /// Whether a value can be such a mapping.
    fileprivate func fits(_ value: YAMLNode) -> Bool {
        value.isEmptyPlain
            || (value.kind == .mapping && value.pairs.allSatisfy { keyNames.contains($0.key.text ?? "") })
    }
}
