internal import SendFromKit

/// `file:` URIs and the paths they stand for.
enum DocumentURI {
    /// The absolute path; nil for any other URI, such as that of a text that has no file yet.
    static func path(_ uri: String) -> String? {
        guard uri.lowercased().hasPrefix("file://") else { return nil }
        let rest = uri.dropFirst("file://".count)
        guard let slash = rest.firstIndex(of: "/") else { return nil }
        let host = rest[..<slash].lowercased()
        guard host.isEmpty || host == "localhost" else { return nil }
        guard let path = URIText.decoded(rest[slash...]), !path.utf8.contains(0) else { return nil }
        return path
    }

    static func uri(_ path: String) -> String { "file://" + URIText.encoded(path) }
}
