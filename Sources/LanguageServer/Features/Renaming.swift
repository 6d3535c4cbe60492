internal import Diagnostics
internal import SendFromKit
internal import SenderModel
internal import TenantConfig
internal import YAMLEditing

/// A name given another everywhere in the tenant's files and tests, by the edits that fixes are made of.
struct Renaming {
    let view: TenantView
    let occurrence: TenantView.Occurrence

    /// - Throws: `ResponseError` where nothing can be renamed there.
    init(_ view: TenantView, at offset: Int, in path: String) throws {
        guard let found = view.occurrence(at: offset, in: path) else {
            throw ResponseError.failed("there is nothing to rename here")
        }
        self.view = view
        occurrence = found
        // What may be a secret is not said back.
        guard Self.kinds.contains(kind), view.masked(found.text) == found.text else {
            throw ResponseError.failed("this can't be renamed")
        }
        if case .entry(let entry) = found.symbol {
            guard view.named.loaded.config.inventory[entry].id?.value == found.text else {
                throw ResponseError.failed("only ids are renamed; this is the sender itself")
            }
        }
        if found.symbol == .name(.rule, found.text), !isDeclared {
            throw ResponseError.failed("this rule's name comes from its source; give it a `name:` first")
        }
        guard isDeclared else { throw ResponseError.failed("`\(found.text)` is not declared in this tenant") }
    }

    private static let kinds: Set<NameKind> = [
        .senderID, .user, .team, .pool, .provider, .group, .attribute, .attributeValue, .rule,
    ]

    /// What is renamed.
    private var kind: NameKind {
        switch occurrence.symbol {
        case .entry: .senderID
        case .name(let kind, _): kind
        case .value: .attributeValue
        }
    }

    private var isDeclared: Bool {
        view.declarations(of: occurrence.symbol).contains { one in
            // An unnamed rule's source is its name, and no name to change.
            kind != .rule
                || one.kind == .rule
                    && view.named.loaded.config.order?.rules.contains {
                        $0.name?.value == one.text && Int($0.name?.range.start ?? 0) == one.range.lowerBound
                    } == true
        }
    }

    /// The edits by file.
    ///
    /// - Throws: `ResponseError` where the new name can't be one, or a place can't be edited.
    func edits(to name: String) throws -> [FileEdits] {
        try check(name)
        let old = occurrence.text
        guard name != old else { return [] }
        var changes = view.occurrences(of: occurrence.symbol).filter { $0.text == old && $0.kind != .senderText }
            .map { Fix.Change.replace(Place($0.source, $0.range), with: name) }
        changes += derived(from: old, to: name)
        guard !view.isPartial else {
            throw ResponseError.failed("a file of the tenant can't be parsed; mend it first")
        }
        var resolver = FixEdits()
        guard let files = resolver.edits(of: Fix("rename", changes)) else {
            throw ResponseError.failed(
                "one of the places is a block text or has an anchor, and can't be changed without guessing")
        }
        return files
    }

    /// Rules without a name are called by their pool or sender: `pool:us`, `sender:support`.
    private func derived(from old: String, to name: String) -> [Fix.Change] {
        let prefix: String
        switch kind {
        case .pool: prefix = "pool:"
        case .senderID: prefix = "sender:"
        default: return []
        }
        let isNamed = view.named.loaded.config.order?.rules.contains { $0.name?.value == prefix + old } ?? false
        return isNamed
            ? []
            : view.occurrences(of: .name(.rule, prefix + old)).map {
                .replace(Place($0.source, $0.range), with: prefix + name)
            }
    }

    private func check(_ name: String) throws {
        func refuse(_ why: String) throws -> Never { throw ResponseError.failed(why) }
        guard !name.isEmpty else { try refuse("a name can't be empty") }
        guard name.unicodeScalars.allSatisfy({ $0.value >= 32 && $0.value != 127 }) else {
            try refuse("a name has no control characters")
        }
        switch kind {
        case .senderID:
            guard Names.isID(name), name != "none", name != "unknown" else {
                try refuse(
                    "an id is up to 63 of a-z, 0-9 and `-`, starting with a letter; `none` and `unknown` are taken")
            }
            guard view.entries(name).isEmpty || name == occurrence.text else {
                try refuse("`\(name)` already names a sender of this tenant")
            }
        case .group:
            guard Names.isGroup(name), CountryGroups.builtIn[name] == nil else {
                try refuse("a group's name is a-z, 0-9, `-` and `_`, starting with a letter, and none that is built in")
            }
        case .attribute:
            guard !TenantDecoder.reservedAttributeNames.contains(name) else {
                try refuse("messages already have a key `\(name)`")
            }
        case .rule:
            guard name != "next", name != "reject" else { try refuse("no rule is named `\(name)`") }
        default: break
        }
        guard name != occurrence.text, kind != .senderID else { return }
        let taken =
            kind == .attributeValue
            ? {
                if case .value(let attribute, _) = occurrence.symbol {
                    return view.names(.attributeValue, attribute: attribute).contains { $0.name == name }
                }
                return false
            }() : view.names(kind, attribute: nil).contains { $0.name == name }
        guard !taken else { try refuse("`\(name)` is already taken") }
    }
}
