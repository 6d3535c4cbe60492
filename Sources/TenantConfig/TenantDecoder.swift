package import Diagnostics
internal import SenderModel
internal import YAMLSyntax

/// Turns a tenant's YAML documents into a `TenantConfig`, with every schema error on the way.
///
/// The top-level keys may be split over files in any way; `inventory`, `users`, `teams` and `pools` may themselves
/// stand in several. What each key holds is read in `TenantDecoder+….swift`, one file a part of the language.
package final class TenantDecoder {
    let reader = SchemaReader(topLevelKeys: TenantDecoder.topLevelKeys)
    let jobs: Int
    var config: TenantConfig
    /// Where each top-level key stands first.
    private var firstTopLevel = ByFewKeys<SourceRange>()
    /// Top-level keys that some unknown key was probably meant to be.
    private var misspeltTopLevel: Set<String> = []
    private var hasUnreadableFile = false
    /// By section, the names of earlier files: users, teams and pools may be spread over several.
    private var earlierNames: [String: EarlierNames] = [:]

    private struct EarlierNames {
        var ranges: [String: SourceRange] = [:]
        /// How many of the section's names are in it.
        var count = 0
    }

    /// - Parameters:
    ///   - files: the tenant's files sorted by the bytes of their names, read and decoded in that order.
    ///   - jobs: how many threads may read a large file; what comes of it is the same for any number.
    package static func decode(_ files: [SourceFile], jobs: Int = 1) -> (TenantConfig, [Diagnostic]) {
        decode(ParsedFiles(files), jobs: jobs)
    }

    /// - Parameter jobs: how many threads may take part in a large file.
    package static func decode(_ parsed: ParsedFiles, jobs: Int = 1) -> (TenantConfig, [Diagnostic]) {
        let (documents, diagnostics) = (parsed.documents, parsed.diagnostics)
        let decoder = TenantDecoder(documents.map(\.source), jobs: jobs)
        // A name that isn't found may stand in what couldn't be read.
        if diagnostics.hasErrors { decoder.config.incomplete = Set(TenantConfig.Section.allCases) }
        decoder.hasUnreadableFile = diagnostics.contains { $0.code != .duplicateKey && $0.code != .wrongType }
        for document in documents { decoder.decodeTopLevel(document) }
        for key in decoder.reader.misplacedKeys {
            if let section = TenantConfig.Section(key: key) { decoder.config.incomplete.insert(section) }
        }
        // A key that isn't found may stand in a file that couldn't be read.
        if !decoder.hasUnreadableFile { decoder.checkRequiredKeys() }
        // What was not read any more is not missing.
        if decoder.reader.isFull { decoder.config.incomplete = Set(TenantConfig.Section.allCases) }
        // Taken out: copied, each of its parts would be counted.
        var config = TenantConfig(files: [])
        swap(&config, &decoder.config)
        return (config, diagnostics + decoder.reader.diagnostics)
    }

    private init(_ files: [SourceFile], jobs: Int) {
        self.jobs = jobs
        config = TenantConfig(files: files)
    }

    // MARK: - Top level

    static let topLevelKeys = TenantShapes.tenant.table.words
    private static let keysOfSeveralFiles: Set<String> = ["inventory", "users", "teams", "pools"]

    private func decodeTopLevel(_ document: YAMLDocument) {
        guard let root = document.root, !root.isEmptyPlain else { return }
        if root.kind != .mapping {
            config.incomplete = Set(TenantConfig.Section.allCases)
            hasUnreadableFile = true
        }
        for (key, _) in root.pairs where key.position(in: Self.topLevelKeys) == nil {
            // What a misspelt key holds is not read: the names it may declare prove nothing.
            guard let near = NearMiss.best(for: key.text ?? "", among: Self.topLevelKeys.words) else {
                config.incomplete = Set(TenantConfig.Section.allCases)
                continue
            }
            misspeltTopLevel.insert(near)
            if let section = TenantConfig.Section(key: near) { config.incomplete.insert(section) }
        }
        reader.mapping(root, TenantShapes.tenant) { key, value in
            let range = reader.keyRange ?? value.range
            if let first = firstTopLevel[key], !Self.keysOfSeveralFiles.contains(key) {
                reader.report(
                    Diagnostic(
                        .keyInTwoFiles, "`\(key)` already stands in \(Wording.quote(config.place(first).path))",
                        at: config.place(range),
                        help: "keep `\(key)` in one file; only `inventory`, `users`, `teams` and `pools` may be split",
                        related: [.init("first given here", at: config.place(first))]))
                return
            }
            firstTopLevel[key] = range
            if config.keys[key] == nil { config.keys[key] = range }
            decode(key, value)
        }
    }

    private func checkRequiredKeys() {
        for key in ["tenant", "inventory", "order"]
        where firstTopLevel[key] == nil && !misspeltTopLevel.contains(key) && !reader.misplacedKeys.contains(key) {
            let main = config.files.first { $0.path.hasSuffix("tenant.yaml") } ?? config.files.first
            let help = [
                "tenant": "add `tenant: acme`, the tenant's name, to tenant.yaml",
                "inventory": "add `inventory:` with the tenant's senders, for example in inventory.yaml",
                "order": "add `order: {preset: thread-first}` or `order: {rules: […]}`, for example in order.yaml",
            ]
            if let section = TenantConfig.Section(key: key) { config.incomplete.insert(section) }
            guard let main else { continue }
            let place = firstTopLevel["tenant"].map(config.place) ?? Place(main, main.lineRange(1))
            reader.report(
                Diagnostic(
                    .missingKey, "the tenant has no `\(key)`", at: place, help: help[key]))
        }
    }

    private func decode(_ key: String, _ value: YAMLNode) {
        switch key {
        case "tenant", "name", "country", "organization_number", "features", "limits", "billing", "ten_dlc":
            decodeAbout(key, value)
        case "attributes": decodeAttributes(value)
        case "groups": decodeGroups(value)
        case "providers": decodeProviders(value)
        case "countries":
            // Senders by country were meant to stand under `defaults`: no reason to refuse the next `countries`.
            guard let countries = CountryOverrides.read(value, at: firstTopLevel[key].map(config.place), with: reader)
            else {
                firstTopLevel[key] = nil
                return
            }
            config.countries = countries
        case "inventory": decodeInventory(value)
        case "defaults": decodeDefaults(value)
        case "teams": decodeTeams(value)
        case "users": decodeUsers(value)
        case "pools": decodePools(value)
        default: config.order = OrderReader(reader: reader).read(value, into: &config.incomplete)
        }
    }

    /// Takes in the names a section has so far, before it is read in another file. A name that is there twice in one file
    /// is told where that is parsed.
    func rememberNames<Entry>(of entries: [Entry], in section: String, name: (Entry) -> Located<String>) {
        guard !entries.isEmpty else { return }
        var earlier = earlierNames.removeValue(forKey: section) ?? EarlierNames()
        for entry in entries[earlier.count...] { earlier.ranges[name(entry).value] = name(entry).range }
        earlier.count = entries.count
        earlierNames[section] = earlier
    }

    /// Whether no file before has a name in its section; the second is a duplicate key.
    func isNew(_ name: Located<String>, in section: String) -> Bool {
        guard let first = earlierNames[section]?.ranges[name.value] else { return true }
        reader.report(
            Diagnostic(
                .duplicateKey, "\(Wording.quote(name.value)) is given twice in `\(section)`",
                at: config.place(name.range),
                help: "keep one of them", related: [.init("first given here", at: config.place(first))]))
        return false
    }
}
