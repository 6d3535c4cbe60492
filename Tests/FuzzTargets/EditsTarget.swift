internal import Diagnostics
internal import Linting
internal import TableCompiler
internal import TenantConfig
internal import YAMLEditing
internal import YAMLSyntax

/// The edit engine on one file: every fix there is, and values set and taken away. What is edited is YAML still, says
/// what was asked for, and all else that it said.
enum EditsTarget {
    static func run(_ bytes: [UInt8]) throws {
        let source = SourceFile(path: "tenant.yaml", bytes: bytes)
        let (document, problems) = YAMLReader.read(source)
        try fixes(source)
        // What can't be read is edited by nobody.
        guard !problems.hasErrors else { return }
        let paths = [["users", "jane"], ["teams", "sales", "countries"], ["defaults"], []]
        for path in paths {
            for key in ["sender", "GB", "a: b"] {
                let edit = MappingEdit(source)
                if let edits = edit.setting([(key, "\"x y\"")], in: path) {
                    let (root, shown) = try read(FileEdits(source, edits), "\(path) \(key) set")
                    let value = find(path + [key], in: root)
                    try require(value?.text == "x y", "\(path) \(key) was set, and is not there:\n\(shown)")
                    try same(document.root, root, but: path + [key], shown)
                }
                if let edits = edit.deleting(key, in: path) {
                    let (root, shown) = try read(FileEdits(source, edits), "\(path) \(key) deleted")
                    try require(
                        find(path + [key], in: root) == nil, "\(path) \(key) was deleted, and is there:\n\(shown)")
                    try same(document.root, root, but: path + [key], shown)
                }
            }
        }
    }

    private static func fixes(_ source: SourceFile) throws {
        let (config, problems) = TenantDecoder.decode([source])
        let compiled = TableCompiler.compile(config)
        var findings = problems + compiled.diagnostics
        if !findings.hasErrors { findings += CheckRegistry.findings(in: LintedTenant(config, compiled)) }
        var resolver = FixEdits()
        let isReadable = !YAMLReader.read(source).1.hasErrors
        for fix in findings.compactMap(\.fix).prefix(30) {
            guard let files = resolver.edits(of: fix) else { continue }
            for file in files where isReadable { _ = try read(file, fix.title) }
            for file in files { _ = UnifiedDiff.text(file) }
        }
    }

    /// The file after edits, which must be one that can be read.
    private static func read(_ file: FileEdits, _ what: String) throws -> (YAMLNode?, String) {
        let ranges = file.edits.map(\.range).sorted { $0.lowerBound < $1.lowerBound }
        for (range, next) in zip(ranges, ranges.dropFirst()) {
            try require(range.upperBound <= next.lowerBound, "edits overlap: \(what)")
        }
        let result = SourceFile(path: "tenant.yaml", bytes: file.result)
        let shown =
            "\(String(decoding: file.source.bytes, as: UTF8.self))\n=> \(what) =>\n"
            + String(decoding: result.bytes, as: UTF8.self)
        let (document, problems) = YAMLReader.read(result)
        try require(!problems.hasErrors, "\(problems.first?.message ?? ""):\n\(shown)")
        _ = UnifiedDiff.text(file)
        return (document.root, shown)
    }

    private static func find(_ path: [String], in root: YAMLNode?) -> YAMLNode? {
        var node = root
        for name in path { node = node?.pairs.first { $0.key.text == name }?.value }
        return node
    }

    /// Every other key at the top, and beside the one that changed, says what it said.
    private static func same(_ old: YAMLNode?, _ new: YAMLNode?, but path: [String], _ shown: String) throws {
        guard let name = path.first, let old, old.kind == .mapping else { return }
        for (key, value) in old.pairs where key.text != name {
            let now = new?.pairs.first { plain($0.key) == plain(key) }?.value
            try require(now.map(plain) == plain(value), "`\(plain(key))` says something else:\n\(shown)")
        }
        guard path.count > 1, let inner = find([name], in: old) else { return }
        try same(inner, find([name], in: new), but: Array(path.dropFirst()), shown)
    }

    private static func plain(_ node: YAMLNode) -> String {
        switch node.kind {
        case .scalar: "\"\(node.text ?? "")\""
        case .sequence: "[" + node.items.map(plain).joined(separator: ",") + "]"
        case .mapping: "{" + node.pairs.map { plain($0) + ":" + plain($1) }.joined(separator: ",") + "}"
        }
    }
}
