internal import Diagnostics
internal import Evaluation
internal import Linting
internal import MessageIO
internal import SendFromKit
internal import SenderModel
internal import TableCompiler
internal import TenantConfig
internal import YAMLSyntax

/// A tenant in one file, or in several between lines of `%%%`.
enum YAMLTarget {
    static func run(_ bytes: [UInt8]) throws {
        let sources = files(in: bytes)
        for source in sources {
            try checkNodes(source)
            try checkReading(source)
        }
        let (config, problems) = TenantDecoder.decode(sources)
        let compiled = TableCompiler.compile(config)
        var diagnostics = (problems + compiled.diagnostics).sortedAndUnique()
        let isWhole = !diagnostics.hasErrors
        if isWhole {
            try checkTable(compiled.table)
            diagnostics += CheckRegistry.findings(in: LintedTenant(config, compiled))
        }
        diagnostics += CheckRegistry.findings(in: TypedFiles(config))
        diagnostics += ProjectConfig.decode(sources[0]).1
        diagnostics += TestFile.read(sources[0]).diagnostics
        try checkPlaces(diagnostics)
    }

    static func files(in bytes: [UInt8]) -> [SourceFile] {
        let parts = bytes.split(separator: UInt8(ascii: "%"), omittingEmptySubsequences: true).prefix(4)
        return (parts.isEmpty ? [[]] : parts).enumerated().map { index, part in
            SourceFile(path: index == 0 ? "tenant.yaml" : "part\(index).yaml", bytes: Array(part))
        }
    }

    /// What is read without libyaml is what libyaml gives.
    private static func checkReading(_ source: SourceFile) throws {
        let (ours, ourProblems) = YAMLReader.read(source)
        let (theirs, theirProblems) = YAMLReader.readByLibrary(source)
        let renderer = TextRenderer(color: false)
        try require(
            ourProblems.map(renderer.render) == theirProblems.map(renderer.render),
            "\(ourProblems) without libyaml, \(theirProblems) with it")
        func compare(_ ours: YAMLNode, _ theirs: YAMLNode) throws {
            try require(
                ours.kind == theirs.kind && ours.style == theirs.style && ours.text == theirs.text
                    && ours.range == theirs.range && ours.count == theirs.count
                    && ours.isRepeatedKey == theirs.isRepeatedKey,
                "\(ours.kind) at \(ours.range.bytes) without libyaml, \(theirs.kind) at \(theirs.range.bytes) with it")
            // What an alias stands for is compared where it stands.
            guard !ours.isAlias else { return }
            for (ours, theirs) in zip(ours.items, theirs.items) { try compare(ours, theirs) }
            for (ours, theirs) in zip(ours.pairs, theirs.pairs) {
                try compare(ours.key, theirs.key)
                try compare(ours.value, theirs.value)
            }
        }
        switch (ours.root, theirs.root) {
        case (let ours?, let theirs?): try compare(ours, theirs)
        case (nil, nil): break
        default: throw FuzzFinding(description: "one of the two readings has no root")
        }
    }

    /// Children lie inside their parents and one after the other, and what is shown can be shown.
    private static func checkNodes(_ source: SourceFile) throws {
        let (document, diagnostics) = YAMLReader.read(source)
        try checkPlaces(diagnostics)
        guard let root = document.root else { return }
        // An alias stands for its value again: as many nodes as the limit lets through.
        var budget = 200_000
        func check(_ node: YAMLNode, in outer: Range<Int>, isShared: Bool) throws {
            budget -= 1
            guard budget > 0 else { throw FuzzFinding(description: "more nodes than the limit lets through") }
            let range = node.range.bytes
            try require(range.upperBound <= source.bytes.count, "a node ends at \(range.upperBound), outside the file")
            try require(
                isShared || (range.lowerBound >= outer.lowerBound && range.upperBound <= outer.upperBound),
                "a node at \(range) is outside its parent's \(outer)")
            _ = node.text
            _ = node.isSecret
            let inner = isShared || node.isAlias
            var before = range.lowerBound
            func inOrder(_ child: YAMLNode) throws {
                let start = child.rangeWithAnchor.bytes.lowerBound
                try require(
                    inner || start >= before, "a node at \(start) begins before its neighbour ends at \(before)")
                before = child.range.bytes.upperBound
                try check(child, in: range, isShared: inner)
            }
            for item in node.items { try inOrder(item) }
            for (key, value) in node.pairs {
                try inOrder(key)
                try inOrder(value)
            }
        }
        try check(root, in: 0..<source.bytes.count, isShared: false)
        for offset in stride(from: 0, to: source.bytes.count, by: 7) { _ = document.holdsScalar(at: offset) }
    }

    /// Every diagnostic points into its file, and can be shown.
    static func checkPlaces(_ diagnostics: [Diagnostic]) throws {
        for diagnostic in diagnostics {
            for place in [diagnostic.place] + diagnostic.related.map(\.place) {
                guard let source = place.source else { continue }
                try require(
                    place.bytes.upperBound <= source.bytes.count,
                    "`\(diagnostic.message)` points at \(place.bytes) of \(source.bytes.count) bytes")
            }
            try require(!diagnostic.message.isEmpty, "a diagnostic of \(diagnostic.code) says nothing")
        }
        // Showing one is slow beside all else, and one is shown as another.
        for diagnostic in diagnostics.prefix(20) {
            let shown = TextRenderer(color: false).render(diagnostic)
            try require(
                !shown.unicodeScalars.contains { $0.value < 32 && $0 != "\n" || $0.value == 0x7F },
                "a control character is shown: \(shown.debugDescription)")
        }
    }

    /// A table can be run, and what is written of it is read as the same.
    private static func checkTable(_ table: DecisionTable) throws {
        try require(table.validate() == nil, "a table without a diagnostic can't be run: \(table.validate() ?? "")")
        let again = try CompiledTable.read(try CompiledTable.json(table), from: "table.json")
        try require(again == table, "the compiled file holds another table")
        _ = try MessagesTarget.decisions([table], Samples.messages, .ndjson, chunk: .max)
        _ = TableView(table).text()
    }
}
