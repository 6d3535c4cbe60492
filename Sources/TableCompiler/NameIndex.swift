/// The names a section declares, in file order, with their positions: what references are looked up in.
struct NameIndex {
    let names: [String]
    private let positions: [String: Int]

    init(_ names: [String]) {
        self.names = names
        positions = Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    }

    func position(of name: String) -> Int? { positions[name] }
    func contains(_ name: String) -> Bool { positions[name] != nil }
}

extension Sequence where Element: Hashable {
    /// Each element once, where it first stands.
    func unique() -> [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
