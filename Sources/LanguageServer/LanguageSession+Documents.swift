internal import Diagnostics
internal import SendFromKit

/// What is open, and which tenants it belongs to.
extension LanguageSession {
    func open(_ params: JSONValue) throws {
        guard let uri = params.at("textDocument", "uri")?.text, let text = params.at("textDocument", "text")?.text,
            let path = DocumentURI.path(uri).map(Files.absolute)
        else { return }
        documents[path] = OpenDocument(
            uri: uri, version: params.at("textDocument", "version")?.integer,
            source: SourceFile(path: Files.shown(path), bytes: Array(text.utf8)))
        touch([path])
    }

    func change(_ params: JSONValue) throws {
        guard let uri = params.at("textDocument", "uri")?.text, let path = DocumentURI.path(uri).map(Files.absolute),
            var document = documents[path]
        else { return }
        for change in params["contentChanges"]?.list ?? [] {
            guard let text = change["text"]?.text else { continue }
            var bytes = Array(text.utf8)
            if let range = change["range"], range != .null {
                let start = try encoding.offset(range["start"], in: document.source)
                let end = max(start, try encoding.offset(range["end"], in: document.source))
                bytes = document.source.bytes[..<start] + bytes + document.source.bytes[end...]
            }
            document.source = SourceFile(path: document.source.path, bytes: bytes)
        }
        document.version = params.at("textDocument", "version")?.integer ?? document.version
        documents[path] = document
        isTyping = true
        touch([path])
    }

    func close(_ params: JSONValue) throws {
        guard let uri = params.at("textDocument", "uri")?.text, let path = DocumentURI.path(uri).map(Files.absolute),
            documents[path] != nil
        else { return }
        let folders = folders(of: path)
        documents[path] = nil
        touch([path])
        for folder in folders where !isActive(folder) {
            due.remove(folder)
            findings[folder] = nil
            views[folder] = nil
        }
        due = due.filter(isActive)
        publish()
    }

    /// Marks the tenants of files as changed.
    func touch(_ paths: [String]) {
        changed.formUnion(paths)
        for path in paths {
            for folder in folders(of: path) {
                views[folder] = nil
                generations[folder, default: 0] += 1
                due.insert(folder)
            }
        }
    }

    /// The texts that stand in the place of files.
    var overlay: FileOverlay {
        var overlay = FileOverlay()
        overlay.sources = documents.mapValues(\.source)
        return overlay
    }

    func kind(of path: String) -> FileKind? {
        FileKind(path) { documents[$0] != nil || Files.kind($0) == .file }
    }

    /// The tenants a file belongs to: one, or for `sendfrom.yaml` those below it.
    func folders(of path: String) -> [String] {
        switch kind(of: path) {
        case .tenant(let folder)?, .tests(let folder)?: return [folder]
        case .project(let folder)?:
            let open = Set(documents.keys.compactMap { kind(of: $0)?.folder }).filter {
                ($0 + "/").hasPrefix(folder + "/")
            }
            if !open.isEmpty { return open.sorted() }
            // One tenant below shows all there is to find in the file itself.
            return ((try? TenantFolders.find(folder)) ?? []).prefix(1).map(Files.absolute)
        case nil: return []
        }
    }

    func isActive(_ folder: String) -> Bool {
        documents.keys.contains { folders(of: $0).contains(folder) }
    }
}
