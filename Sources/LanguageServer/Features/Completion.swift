internal import Diagnostics
internal import SendFromKit
internal import SenderModel
internal import ShippedRules
internal import TenantConfig
internal import YAMLSyntax

/// What may be typed at the cursor: keys, members of closed lists, names the tenant declares, countries and groups.
struct Completion {
    let source: SourceFile
    let offset: Int
    let shape: Shape
    let view: TenantView?
    let encoding: PositionEncoding

    /// LSP's kinds of completions.
    private enum Kind: Int {
        case property = 10
        case value = 12
        case reference = 18
        case enumMember = 20
        case constant = 21
    }

    private struct Item {
        let label: String
        let kind: Kind
        var detail = ""
        var about = ""
        /// What is written; the label as YAML where it is nil.
        var text: String?
    }

    /// More than anybody reads; typing on asks again.
    private static let most = 500

    var json: JSONTree {
        let (items, range) = found
        let shown = withoutSecrets(items.prefix(Self.most))
        let edits = encoding.json(range, in: source)
        return .object([
            ("isIncomplete", .boolean(items.count > Self.most)),
            ("items", .list(shown.enumerated().map { index, item in self.item(item, index, edits) })),
        ])
    }

    private func item(_ item: Item, _ index: Int, _ range: JSONTree) -> JSONTree {
        var pairs: [(String, JSONTree)] = [("label", .text(item.label)), ("kind", .number(item.kind.rawValue))]
        if !item.detail.isEmpty { pairs.append(("detail", .text(item.detail))) }
        if !item.about.isEmpty { pairs.append(("documentation", .text(item.about))) }
        let digits = String(index)
        pairs.append(("sortText", .text(String(repeating: "0", count: max(0, 4 - digits.count)) + digits)))
        pairs.append(("filterText", .text(item.label)))
        pairs.append(
            ("textEdit", .object([("range", range), ("newText", .text(item.text ?? YAMLText.scalar(item.label)))])))
        return .object(pairs)
    }

    /// The items without those that say what may be a secret, and without details that do.
    private func withoutSecrets(_ items: ArraySlice<Item>) -> [Item] {
        guard let view else { return Array(items) }
        // Most often there is none: one look at all of them is enough.
        let all = items.map { $0.label + "\n" + $0.detail }.joined(separator: "\n")
        guard view.masked(all) != all else { return Array(items) }
        return items.filter { view.masked($0.label) == $0.label }.map { item in
            var shown = item
            shown.detail = view.masked(item.detail)
            return shown
        }
    }

    /// The items, and what they replace.
    private var found: ([Item], Range<Int>) {
        if let comment { return comment }
        let context = CursorContext(source, at: offset, shape)
        var items: [Item] = []
        for visit in context.visits {
            switch visit.role {
            case .key(_, let mapping): items += keys(mapping, visit, context)
            case .name(let names, let mapping):
                let known = Set(visit.parents.last.map { $0.pairs.compactMap(\.key.text) } ?? [])
                items +=
                    names.declares
                    ? []
                    : self.names(names.kind, nil).filter { !known.contains($0.label) }.map { name in
                        var item = name
                        item.text = key(name.label, context)
                        return item
                    }
                if let mapping { items += keys(mapping, visit, context) }
            case .value(let shape): items += values(shape, visit, context)
            }
        }
        let typed = context.typed.lowercased()
        if items.count > Self.most, !typed.isEmpty { items = items.filter { $0.label.lowercased().contains(typed) } }
        return (unique(items), context.word)
    }

    private func unique(_ items: [Item]) -> [Item] {
        var seen: Set<String> = []
        return items.filter { seen.insert($0.label).inserted }
    }

    // MARK: - Keys

    private func keys(_ mapping: MappingShape, _ visit: ShapeWalk.Visit, _ context: CursorContext) -> [Item] {
        let given = Set(visit.parents.last.map { $0.pairs.compactMap(\.key.text) } ?? [])
        return mapping.keys.filter { !given.contains($0.name) }.map { shape in
            Item(
                label: shape.name, kind: .property, detail: shape.isRequired ? "required" : "", about: shape.about,
                text: key(shape.name, context))
        }
    }

    private func key(_ name: String, _ context: CursorContext) -> String {
        context.hasColon || context.isQuoted ? name : YAMLText.scalar(name) + ": "
    }

    // MARK: - Values

    private func values(_ shape: Shape, _ visit: ShapeWalk.Visit, _ context: CursorContext) -> [Item] {
        var items: [Item] = []
        for scalar in shape.scalarShapes {
            switch scalar {
            case .word(let words):
                items += words.map { Item(label: $0.name, kind: .enumMember, about: $0.about ?? "", text: $0.name) }
            case .boolean: items += ["true", "false"].map { Item(label: $0, kind: .value, text: $0) }
            case .refers(let kind): items += names(kind, visit.key)
            default: break
            }
        }
        // A source may name a pool or a sender.
        if let mapping = shape.mappingShape, mapping.areExclusive, mapping.keyNames == TenantShapes.sourceKeys {
            for (key, kind) in [("pool", NameKind.pool), ("sender", .sender)] {
                items += names(kind, nil).map {
                    let text = "{\(key): \(YAMLText.scalar($0.label))}"
                    return Item(label: "{\(key): \($0.label)}", kind: .reference, detail: $0.detail, text: text)
                }
            }
        }
        // A list that has not been begun.
        if items.isEmpty, let item = shape.itemShape {
            items = values(item, visit, context).map { item in
                var listed = item
                listed.text = "[\(item.text ?? YAMLText.scalar(item.label))]"
                return listed
            }
        }
        guard context.isQuoted else { return items }
        return items.map { item in
            var bare = item
            bare.text = item.label
            return bare
        }
    }

    private func names(_ kind: NameKind, _ attribute: String?) -> [Item] {
        switch kind {
        case .country: return Self.countries
        case .countryOrGroup: return groups + builtInGroups + Self.countries
        case .countryOrBuiltInGroup: return builtInGroups + Self.countries
        case .preset:
            return ShippedRules.presetNames.map { Item(label: $0, kind: .constant, about: PresetWords.about($0)) }
        case .check:
            return CheckWords.all.map { Item(label: $0.code, kind: .constant, detail: $0.weight, about: $0.statement) }
        default:
            return (view?.names(kind, attribute: attribute) ?? []).map {
                Item(label: $0.name, kind: .reference, detail: $0.detail)
            }
        }
    }

    private var groups: [Item] {
        (view?.names(.group, attribute: nil) ?? []).map { Item(label: $0.name, kind: .reference, detail: $0.detail) }
    }

    private var builtInGroups: [Item] {
        CountryGroups.builtIn.keys.sorted().map { name in
            let codes = CountryGroups.builtIn[name]?.sorted.map(\.code).joined(separator: " ") ?? ""
            return Item(label: name, kind: .constant, detail: codes)
        }
    }

    private static let countries = Country.all.map { country in
        Item(
            label: country.code, kind: .constant, detail: ShippedRules.countries[country]?.name ?? "",
            text: country.code)
    }

    // MARK: - Comments

    /// The codes of checks, after `# sendfrom:allow`.
    private var comment: ([Item], Range<Int>)? {
        let line = source.lineRange(source.position(of: offset).line)
        let before = source.text(in: line.lowerBound..<min(max(offset, line.lowerBound), line.upperBound))
        guard let hash = before.lastIndex(of: "#"),
            hash == before.startIndex || before[before.index(before: hash)].isWhitespace
        else { return nil }
        let words = before[hash...].dropFirst().split(separator: " ", omittingEmptySubsequences: true)
        guard words.first == "sendfrom:allow", words.count <= 2, words.count == 2 || before.hasSuffix(" ") else {
            // Nothing else is completed in a comment.
            return before[hash...].hasPrefix("# ") ? ([], offset..<offset) : nil
        }
        let typed = words.count == 2 ? words[1].utf8.count : 0
        let items = CheckWords.all.filter { !$0.stopsEveryCommand }.map {
            Item(label: $0.code, kind: .constant, about: $0.statement, text: $0.code + (words.count == 2 ? "" : " -- "))
        }
        return (items, offset - typed..<offset)
    }
}
