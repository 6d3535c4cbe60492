internal import Diagnostics
internal import SendFromKit
internal import SenderModel
internal import TenantConfig
internal import YAMLSyntax

/// What is named in a tenant, and every place that names it.
///
/// A file that can't be parsed, as most can't while somebody types, counts as it last was when it could.
final class TenantView {
    /// As the editor has it.
    let current: OpenTenant
    /// With what could not be parsed as it last was.
    let named: OpenTenant
    private(set) var occurrences: [Occurrence] = []
    /// Whether some file can't be parsed, so that there may be more places than are known.
    private(set) var isPartial = false
    /// Entries by where their `id` and `sender` stand.
    private var entriesByPlace: [PlaceKey: Int] = [:]

    /// What a name means.
    enum Symbol: Hashable {
        /// Position in the inventory.
        case entry(Int)
        case name(NameKind, String)
        case value(attribute: String, String)
    }

    /// One place that names something.
    struct Occurrence {
        let symbol: Symbol
        /// What is written there.
        let text: String
        let source: SourceFile
        let range: Range<Int>
        let kind: NameKind
        let isDeclaration: Bool
    }

    private struct PlaceKey: Hashable {
        let path: String
        let start: Int
    }

    /// - Parameter lastGood: by path; files that can be parsed are added.
    init(_ tenant: OpenTenant, lastGood: inout [String: SourceFile]) {
        current = tenant
        var replaced: [SourceFile] = []
        var documents: [(SourceFile, YAMLDocument, Shape)] = []
        let files =
            tenant.sources.map { ($0, SchemaDocument.tenant.shape) }
            + tenant.tests.map { ($0, SchemaDocument.tests.shape) }
            + (tenant.project.map { [($0, SchemaDocument.project.shape)] } ?? [])
        for (source, shape) in files {
            var (document, problems) = YAMLReader.read(source)
            if document.root == nil, problems.hasErrors {
                isPartial = true
                if let good = lastGood[source.path] {
                    replaced.append(good)
                    (document, problems) = YAMLReader.read(good)
                }
            } else {
                lastGood[source.path] = source
            }
            documents.append((document.source, document, shape))
        }
        named = replaced.isEmpty ? tenant : tenant.replacing(replaced)
        let config = named.loaded.config
        for (index, entry) in config.inventory.enumerated() {
            for range in [entry.id?.range, entry.sender?.range].compactMap({ $0 }) {
                entriesByPlace[PlaceKey(path: config.place(range).path, start: Int(range.start))] = index
            }
        }
        for (source, document, shape) in documents {
            guard let root = document.root else { continue }
            ShapeWalk.walk(root, shape) { visit in
                if let found = occurrence(visit, in: source) { occurrences.append(found) }
            }
        }
    }

    // MARK: - Symbols

    private func occurrence(_ visit: ShapeWalk.Visit, in source: SourceFile) -> Occurrence? {
        guard let text = visit.node.text, !text.isEmpty else { return nil }
        for (kind, isDeclaration) in kinds(visit) {
            guard let symbol = symbol(kind, text, visit, in: source) else { continue }
            return Occurrence(
                symbol: symbol, text: text, source: source, range: visit.node.range.bytes, kind: kind,
                isDeclaration: isDeclaration)
        }
        return nil
    }

    private func kinds(_ visit: ShapeWalk.Visit) -> [(NameKind, Bool)] {
        switch visit.role {
        case .key: []
        case .name(let names, _): [(names.kind, names.declares)]
        case .value(let shape):
            shape.scalarShapes.compactMap { shape in
                switch shape {
                case .declares(let kind): (kind, true)
                case .refers(let kind): (kind, false)
                default: nil
                }
            } + (isUnnamedRule(visit) ? [(.rule, true)] : [])
        }
    }

    /// Whether a source stands there that is its rule's name.
    private func isUnnamedRule(_ visit: ShapeWalk.Visit) -> Bool {
        guard visit.path.starts(with: ["order", "rules"]) else { return false }
        if visit.path.count == 2 { return true }
        return visit.path.count == 3 && visit.path[2] == "use" && visit.parents.last?.key("name") == nil
    }

    private func symbol(_ kind: NameKind, _ text: String, _ visit: ShapeWalk.Visit, in source: SourceFile) -> Symbol? {
        switch kind {
        case .senderID where !visit.path.contains("inventory"), .sender, .senderOrNone:
            if kind == .senderOrNone, text == "none" { return nil }
            return entries(text).first.map { .entry($0) }
        case .senderID, .senderText:
            return entriesByPlace[PlaceKey(path: source.path, start: visit.node.range.bytes.lowerBound)].map {
                .entry($0)
            }
        case .countryOrGroup, .countryOrBuiltInGroup:
            if Country(text) != nil { return .name(.country, text) }
            return .name(.group, text)
        case .jump: return text == "next" || text == "reject" ? nil : .name(.rule, text)
        case .attributeValue: return visit.key.map { .value(attribute: $0, text) }
        default: return .name(kind, text)
        }
    }

    /// The entries a reference means.
    func entries(_ reference: String) -> [Int] { (try? named.loaded.entries(reference)) ?? [] }

    func occurrence(at offset: Int, in path: String) -> Occurrence? {
        occurrences.first { $0.source.path == path && $0.range.lowerBound <= offset && offset <= $0.range.upperBound }
    }

    func occurrences(of symbol: Symbol) -> [Occurrence] { occurrences.filter { $0.symbol == symbol } }

    /// Where a thing is declared.
    func declarations(of symbol: Symbol) -> [Occurrence] {
        let all = occurrences(of: symbol).filter(\.isDeclaration)
        // An entry is declared by its id, where it has one.
        let ids = all.filter { $0.kind == .senderID }
        return ids.isEmpty ? all : ids
    }

    /// Every name of a kind the tenant declares, in file order, with what there is to say of it.
    func names(_ kind: NameKind, attribute: String?) -> [(name: String, detail: String)] {
        let config = named.loaded.config
        switch kind {
        case .sender, .senderOrNone, .senderID:
            let entries = config.inventory.compactMap { entry -> (String, String)? in
                guard let sender = entry.sender?.value else { return nil }
                let detail = entry.name.map { "\($0.value) (\(sender))" } ?? sender
                if let id = entry.id?.value { return (id, detail) }
                return kind == .senderID ? nil : (sender, entry.name?.value ?? "")
            }
            return kind == .senderOrNone ? entries + [("none", "no default, on purpose")] : entries
        case .user: return config.users.map { ($0.name.value, $0.displayName?.value ?? "") }
        case .team: return config.teams.map { ($0.name.value, "\($0.members.count) members") }
        case .pool: return config.pools.map { ($0.name.value, "\($0.senders.count) senders") }
        case .provider: return config.providers.map { ($0.name.value, $0.kind?.value.rawValue ?? "") }
        case .group:
            return config.groups.map { group in (group.name.value, group.members.map(\.value).joined(separator: " ")) }
        case .attribute:
            return config.attributes.map { ($0.name.value, $0.values.map(\.value).joined(separator: ", ")) }
        case .attributeValue:
            return config.attributes.first { $0.name.value == attribute }?.values.map { ($0.value, "") } ?? []
        case .rule, .jump:
            let rules = named.loaded.table.rows.map { ($0.name, $0.at) }
            return kind == .jump
                ? rules + [("next", "continue at the next rule"), ("reject", "reject the message")] : rules
        case .tenant: return config.tenant.map { [($0.value, config.name?.value ?? "")] } ?? []
        default: return []
        }
    }

    /// A text with dots for whatever may be a secret of any of the files.
    func masked(_ text: String) -> String {
        (current.sources + current.tests + [current.project].compactMap { $0 }).reduce(SecretShapes.masked(text)) {
            $1.masked($0)
        }
    }
}

extension TenantView {
    /// Where a rule stands that has no name of its own: `order.yaml:4:7`, as its row says.
    func place(ofRule name: String) -> Place? {
        guard let row = named.loaded.table.rows.first(where: { $0.name == name }) else { return nil }
        let parts = row.at.split(separator: ":")
        guard parts.count == 3, let line = Int(parts[1]), let column = Int(parts[2]),
            let source = named.sources.first(where: { Files.name($0.path) == parts[0] }), line <= source.lineCount
        else { return nil }
        let offset = PositionEncoding.utf32.offset(line: line - 1, character: column - 1, in: source)
        return Place(source, offset..<offset)
    }
}
