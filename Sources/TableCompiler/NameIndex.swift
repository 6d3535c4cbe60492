/// The names a section declares, in file order, with their positions: what references are looked up in.
struct NameIndex {
    let names: [String]
    /// Nil where the names are few: comparing them in turn takes less than hashing one.
    private let positions: [String: Int]?
    private let keepsLast: Bool

    /// - Parameter keepsLast: which position counts for a name that is there twice, which is an error of its own.
    init(_ names: [String], keepsLast: Bool = false) {
        self.names = names
        self.keepsLast = keepsLast
        positions =
            names.count <= 12
            ? nil
            : Dictionary(
                names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, last in keepsLast ? last : first })
    }

    func position(of name: String) -> Int? {
        if let positions { return positions[name] }
        return keepsLast ? names.lastIndex(of: name) : names.firstIndex(of: name)
    }

    func contains(_ name: String) -> Bool { position(of: name) != nil }
}

extension Collection where Element: Hashable {
    /// Each element once, where it first stands.
    func unique() -> [Element] {
        // Few are compared one by one: a set for each of many short lists was dearer than what it held.
        guard count > 8 else {
            var found: [Element] = []
            found.reserveCapacity(count)
            for element in self where !found.contains(element) { found.append(element) }
            return found
        }
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
