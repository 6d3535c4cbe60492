/// A pattern of paths as `.gitignore` has them: `*` and `?` within one name, `**` over folders, `[a-z]`.
///
/// Our own: the C library's `fnmatch` has no `**`, and no Swift package for it is at hand.
package struct Glob: Sendable {
    private let parts: [[Character]]

    package init(_ pattern: String) {
        var text = pattern[...]
        if text.hasPrefix("./") { text = text.dropFirst(2) }
        if text.hasPrefix("/") { text = text.dropFirst() }
        // A folder's name with `/` at its end means everything in it.
        if text.hasSuffix("/") { text = text.dropLast() }
        parts = text.split(separator: "/").map(Array.init)
    }

    /// Whether a path, or a folder above it, is meant.
    ///
    /// Part by part, with the places in the path it may have come to: no pattern takes longer than its parts times the
    /// path's.
    package func matches(_ path: String) -> Bool {
        let names = path.split(separator: "/").map(Array.init)
        var reached = [true] + names.map { _ in false }
        for (number, part) in parts.enumerated() {
            var next = names.map { _ in false } + [false]
            if part == ["*", "*"] {
                guard let first = reached.firstIndex(of: true) else { return false }
                // At the end it means what is in a folder, not the folder.
                let least = number == parts.count - 1 ? first + 1 : first
                for index in next.indices where index >= least { next[index] = true }
            } else {
                for (index, name) in names.enumerated() where reached[index] {
                    next[index + 1] = Self.matchesName(part[...], name[...])
                }
            }
            reached = next
        }
        return !parts.isEmpty && reached.dropFirst().contains(true)
    }

    /// `*` remembers where it stood and takes one character more when what follows doesn't fit: no pattern takes longer
    /// than its length times the name's.
    private static func matchesName(_ pattern: ArraySlice<Character>, _ name: ArraySlice<Character>) -> Bool {
        var (at, rest) = (pattern.startIndex, name.startIndex)
        var star: (pattern: Int, name: Int)?
        while rest < name.endIndex {
            if at < pattern.endIndex, pattern[at] == "*" {
                star = (at + 1, rest)
                at += 1
            } else if at < pattern.endIndex, let next = matchesOne(pattern, at, name[rest]) {
                at = next
                rest += 1
            } else if let back = star {
                star = (back.pattern, back.name + 1)
                (at, rest) = (back.pattern, back.name + 1)
            } else {
                return false
            }
        }
        return pattern[at...].allSatisfy { $0 == "*" }
    }

    /// Where the pattern goes on after one character; nil where it doesn't fit.
    private static func matchesOne(_ pattern: ArraySlice<Character>, _ at: Int, _ character: Character) -> Int? {
        guard pattern[at] == "[", let end = pattern[(at + 1)...].firstIndex(of: "]"), end > at + 1 else {
            return pattern[at] == "?" || pattern[at] == character ? at + 1 : nil
        }
        var set = pattern[(at + 1)..<end]
        let isNegated = set.first == "!" || set.first == "^"
        if isNegated { set = set.dropFirst() }
        var found = false
        var index = set.startIndex
        while index < set.endIndex {
            if index + 2 < set.endIndex, set[index + 1] == "-" {
                found = found || (set[index] <= character && character <= set[index + 2])
                index += 3
            } else {
                found = found || set[index] == character
                index += 1
            }
        }
        return found != isNegated ? end + 1 : nil
    }
}
