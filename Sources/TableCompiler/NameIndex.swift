/// The names a section declares, in file order, with their positions: what references are looked up in.
struct NameIndex {
    let names: [String]
    private let positions: [String: Int]

    /// - Parameter keepsLast: which position counts for a name that is there twice, which is an error of its own.
    init(_ names: [String], keepsLast: Bool = false) {
        self.names = names
        positions = Dictionary(
            names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, last in keepsLast ? last : first })
    }

    func position(of name: String) -> Int? { positions[name] }
    func contains(_ name: String) -> Bool { positions[name] != nil }
}

extension Collection where Element: Hashable {
    /// Each element once, where it first stands.
    func unique() -> [Element] {
        // Few are compared one by one: a set for each of many short lists was dearer than what it held.
        let few = Array(prefix(9))
        if few.count < 9 { return few.indices.filter { !few[..<$0].contains(few[$0]) }.map { few[$0] } }
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
