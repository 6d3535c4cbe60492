/// Paths as they stand in URIs.
package enum URIText {
    /// A path, percent-encoded but for its slashes and what RFC 3986 leaves unreserved.
    package static func encoded(_ path: String) -> String {
        path.utf8.map { byte in
            let isPlain =
                (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
                || "-._~/".utf8.contains(byte)
            let hex = String(byte, radix: 16, uppercase: true)
            return isPlain ? String(UnicodeScalar(byte)) : "%" + (hex.count == 1 ? "0" : "") + hex
        }.joined()
    }
}
