internal import Diagnostics
internal import Linting
internal import SendFromKit
internal import TenantConfig

/// The requests about a place in a document.
extension LanguageSession {
    /// The document a request is about.
    private struct Target {
        let path: String
        let document: OpenDocument
        let kind: FileKind
        let view: TenantView?

        var source: SourceFile { document.source }
    }

    /// - Returns: nil for a document that is none of ours.
    private func target(_ params: JSONValue) throws -> Target? {
        guard let uri = params.at("textDocument", "uri")?.text else {
            throw ResponseError.params("`textDocument.uri` is missing")
        }
        guard let path = DocumentURI.path(uri).map(Files.absolute), let document = documents[path],
            let kind = kind(of: path)
        else { return nil }
        return Target(path: path, document: document, kind: kind, view: kind.folder.flatMap { view($0) })
    }

    func hover(_ params: JSONValue) throws -> JSONTree {
        guard let target = try target(params) else { return .null }
        let offset = try encoding.offset(params["position"], in: target.source)
        let hover = Hover(source: target.source, offset: offset, shape: target.kind.shape, view: target.view)
        guard let (text, range) = hover.found else { return .null }
        return .object([
            (
                "contents",
                .object([("kind", .text(likesMarkdown ? "markdown" : "plaintext")), ("value", .text(text))])
            ), ("range", encoding.json(range, in: target.source)),
        ])
    }

    func completion(_ params: JSONValue) throws -> JSONTree {
        guard let target = try target(params) else { return .null }
        let offset = try encoding.offset(params["position"], in: target.source)
        return Completion(
            source: target.source, offset: offset, shape: target.kind.shape, view: target.view, encoding: encoding
        ).json
    }

    func definition(_ params: JSONValue) throws -> JSONTree {
        guard let target = try target(params), let view = target.view else { return .null }
        let offset = try encoding.offset(params["position"], in: target.source)
        guard let found = view.occurrence(at: offset, in: target.source.path) else { return .null }
        let places = view.declarations(of: found.symbol).map { words.location(Place($0.source, $0.range)) }
        if !places.isEmpty { return .list(places) }
        // A rule nobody named stands where its row says.
        if case .name(.rule, let name) = found.symbol, let place = view.place(ofRule: name) {
            return .list([words.location(place)])
        }
        return .null
    }

    func references(_ params: JSONValue) throws -> JSONTree {
        guard let target = try target(params), let view = target.view else { return .null }
        let offset = try encoding.offset(params["position"], in: target.source)
        guard let found = view.occurrence(at: offset, in: target.source.path) else { return .null }
        let isWhole = params.at("context", "includeDeclaration")?.boolean ?? true
        return .list(
            view.occurrences(of: found.symbol).filter { isWhole || !$0.isDeclaration }
                .map { words.location(Place($0.source, $0.range)) })
    }

    func highlight(_ params: JSONValue) throws -> JSONTree {
        guard let target = try target(params), let view = target.view else { return .null }
        let offset = try encoding.offset(params["position"], in: target.source)
        guard let found = view.occurrence(at: offset, in: target.source.path) else { return .null }
        return .list(
            view.occurrences(of: found.symbol).filter { $0.source === target.source }.map {
                .object([("range", encoding.json($0.range, in: $0.source))])
            })
    }

    func prepareRename(_ params: JSONValue) throws -> JSONTree {
        guard let target = try target(params), let view = target.view else { return .null }
        let offset = try encoding.offset(params["position"], in: target.source)
        let renaming = try Renaming(view, at: offset, in: target.source.path)
        return .object([
            ("range", encoding.json(renaming.occurrence.range, in: renaming.occurrence.source)),
            ("placeholder", .text(renaming.occurrence.text)),
        ])
    }

    func rename(_ params: JSONValue) throws -> JSONTree {
        guard let name = params["newName"]?.text else { throw ResponseError.params("`newName` is missing") }
        guard let target = try target(params), let view = target.view else {
            throw ResponseError.failed("this file belongs to no tenant")
        }
        let offset = try encoding.offset(params["position"], in: target.source)
        return words.workspaceEdit(try Renaming(view, at: offset, in: target.source.path).edits(to: name))
    }

    func codeActions(_ params: JSONValue) throws -> JSONTree {
        guard let target = try target(params), let folder = target.kind.folder, let tenant = target.view?.current else {
            return .list([])
        }
        let start = try encoding.offset(params.at("range", "start"), in: target.source)
        let end = try encoding.offset(params.at("range", "end"), in: target.source)
        // Fixes are edits of the text they were found in; where that has changed since, it is looked at again.
        let known = findings[folder]?.report.findings ?? []
        let isCurrent =
            findings[folder] != nil
            && known.allSatisfy { finding in
                finding.diagnostic.place.source.map { source in tenant.has(source) } ?? true
            }
        let found = isCurrent && !due.contains(folder) ? known : tenant.report(proves: false).findings
        return .list(
            CodeActions(
                findings: found, source: target.source, range: start..<max(start, end), tenant: tenant,
                only: params.at("context", "only")?.list?.compactMap(\.text) ?? [], messages: words
            ).json())
    }
}

extension OpenTenant {
    /// Whether a file is one of the tenant's as they are now.
    fileprivate func has(_ source: SourceFile) -> Bool {
        (sources + tests + [project].compactMap { $0 }).contains {
            $0 === source || $0.bytes == source.bytes && $0.path == source.path
        }
    }
}
