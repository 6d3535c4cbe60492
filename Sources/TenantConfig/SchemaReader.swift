package import Diagnostics
package import SenderModel
package import YAMLSyntax

/// Reads nodes by schema: what a key demands, and one diagnostic where something else stands.
///
/// Used for every YAML file of ours (tenants, `sendfrom.yaml`, tests, country rules, presets), so that the same mistake
/// is told in the same words everywhere. Not `Sendable`: one reader serves one file set on one thread.
package final class SchemaReader {
    private var found = BoundedDiagnostics()
    package var diagnostics: [Diagnostic] { found.all }
    /// Whether so much is wrong that nothing more is told, and nothing more need be read.
    package var isFull: Bool { found.isFull }

    /// The keys of the tenant, to know one that stands on a deeper level; none for other files.
    let topLevelKeys: WordList
    /// Those that do.
    var misplacedKeys: Set<String> = []

    /// Where the key stands whose value is handed to `read` of `mapping`.
    package private(set) var keyRange: SourceRange?

    package init(topLevelKeys: WordList = WordList([])) { self.topLevelKeys = topLevelKeys }

    package func report(_ diagnostic: Diagnostic) { found.append(diagnostic) }

    package func report(
        _ code: CheckCode, _ message: String, at node: YAMLNode, help: String? = nil, fix: Fix? = nil
    ) {
        if isFull { return }
        report(Diagnostic(code, message, at: node.place, help: help, fix: fix))
    }

    /// The fix of a word of ours that was mistyped.
    package func correction(_ near: String?, at node: YAMLNode) -> Fix? {
        guard let near, let text = node.text, NearMiss.isSlip(text, for: near, isClosed: true) else { return nil }
        return .write(near, at: node.place)
    }

    // MARK: - Mappings

    /// Reads a mapping of a shape; `read` is called once for each of its keys that is given, in file order.
    ///
    /// - Returns: false where the node is no mapping, or a key was unknown or missing.
    @discardableResult
    package func mapping(
        _ node: YAMLNode, _ shape: MappingShape, at missingPlace: Place? = nil, instead help: String? = nil,
        read: (String, YAMLNode) -> Void
    ) -> Bool {
        mapping(node, shape.what, at: missingPlace, keys: shape.table, instead: help, read: read)
    }

    /// Reads a mapping whose keys are known. An empty value is an empty mapping.
    ///
    /// - Parameters:
    ///   - what: what the mapping is, as in "an inventory entry"; said where a key is missing or unknown.
    ///   - help: what to write where something else than a mapping stands.
    ///   - read: called once for each known key that is given, in file order.
    /// - Returns: false where the node is no mapping, or a key was unknown or missing.
    @discardableResult
    package func mapping(
        _ node: YAMLNode, _ what: String, at missingPlace: Place? = nil, keys table: KeyTable,
        instead help: String? = nil, read: (String, YAMLNode) -> Void
    ) -> Bool {
        let keys = table.names
        guard isMapping(node, what, instead: help) else { return false }
        var isComplete = true
        var given: UInt64 = 0
        var meant: Set<String> = []
        // A key with nothing after it, whose value perhaps stands below on the same level.
        var empty: YAMLNode?
        var isRun = false
        var present: Set<String>?
        let isReadWhole = node.lendPairs { keyNode, value in
            if isFull { return false }
            defer { empty = value.isEmptyPlain ? keyNode : nil }
            guard let index = keyNode.position(in: table.words) else {
                isComplete = false
                guard let name = keyNode.text else { return true }
                guard name != "<<" || keyNode.style != .plain else { return true }
                // `trust:3` in braces is one word: the key is there, and a blank is missing.
                let glued = keys.first { key in
                    name.hasPrefix(key) && [":", " "].contains(name.dropFirst(key.count).first)
                }
                if present == nil { present = Set(node.pairs.compactMap(\.key.text)) }
                let near =
                    glued == nil ? NearMiss.best(for: name, among: keys.filter { present?.contains($0) != true }) : nil
                if let meaning = glued ?? near { meant.insert(meaning) }
                // Unknown keys after the first of a run are the same mistake.
                if isRun, near == nil, glued == nil { return true }
                if let glued {
                    reportGlued(keyNode, name, glued)
                    return true
                }
                let isTenants = near == nil && keyNode.position(in: topLevelKeys) != nil
                if isTenants { misplacedKeys.insert(name) }
                isRun = near == nil && (empty != nil || (isTenants && value.isEmptyPlain))
                reportUnknown(keyNode, name, what, known: keys, near: near, under: isTenants ? nil : empty)
                return true
            }
            isRun = false
            guard given & (1 << UInt64(index)) == 0 else { return true }
            given |= 1 << UInt64(index)
            keyRange = keyNode.range
            read(keys[index], value)
            return true
        }
        guard isReadWhole else { return false }
        let missing = table.required & ~given
        for index in keys.indices where missing & (1 << UInt64(index)) != 0 && !meant.contains(keys[index]) {
            let name = keys[index]
            isComplete = false
            report(
                Diagnostic(
                    .missingKey, "\(what) has no `\(name)`", at: missingPlace ?? firstLine(of: node),
                    help: "add `\(name): …`"))
        }
        return isComplete
    }

    private func reportGlued(_ node: YAMLNode, _ name: String, _ key: String) {
        let isSecret = node.document.source.isSecret(node.range.bytes)
        report(
            .unknownKey,
            "\(isSecret ? "what stands here" : Wording.quote(name)) is one word, with no `: ` after `\(key)`",
            at: node, help: "write `\(key): …`, with a blank after the colon")
    }

    private func reportUnknown(
        _ node: YAMLNode, _ name: String, _ what: String, known: [String], near: String?, under: YAMLNode?
    ) {
        // A word among credentials may be a secret.
        report(
            .unknownKey,
            "\(Self.quote(node, name)) is not a key of \(what)"
                + NearMiss.words(near),
            at: node,
            help: near == nil && misplacedKeys.contains(name)
                ? "`\(name)` is a key of a tenant: start it in the first column"
                : Self.indentation(under) + "\(what) takes \(Wording.list(known.sorted()))",
            fix: correction(near, at: node))
    }

    /// What is said of a key behind one with nothing after it, whose value it may be part of.
    private static func indentation(_ empty: YAMLNode?) -> String {
        guard let empty, !empty.isSecret, let name = empty.text else { return "" }
        return "indent it further if it belongs to \(Wording.quote(name)); "
    }

    /// Reads a mapping whose keys are names of the user's choice. An empty value is an empty mapping.
    ///
    /// - Parameters:
    ///   - shape: what each name stands for, where that is a mapping.
    ///   - isSection: whether a key of the tenant can only be there by mistake.
    /// - Returns: false where the node is no mapping, or was not read to its end.
    @discardableResult
    package func names(
        _ node: YAMLNode, _ what: String, of shape: MappingShape? = nil, isSection: Bool = false,
        read: (Located<String>, YAMLNode) -> Void
    ) -> Bool {
        guard isMapping(node, what) else { return false }
        let misplaced = shape != nil || isSection ? misplaced(node.pairs, shape) : nil
        if let misplaced { report(misplaced.diagnostic) }
        var index = 0
        return node.lendPairs { keyNode, value in
            if isFull { return false }
            if let misplaced, index >= misplaced.end { return false }
            index += 1
            guard !keyNode.isRepeatedKey, let name = keyNode.text, name != "<<" || keyNode.style != .plain else {
                return true
            }
            guard !name.isEmpty else {
                report(.invalidValue, "a name in \(what) is empty", at: keyNode, help: "write a name before the `:`")
                return true
            }
            read(Located(name, at: keyNode.range), value)
            return true
        } && misplaced == nil
    }

    private func isMapping(_ node: YAMLNode, _ what: String, instead help: String? = nil) -> Bool {
        if node.kind == .mapping || node.isEmptyPlain { return true }
        report(
            .wrongType, "\(what) is \(Self.describe(node)), not a mapping", at: node,
            help: help ?? "write `key: value` pairs")
        return false
    }

    private func firstLine(of node: YAMLNode) -> Place {
        let source = node.document.source
        let bytes = node.range.bytes
        let line = source.lineRange(source.position(of: bytes.lowerBound).line)
        return Place(source, bytes.lowerBound..<max(bytes.lowerBound, min(bytes.upperBound, line.upperBound)))
    }

    /// What stands there, in the words of a message.
    package static func describe(_ node: YAMLNode) -> String {
        switch node.kind {
        case .mapping: "a mapping"
        case .sequence: "a list"
        case .scalar where node.isEmptyPlain: "empty"
        // What may be a secret is not repeated.
        case .scalar where node.isSecret: "text"
        case .scalar: "the text \(Wording.quote(node.text ?? ""))"
        }
    }

    /// A node's text in backticks, unless it may be a secret.
    package static func quote(_ node: YAMLNode, _ text: String) -> String {
        node.isSecret ? "what stands here" : Wording.quote(text)
    }

    // MARK: - Lists

    /// Reads a list. Nothing after the key is no list: whoever meant none writes `[]`.
    ///
    /// - Parameter read: called once for each item, as long as there is anything to tell; never where something else
    ///   stands.
    package func list(
        _ node: YAMLNode, _ what: @autoclosure () -> String, example: @autoclosure () -> String, nonEmpty: Bool = false,
        read: (YAMLNode) -> Void
    ) {
        if node.isEmptyPlain {
            report(
                .wrongType, "\(what()) is empty", at: node,
                help: nonEmpty
                    ? "name at least one, for example `\(example())`" : "write `[]` for none, or delete the key")
            return
        }
        guard node.kind == .sequence else {
            let help =
                node.text.map {
                    "write `[\($0.count > 40 || node.isSecret ? "…" : $0)]`"
                }
                ?? "write it as a list, for example `\(example())`"
            let isOne = node.text.map { $0.utf8.allSatisfy { !" ,[]{}".utf8.contains($0) } } ?? false
            let yaml = node.place.source.map { "[" + $0.text(in: node.range.bytes) + "]" }
            report(
                .wrongType, "\(what()) is \(Self.describe(node)), not a list", at: node, help: help,
                fix: isOne && !node.isAlias && !node.isSecret
                    ? yaml.map { Fix("make it a list of one", [.rewrite(node.place, as: $0)]) } : nil)
            return
        }
        if nonEmpty, node.count == 0 {
            report(.wrongType, "\(what()) is empty", at: node, help: "name at least one, for example `\(example())`")
            return
        }
        node.lendItems { item in
            if isFull { return false }
            read(item)
            return true
        }
    }

    /// A list, or one value that stands for a list of one.
    package func oneOrMore(
        _ node: YAMLNode, _ what: @autoclosure () -> String, example: @autoclosure () -> String
    ) -> [YAMLNode]? {
        if node.kind == .scalar, !node.isEmptyPlain { return [node] }
        var items: [YAMLNode] = []
        list(node, what(), example: example(), nonEmpty: true) { items.append($0) }
        return items.isEmpty ? nil : items
    }

    package func texts(
        _ node: YAMLNode, _ what: @autoclosure () -> String, example: @autoclosure () -> String, nonEmpty: Bool = false
    ) -> [Located<String>] {
        var found: [Located<String>] = []
        list(node, what(), example: example(), nonEmpty: nonEmpty) { item in
            if let text = text(item, "an item of \(what())") { found.append(text) }
        }
        return found
    }

    package func members<Member: ClosedList>(
        _ node: YAMLNode, _ what: @autoclosure () -> String
    ) -> [Located<Member>] {
        var found: [Located<Member>] = []
        list(node, what(), example: example(Member.self)) { item in
            if let member: Located<Member> = member(item, what()) { found.append(member) }
        }
        return found
    }
}
