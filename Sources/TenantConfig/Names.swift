/// The shapes names must have.
package enum Names {
    private static func isLower(_ byte: UInt8) -> Bool { (97...122).contains(byte) }
    private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

    /// `[a-z0-9][a-z0-9-]{0,62}`
    package static func isTenant(_ text: String) -> Bool {
        guard let first = text.utf8.first, isLower(first) || isDigit(first), text.utf8.count <= 63 else { return false }
        return text.utf8.allSatisfy { isLower($0) || isDigit($0) || $0 == 45 }
    }

    /// A tenant name made of a text: `Lantern Books` becomes `lantern-books`.
    package static func tenant(from text: String) -> String? {
        let words = text.lowercased().split { !$0.utf8.allSatisfy { isLower($0) || isDigit($0) } }
        let name = words.joined(separator: "-")
        return isTenant(name) ? name : nil
    }

    /// `[a-z][a-z0-9-]{0,62}`, an inventory entry's id
    package static func isID(_ text: String) -> Bool {
        guard let first = text.utf8.first else { return false }
        return isLower(first) && isTenant(text)
    }

    /// `[a-z][a-z0-9_-]*`
    package static func isGroup(_ text: String) -> Bool {
        guard let first = text.utf8.first, isLower(first) else { return false }
        return text.utf8.allSatisfy { isLower($0) || isDigit($0) || $0 == 45 || $0 == 95 }
    }
}
