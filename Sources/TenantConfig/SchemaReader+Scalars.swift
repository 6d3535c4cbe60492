package import Diagnostics
package import SenderModel
package import YAMLSyntax

/// Texts, members of closed lists, booleans, numbers, countries, dates and money. Each gives nil where something else
/// stands, and says so once.
extension SchemaReader {
    package func text(_ node: YAMLNode, _ what: @autoclosure () -> String) -> Located<String>? {
        guard let text = node.text else {
            report(
                .wrongType, "\(what()) is \(Self.describe(node)), not text", at: node,
                help: "write one value after the `:`")
            return nil
        }
        guard !text.isEmpty else {
            let help = commentAfter(node).map { "a `#` starts a comment; write \"\($0)\" in quotes" }
            report(.wrongType, "\(what()) is empty", at: node, help: help ?? "write a value, or delete the key")
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

    package func member<Member: ClosedList>(_ node: YAMLNode, _ what: @autoclosure () -> String) -> Located<Member>? {
        if let member = node.text.flatMap(Member.init(rawValue:)) { return Located(member, at: node.range) }
        _ = word(node, what(), of: Member.names)
        return nil
    }

    /// A text out of a list.
    package func word(_ node: YAMLNode, _ what: @autoclosure () -> String, of list: [String]) -> Located<String>? {
        guard let text = text(node, what()) else { return nil }
        guard list.contains(text.value) else {
            let near = NearMiss.best(for: text.value, among: list)
            report(
                .invalidValue, "\(Self.quote(node, text.value)) is not a value of \(what())\(NearMiss.words(near))",
                at: node,
                help: "write \(Wording.list(list, "or"))", fix: correction(near, at: node))
            return nil
        }
        return text
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
                    ?? "write `true` or `false`",
                fix: meant.map { Fix("write `\($0)`", [.rewrite(node.place, as: $0)]) })
            return nil
        }
    }

    /// A decimal integer without leading zeros, so that nobody reads an octal.
    package func integer(_ node: YAMLNode, _ what: String, in range: ClosedRange<Int>) -> Located<Int>? {
        let text = node.text ?? ""
        let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
        let isDecimal = !digits.isEmpty && digits.utf8.allSatisfy { (48...57).contains($0) }
        guard node.style == .plain, isDecimal, digits == "0" || !digits.hasPrefix("0") else {
            // With leading zeros the number may have been meant as an octal one.
            let isQuoted = isDecimal && (digits == "0" || !digits.hasPrefix("0"))
            report(
                .wrongType, "\(what) is \(Self.describe(node)), not a whole number", at: node,
                help: isDecimal
                    ? "write it without quotes and leading zeros: `\(Int(text).map(String.init) ?? "0")`"
                    : "write digits only, for example `\(max(range.lowerBound, 10))`",
                fix: isQuoted ? Fix("write `\(text)` without quotes", [.rewrite(node.place, as: text)]) : nil)
            return nil
        }
        guard let value = Int(text), range.contains(value) else {
            report(
                .invalidValue,
                "\(what) is \(Self.quote(node, text)), outside \(range.lowerBound) to \(range.upperBound)",
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
                .invalidValue, "\(Self.quote(node, text.value)) is not a country code", at: node,
                help: isGroup
                    ? "a group can't stand here; write one country's code" : CountryWords.help(for: text.value),
                fix: isGroup ? nil : CountryWords.code(for: text.value).map { .write($0, at: node.place) })
            return nil
        }
        return Located(country, at: node.range)
    }

    /// The members of a closed list that a list has, and where the first stands.
    package func memberSet<Member: ClosedList>(
        _ node: YAMLNode, _ what: @autoclosure () -> String, of list: Member.Type
    ) -> (set: MemberSet<Member>, first: SourceRange?) {
        var set = MemberSet<Member>()
        var first: SourceRange?
        self.list(node, what(), example: example(Member.self)) { item in
            guard let member: Located<Member> = member(item, what()) else { return }
            if first == nil { first = member.range }
            set.insert(member.value)
        }
        return (set, first)
    }

    func example<Member: ClosedList>(_ list: Member.Type) -> String {
        "[\(list.names.prefix(2).joined(separator: ", "))]"
    }

    /// Text that must have a shape.
    package func text(
        _ node: YAMLNode, _ what: String, shape: String, help: String, isValid: (String) -> Bool
    ) -> Located<String>? {
        guard let text = text(node, what) else { return nil }
        guard isValid(text.value) else {
            report(
                .invalidValue,
                node.isSecret
                    ? "\(what) is not \(shape)" : "\(what) \(Wording.quote(text.value)) is not \(shape)", at: node,
                help: help)
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
