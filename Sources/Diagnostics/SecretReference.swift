/// `env:NAME` and `file:PATH`: what may stand where a secret is asked for, since it says where the secret is.
package enum SecretReference {
    /// Whether a text is one: `env:` and a variable's name, or `file:` and a path without blanks; neither with a token in
    /// its place.
    package static func isOne(_ text: String) -> Bool {
        guard SecretShapes.matches(in: Array(text.utf8)).isEmpty else { return false }
        if text.hasPrefix("file:") {
            return text.utf8.count > 5
                && text.unicodeScalars.allSatisfy { !$0.properties.isWhitespace && $0.value >= 32 && $0.value != 127 }
        }
        let name = text.dropFirst(4).utf8
        guard text.hasPrefix("env:"), let first = name.first, !(48...57).contains(first) else { return false }
        return name.allSatisfy {
            (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || $0 == UInt8(ascii: "_")
        }
    }
}
