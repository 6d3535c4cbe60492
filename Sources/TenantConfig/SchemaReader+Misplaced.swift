internal import Diagnostics
internal import YAMLSyntax

/// Keys that stand on the wrong level, as one line indented wrongly puts them: told once, and what follows from it not
/// at all.
extension SchemaReader {
    /// Of a mapping of names: how many pairs are to be read before one that no name's can be, and the diagnostic of that
    /// one. An entry before it that is empty only because of it is not to be read either.
    func misplaced(_ pairs: YAMLNode.Pairs, _ shape: MappingShape?) -> (end: Int, diagnostic: Diagnostic)? {
        var before: (key: YAMLNode, value: YAMLNode)?
        for (index, pair) in pairs.enumerated() {
            defer { before = pair }
            guard let diagnostic = misplaced(pair, after: before, pairs.dropFirst(index + 1), shape) else { continue }
            return (shape != nil && before?.value.isEmptyPlain == true ? index - 1 : index, diagnostic)
        }
        return nil
    }

    private func misplaced(
        _ pair: (key: YAMLNode, value: YAMLNode), after before: (key: YAMLNode, value: YAMLNode)?,
        _ rest: @autoclosure () -> DropFirstSequence<YAMLNode.Pairs>, _ shape: MappingShape?
    ) -> Diagnostic? {
        // By position first: nearly no name is a key's.
        if pair.key.position(in: topLevelKeys) != nil, pair.value.isEmptyPlain, let name = pair.key.text {
            let rest = Array(rest())
            if !rest.isEmpty, shape.map({ shape in !rest.allSatisfy { shape.fits($0.value) } }) ?? true {
                misplacedKeys.insert(name)
                return Diagnostic(
                    .unknownKey, "`\(name)` is a key of a tenant and stands on a deeper level", at: pair.key.place,
                    help: "start `\(name)` in the first column")
            }
        }
        if let shape, let before, pair.key.position(in: shape.table.words) != nil, !shape.fits(pair.value) {
            return Diagnostic(
                .unknownKey, "`\(pair.key.text ?? "")` is a key of \(shape.what) and stands where a name should",
                at: pair.key.place, help: "indent it further, under \(Wording.quote(before.key.text ?? ""))")
        }
        return nil
    }
}

extension MappingShape {
    /// Whether a value can be such a mapping.
    fileprivate func fits(_ value: YAMLNode) -> Bool {
        value.isEmptyPlain
            || (value.kind == .mapping && value.pairs.allSatisfy { $0.key.position(in: table.words) != nil })
    }
}
