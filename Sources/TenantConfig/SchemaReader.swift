package import Diagnostics
package import SenderModel
package import YAMLSyntax

/// Reads nodes by schema: what a key demands, and one diagnostic where something else stands.
///
/// Used for every YAML file of ours (tenants, `sendfrom.yaml`, tests, country rules, presets), so that the same mistake
/// is told in the same words everywhere. Not `Sendable`: one reader serves one file set on one thread.
package final class SchemaReader {
    package private(set) var diagnostics: [Diagnostic] = []

    package init() {}

    package func report(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

    package func report(_ code: CheckCode, _ message: String, at node: YAMLNode, help: String? = nil) {
        report(Diagnostic(code, message, at: node.place, help: help))
    }

    // MARK: - Mappings

    /// Reads a mapping whose keys are known. An empty value is an empty mapping.
    ///
    /// - Parameters:
    ///   - what: what the mapping is, as in "an inventory entry"; said where a key is missing or unknown.
    ///   - keys: at most 64.
    ///   - read: called once for each known key that is given, in file order.
    /// - Returns: false where the node is no mapping, or a key was unknown or missing.
    @discardableResult
    package func mapping(
        _ node: YAMLNode, _ what: String, at missingPlace: Place? = nil, keys: [String], required: [String] = [],
        read: (String, YAMLNode) -> Void
    ) -> Bool {
        guard isMapping(node, what) else { return false }
        var isComplete = true
        var given: UInt64 = 0
        var meant: Set<String> = []
        for (keyNode, value) in node.pairs {
            guard let name = keyNode.text else {
                isComplete = false
                continue
            }
            guard let index = keys.firstIndex(of: name) else {
                isComplete = false
                if name != "<<" || keyNode.style != .plain {
                    let near = NearMiss.best(for: name, among: keys)
                    if let near { meant.insert(near) }
                    reportUnknown(keyNode, name, what, known: keys, near: near)
                }
                continue
            }
            guard given & (1 << UInt64(index)) == 0 else { continue }
            given |= 1 << UInt64(index)
            read(keys[index], value)
        }
        for name in required where !meant.contains(name) {
            guard let index = keys.firstIndex(of: name), given & (1 << UInt64(index)) == 0 else { continue }
            isComplete = false
            report(
                Diagnostic(
                    .missingKey, "\(what) has no `\(name)`", at: missingPlace ?? firstLine(of: node),
                    help: "add `\(name): …`"))
        }
        return isComplete
    }

    private func reportUnknown(_ node: YAMLNode, _ name: String, _ what: String, known: [String], near: String?) {
        // A word among credentials may be a secret.
        let isSecret = node.document.source.isSecret(node.range.bytes)
        report(
            .unknownKey,
            "\(isSecret ? "what stands here" : Wording.quote(name)) is not a key of \(what)"
                + (near.map { "; did you mean `\($0)`?" } ?? ""),
            at: node, help: "it takes \(Wording.list(known.sorted()))")
    }

    /// Reads a mapping whose keys are names of the user's choice. An empty value is an empty mapping.
    ///
    /// - Returns: false where the node is no mapping.
    @discardableResult
    package func names(_ node: YAMLNode, _ what: String, read: (Located<String>, YAMLNode) -> Void) -> Bool {
        guard isMapping(node, what) else { return false }
        var given: Set<String> = []
        for (keyNode, value) in node.pairs {
            guard let name = keyNode.text, name != "<<" || keyNode.style != .plain, given.insert(name).inserted else {
                continue
            }
            guard !name.isEmpty else {
                report(.invalidValue, "a name in \(what) is empty", at: keyNode, help: "write a name before the `:`")
                continue
            }
            read(Located(name, at: keyNode.range), value)
        }
        return true
    }

    private func isMapping(_ node: YAMLNode, _ what: String) -> Bool {
        if node.kind == .mapping || node.isEmptyPlain { return true }
        report(
            .wrongType, "\(what) is \(Self.describe(node)), not a mapping", at: node, help: "write `key: value` pairs")
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
        case .scalar where node.document.source.isSecret(node.range.bytes): "text"
        case .scalar: "the text \(Wording.quote(node.text ?? ""))"
        }
    }

    // MARK: - Lists

    /// The items of a list; an empty value is an empty list.
    package func list(_ node: YAMLNode, _ what: String, example: String, nonEmpty: Bool = false) -> [YAMLNode]? {
        guard node.kind == .sequence || node.isEmptyPlain else {
            let help =
                node.text.map {
                    "write `[\($0.count > 40 || node.document.source.isSecret(node.range.bytes) ? "…" : $0)]`"
                }
                ?? "write it as a list, for example `\(example)`"
            report(.wrongType, "\(what) is \(Self.describe(node)), not a list", at: node, help: help)
            return nil
        }
        if nonEmpty, node.count == 0 {
            report(.wrongType, "\(what) is empty", at: node, help: "name at least one, for example `\(example)`")
            return nil
        }
        return Array(node.items)
    }

    /// A list, or one value that stands for a list of one.
    package func oneOrMore(_ node: YAMLNode, _ what: String, example: String) -> [YAMLNode]? {
        if node.kind == .scalar, !node.isEmptyPlain { return [node] }
        return list(node, what, example: example, nonEmpty: true)
    }

    package func texts(_ node: YAMLNode, _ what: String, example: String, nonEmpty: Bool = false) -> [Located<String>] {
        (list(node, what, example: example, nonEmpty: nonEmpty) ?? []).compactMap { text($0, "an item of \(what)") }
    }

    package func members<Member: ClosedList>(
        _ node: YAMLNode, _ what: String, nonEmpty: Bool = false
    ) -> [Located<Member>] {
        let example = "[\(Member.names.prefix(2).joined(separator: ", "))]"
        return (list(node, what, example: example, nonEmpty: nonEmpty) ?? []).compactMap { member($0, what) }
    }

    // MARK: - Scalars

    package func text(_ node: YAMLNode, _ what: String) -> Located<String>? {
        guard let text = node.text else {
            report(
                .wrongType, "\(what) is \(Self.describe(node)), not text", at: node,
                help: "write one value after the `:`")
            return nil
        }
        guard !text.isEmpty else {
            let help = commentAfter(node).map { "a `#` starts a comment; write \"\($0)\" in quotes" }
            report(.wrongType, "\(what) is empty", at: node, help: help ?? "write a value, or delete the key")
            return nil
        }
        return Located(text, at: node.range)
    }

    /// The comment on the line of an empty value, which may have been meant as the value: `sender: #ACME`.
    private func commentAfter(_ node: YAMLNode) -> String? {
        guard node.isEmptyPlain else { return nil }
        let source = node.document.source
        let line = source.lineRange(source.position(of: node.range.bytes.lowerBound).line)
        let rest = source.shownText(in: node.range.bytes.lowerBound..<line.upperBound).drop { $0 == " " }
        return rest.hasPrefix("#") && rest.dropFirst().first?.isWhitespace == false
            ? String(rest.prefix { $0 != " " }) : nil
    }

    package func member<Member: ClosedList>(
        _ node: YAMLNode, _ what: String
    ) -> Located<Member>? {
        guard let text = text(node, what) else { return nil }
        guard let member = Member(rawValue: text.value) else {
            let near = NearMiss.best(for: text.value, among: Member.names)
            report(
                .invalidValue,
                "\(Wording.quote(text.value)) is not a value of \(what)"
                    + (near.map { "; did you mean `\($0)`?" } ?? ""),
                at: node, help: "write \(Wording.list(Member.names, "or"))")
            return nil
        }
        return Located(member, at: node.range)
    }

    package func boolean(_ node: YAMLNode, _ what: String) -> Located<Bool>? {
        switch (node.text, node.style) {
        case ("true", .plain): return Located(true, at: node.range)
        case ("false", .plain): return Located(false, at: node.range)
        default:
            let text = node.text?.lowercased() ?? ""
            let meant = ["yes": "true", "on": "true", "true": "true", "no": "false", "off": "false", "false": "false"][
                text]
            report(
                .wrongType, "\(what) is \(Self.describe(node)), not `true` or `false`", at: node,
                help: meant.map { "write `\($0)`" + (node.style == .plain ? "" : " without quotes") }
                    ?? "write `true` or `false`")
            return nil
        }
    }

    /// A decimal integer without leading zeros, so that nobody reads an octal.
    package func integer(_ node: YAMLNode, _ what: String, in range: ClosedRange<Int>) -> Located<Int>? {
        let text = node.text ?? ""
        let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
        let isDecimal = !digits.isEmpty && digits.utf8.allSatisfy { (48...57).contains($0) }
        guard node.style == .plain, isDecimal, digits == "0" || !digits.hasPrefix("0") else {
            report(
                .wrongType, "\(what) is \(Self.describe(node)), not a whole number", at: node,
                help: isDecimal
                    ? "write it without quotes and leading zeros: `\(Int(text).map(String.init) ?? "0")`"
                    : "write digits only, for example `\(max(range.lowerBound, 10))`")
            return nil
        }
        guard let value = Int(text), range.contains(value) else {
            report(
                .invalidValue, "\(what) is \(Wording.quote(text)), outside \(range.lowerBound) to \(range.upperBound)",
                at: node, help: "write a number from \(range.lowerBound) to \(range.upperBound)")
            return nil
        }
        return Located(value, at: node.range)
    }

    package func country(_ node: YAMLNode, _ what: String) -> Located<Country>? {
        guard let text = text(node, what) else { return nil }
        guard let country = Country(text.value) else {
            let isGroup = CountryGroups.builtIn[text.value] != nil
            report(
                .invalidValue, "\(Wording.quote(text.value)) is not a country code", at: node,
                help: isGroup
                    ? "a group can't stand here; write one country's code" : CountryWords.help(for: text.value))
            return nil
        }
        return Located(country, at: node.range)
    }

    /// Text that must have a shape.
    package func text(
        _ node: YAMLNode, _ what: String, shape: String, help: String, isValid: (String) -> Bool
    ) -> Located<String>? {
        guard let text = text(node, what) else { return nil }
        guard isValid(text.value) else {
            report(.invalidValue, "\(what) \(Wording.quote(text.value)) is not \(shape)", at: node, help: help)
            return nil
        }
        return text
    }

    package func date(_ node: YAMLNode, _ what: String) -> Located<String>? {
        text(
            node, what, shape: "a date", help: "write year, month and day, for example `2026-03-31`",
            isValid: CalendarDate.isValid)
    }

    package func money(_ node: YAMLNode, _ what: String) -> Located<String>? {
        text(
            node, what, shape: "an amount of money", help: "write digits with up to 6 decimals, for example `\"2.99\"`"
        ) { text in
            let parts = text.split(separator: ".", omittingEmptySubsequences: false)
            let isDigits = parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } }
            return isDigits && parts.count <= 2 && parts[0].count <= 12 && (parts.count == 1 || parts[1].count <= 6)
        }
    }
}
