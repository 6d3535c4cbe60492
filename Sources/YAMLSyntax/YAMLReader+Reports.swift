internal import Diagnostics

/// What the reader finds wrong, in words.
extension YAMLReader {
    mutating func report(_ code: CheckCode, _ message: String, _ bytes: Range<Int>, help: String) {
        found.append(Diagnostic(code, message, at: Place(source, bytes), help: help))
    }

    // MARK: - Limits

    /// Says which limit the node that begins at an offset goes over.
    mutating func reportLimit(at start: Int) {
        let place = start..<min(start + 1, buffer.count)
        guard records.count <= YAMLLimits.nodes else {
            return report(
                .limitExceeded, "the file has more than \(YAMLLimits.nodes) values from here on", place,
                help: "split it: `inventory`, `users`, `teams` and `pools` may stand in several files")
        }
        report(
            .limitExceeded, "collections are nested more than \(YAMLLimits.depth) deep", place,
            help: "no part of a tenant needs more than 6 levels")
    }

    mutating func reportAliases(_ range: Range<Int>) {
        report(
            .limitExceeded, "aliases add more than \(YAMLLimits.aliasNodes) nodes to this file", range,
            help: "write the values out, or share fewer of them")
    }

    mutating func reportSecondDocument(at start: Int) {
        report(
            .unsupportedYAML, "a second document starts here; a file holds one",
            start..<min(start + 3, buffer.count),
            help: "put it in a file of its own, or delete the `---`")
    }

    // MARK: - Aliases and tags

    mutating func resolve(_ name: String, at range: Range<Int>) -> Anchor? {
        guard let anchor = anchors[name] else {
            let near = NearMiss.best(for: name, among: anchors.keys.sorted())
            // A token may start with `*`; what may be one is not repeated.
            guard !source.isSecret(range) else {
                report(
                    .yamlSyntax, "there is no anchor of this name above", range,
                    help: "quote a text that starts with `*`")
                return nil
            }
            report(
                .yamlSyntax, "there is no anchor `&\(name)` above" + (near.map { "; did you mean `*\($0)`?" } ?? ""),
                range,
                help: "define it before its first use, as in `key: &\(name) value`; quote a text that starts with `*`")
            return nil
        }
        guard anchor.index != nil else {
            report(
                .unsupportedYAML, "`*\(name)` stands inside the value it stands for", range,
                help: "write the inner value out")
            return nil
        }
        return anchor
    }

    mutating func rejectTag(at start: Int) {
        var end = start
        while end < buffer.count, buffer[end] > 32 { end += 1 }
        report(
            .unsupportedYAML, "tags are not supported", start..<end,
            help:
                "delete the tag \(Wording.quote(source.shownText(in: start..<end))); each value is read as its key demands"
        )
    }

    // MARK: - Syntax

    mutating func reportSyntaxError(_ failure: EventParser.Failure) {
        let problem = YAMLProblem(
            text: failure.text,
            offset: failure.isInBytes ? offset(ofByte: failure.offset) : offset(failure.offset),
            context: failure.context,
            contextOffset: failure.contextOffset.map { offset($0) },
            documentStart: rootIndex.map { Int(records[Int($0)].start) },
            openBracket: around.isEmpty || records[Int(top.index)].style != .flow
                ? nil : Int(records[Int(top.index)].start))
        found.append(longQuote() ?? problem.diagnostic(in: source))
    }

    /// A quoted text over several lines just before a syntax error has most likely lost a quote where it begins or ends.
    private func longQuote() -> Diagnostic? {
        guard let last = records.last, last.kind == .scalar, last.style == .singleQuoted || last.style == .doubleQuoted
        else { return nil }
        let (start, end) = (source.position(of: Int(last.start)), source.position(of: Int(last.end)))
        guard end.line > start.line else { return nil }
        let line = source.lineRange(start.line)
        return Diagnostic(
            .yamlSyntax, "the quote that opens here is closed only on line \(end.line)",
            at: Place(source, Int(last.start)..<line.upperBound),
            help: "close it on its own line, or open the one on line \(end.line)")
    }
}
