internal import Diagnostics
internal import SenderModel
package import YAMLSyntax

/// `order:` of a tenant and of a shipped preset: a preset's name or rules.
package struct OrderReader {
    private let reader: SchemaReader

    package init(reader: SchemaReader) { self.reader = reader }

    package func read(
        _ node: YAMLNode, into incomplete: inout Set<TenantConfig.Section>
    ) -> TenantConfig.OrderConfig {
        var order = TenantConfig.OrderConfig(range: node.range)
        var rulesNode: YAMLNode?
        var presetKey: YAMLNode?
        let before = reader.diagnostics.count
        let isComplete = reader.mapping(
            node, TenantShapes.order,
            instead: node.kind == .sequence
                ? "write `rules:` before the list"
                : "write `{preset: \(node.text ?? "thread-first")}`, or `{rules: […]}`"
        ) { key, value in
            switch key {
            case "preset":
                order.preset = reader.text(value, "`preset`")
                presetKey = value
            case "rules":
                rulesNode = value
                reader.list(value, "`rules`", example: "[conversation, explicit, default]", nonEmpty: true) { item in
                    // Read where it will stay: a rule is long to copy.
                    order.rules.append(TenantConfig.RuleConfig(range: item.rangeWithAnchor))
                    read(item, into: &order.rules[order.rules.count - 1])
                }
            case "pool":
                order.pool = reader.text(value, "`pool`")
                order.poolKey = reader.keyRange
            case "require": order.require = requirements(value)
            default: order.unknownCompliance = reader.member(value, "`unknown_compliance`")
            }
        }
        if let presetKey, rulesNode != nil {
            reader.report(
                .unknownKey, "`preset` and `rules` can't stand together", at: presetKey,
                help: "keep one: a preset, or rules of your own")
        } else if isComplete, presetKey == nil, rulesNode == nil {
            reader.report(
                .missingKey, "`order` has neither `preset` nor `rules`", at: node,
                help: "add `preset: thread-first`, or `rules:` with a list such as `[conversation, explicit, default]`")
        }
        if reader.diagnostics.count > before { incomplete.insert(.rules) }
        return order
    }

    private func requirements(_ node: YAMLNode) -> [Located<Requirement>] { reader.members(node, "`require`") }

    private func read(_ node: YAMLNode, into rule: inout TenantConfig.RuleConfig) {
        if node.kind == .scalar {
            rule.use = source(node, isRule: true)
            return
        }
        if isSourceAlone(node) { return }
        reader.mapping(node, TenantShapes.rule) { key, value in
            switch key {
            case "name": rule.name = reader.text(value, "a rule's `name`")
            case "when": rule.when = condition(value, "when")
            case "unless": rule.unless = condition(value, "unless")
            case "use": rule.use = source(value)
            case "if_unusable":
                rule.ifUnusable = reader.text(value, "`if_unusable`")
                rule.ifUnusableKey = reader.keyRange
            default: rule.require = requirements(value)
            }
        }
    }

    /// Whether a rule says its sender or pool without `use`, which is told here.
    private func isSourceAlone(_ node: YAMLNode) -> Bool {
        let words = TenantShapes.sourceMapping.table.words
        guard let (key, value) = node.pairs.first(where: { $0.key.position(in: words) != nil }), node.key("use") == nil
        else { return false }
        // What needs no second look: a name on one line.
        let place = value.place
        let text = place.source?.text(in: place.bytes) ?? ""
        let isName =
            value.kind == .scalar && !value.isSecret && [.plain, .singleQuoted, .doubleQuoted].contains(value.style)
            && (1...60).contains(text.utf8.count) && !text.contains("\n")
        let name = key.text ?? ""
        let use = "use: {\(name): \(isName ? text : "…")}"
        reader.report(
            .unknownKey, "`\(name)` is not a key of a rule", at: key, help: "write `\(use)`",
            fix: isName && node.count == 2 && !node.isAlias
                ? Fix("write `\(use)`", [.rewrite(node.place, as: "{\(use)}")]) : nil)
        return true
    }

    /// - Parameter isRule: whether it stands where a rule may, so that a mapping in its place must say `use`.
    private func source(_ node: YAMLNode, isRule: Bool = false) -> Located<TenantConfig.SourceConfig>? {
        func mapping(_ key: String, _ name: String) -> String {
            isRule ? "{use: {\(key): \(name)}}" : "{\(key): \(name)}"
        }
        let names = DecisionTable.Source.named.map(\.name)
        if node.kind == .mapping, node.count > 0 {
            var result: Located<TenantConfig.SourceConfig>?
            let isComplete = reader.mapping(node, TenantShapes.sourceMapping) { key, value in
                guard let text = reader.text(value, "`\(key)`") else { return }
                result = Located(key == "pool" ? .pool(text) : .sender(text), at: node.range)
            }
            if isComplete, node.count > 2 {
                reader.report(
                    .unknownKey, "`use` names a pool and a sender", at: node, help: "keep one of them")
                return nil
            }
            return result
        }
        guard let text = reader.text(node, "a rule's source") else { return nil }
        guard let named = DecisionTable.Source.named.first(where: { $0.name == text.value }) else {
            if let (key, name) = glued(text.value) {
                let mapping = mapping(key, name)
                reader.report(
                    .invalidValue, "\(Wording.quote(text.value)) is one word, not a source", at: node,
                    help: "write `\(mapping)`, with a blank after the colon",
                    fix: Fix("write `\(mapping)`", [.rewrite(node.place, as: mapping)]))
                return nil
            }
            let near = NearMiss.best(for: text.value, among: names)
            let shown = ["pool", "sender"].contains(text.value) || text.value.count > 40 ? "…" : text.value
            reader.report(
                .invalidValue,
                "\(Wording.quote(text.value)) is not a source" + NearMiss.words(near),
                at: node,
                help: near == nil
                    ? "write `\(mapping("sender", shown))` or `\(mapping("pool", shown))` for a sender or a pool, or one of \(Wording.list(names, "or"))"
                    : "write \(Wording.list(names, "or")), or `\(mapping("sender", "…"))` or `\(mapping("pool", "…"))`")
            return nil
        }
        return Located(.named(named.source, name: named.name), at: node.range)
    }

    /// The parts of `sender:main`, as a rule is called that has no name; nil for any other text.
    private func glued(_ text: String) -> (key: String, name: String)? {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, ["pool", "sender"].contains(parts[0]), (1...40).contains(parts[1].utf8.count),
            parts[1].utf8.allSatisfy({ byte in
                // What needs no quotes.
                (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
                    || "+_".utf8.contains(byte) || byte == UInt8(ascii: "-") && parts[1].utf8.first != byte
            })
        else { return nil }
        return (String(parts[0]), String(parts[1]))
    }

    package func condition(_ node: YAMLNode, _ what: String) -> [TenantConfig.ConditionConfig]? {
        guard node.kind == .mapping, node.count > 0 else {
            let found = node.kind == .mapping ? "empty" : SchemaReader.describe(node)
            reader.report(
                .wrongType, "`\(what)` is \(found)", at: node,
                help: "write at least one condition, for example `{country: DE}`, or delete `\(what)`")
            return nil
        }
        var result: [TenantConfig.ConditionConfig] = []
        reader.names(node, "`\(what)`") { key, value in
            let example = key.value == "country" ? "[DE, AT]" : "[…]"
            guard let items = reader.oneOrMore(value, "condition `\(key.value)`", example: example) else { return }
            let values = items.compactMap { reader.text($0, "a value of `\(key.value)`") }
            result.append(.init(key: key, values: values))
        }
        return result
    }
}
