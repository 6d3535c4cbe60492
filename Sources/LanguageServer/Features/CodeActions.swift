internal import Diagnostics
internal import Linting
internal import SendFromKit
internal import YAMLEditing
internal import YAMLSyntax

/// What can be done about the findings of a range: their fixes, a comment that silences one, all fixes of the tenant.
struct CodeActions {
    let findings: [LintReport.Finding]
    let source: SourceFile
    let range: Range<Int>
    let tenant: OpenTenant
    /// Which kinds are asked for; none means all.
    let only: [String]
    let messages: ProtocolWords

    func json() -> [JSONTree] {
        var resolver = FixEdits()
        var actions: [JSONTree] = []
        let here = findings.map(\.diagnostic).filter { touches($0.place) }
        if isWanted("quickfix") {
            for finding in here {
                guard let fix = finding.fix, let files = resolver.edits(of: fix) else { continue }
                actions.append(action(capitalized(fix.title), "quickfix", finding, files, isPreferred: true))
            }
            for finding in here {
                guard let edits = suppression(of: finding) else { continue }
                actions.append(
                    action(
                        "Silence \(finding.code.rawValue) here, with a reason", "quickfix", finding, [edits],
                        isPreferred: false))
            }
        }
        // Made only when asked for by name: it runs the checks again.
        if only.contains(where: { "source.fixAll.sendfrom".hasPrefix($0) }) {
            let files = tenant.fixes().map(Self.narrowed)
            if !files.isEmpty {
                actions.append(
                    .object([
                        ("title", .text("Mend everything that has one right answer")),
                        ("kind", .text("source.fixAll.sendfrom")), ("edit", messages.workspaceEdit(files)),
                    ]))
            }
        }
        return actions
    }

    /// One edit of the lines that change, in the place of one of the whole file: an editor keeps its cursor then.
    private static func narrowed(_ file: FileEdits) -> FileEdits {
        let (old, new) = (file.source.bytes, file.result)
        func isLineStart(_ bytes: [UInt8], _ index: Int) -> Bool { index == 0 || bytes[index - 1] == 10 }
        var start = zip(old, new).prefix { $0 == $1 }.count
        while !isLineStart(old, start) { start -= 1 }
        var tail = zip(old[start...].reversed(), new[start...].reversed()).prefix { $0 == $1 }.count
        while tail > 0, !isLineStart(old, old.count - tail) || !isLineStart(new, new.count - tail) { tail -= 1 }
        let text = String(decoding: new[start..<new.count - tail], as: UTF8.self)
        return FileEdits(file.source, [TextEdit(start..<old.count - tail, text)])
    }

    private func isWanted(_ kind: String) -> Bool { only.isEmpty || only.contains { kind.hasPrefix($0) } }

    private func touches(_ place: Place) -> Bool {
        place.source === source && place.bytes.lowerBound <= range.upperBound
            && range.lowerBound <= place.bytes.upperBound
    }

    private func capitalized(_ text: String) -> String { (text.first?.uppercased() ?? "") + text.dropFirst() }

    private func action(
        _ title: String, _ kind: String, _ finding: Diagnostic, _ files: [FileEdits], isPreferred: Bool
    ) -> JSONTree {
        var pairs: [(String, JSONTree)] = [
            ("title", .text(title)), ("kind", .text(kind)),
            ("diagnostics", .list([messages.diagnostic(finding)])), ("edit", messages.workspaceEdit(files)),
        ]
        if isPreferred { pairs.append(("isPreferred", .boolean(true))) }
        return .object(pairs)
    }

    /// A comment on the line above, whose reason is the person's to write.
    private func suppression(of finding: Diagnostic) -> FileEdits? {
        guard !finding.stopsEveryCommand, finding.code.group != .suppression else { return nil }
        let line = source.lineRange(finding.place.start.line)
        let document = YAMLReader.read(source).0
        // No comment can stand inside a text of several lines.
        guard document.root != nil, line.lowerBound == 0 || !document.holdsScalar(at: line.lowerBound - 1) else {
            return nil
        }
        let indent = source.bytes[line].prefix { $0 == 32 }.count
        let comment =
            String(repeating: " ", count: indent) + "# sendfrom:allow \(finding.code.rawValue) -- \(source.lineBreak)"
        return FileEdits(source, [TextEdit(line.lowerBound..<line.lowerBound, comment)])
    }
}
