/// Which leaves of programs may still show something that is looked for, while cells are gone through: the same program
/// comes up in many.
struct OpenLeaves {
    /// By program: places of leaves that were asked for when last sorted out; nil before.
    private var places: [[Int32]?]

    init(_ store: ProgramStore) { places = Array(filled: nil, count: store.nodes.count) }

    /// Whether a program's leaves have nothing more to show.
    func areDone(_ program: ProgramStore.Program) -> Bool { places[Int(program)]?.isEmpty ?? false }

    /// Where leaves stand that are asked for; some that no longer are may be among them.
    mutating func places(
        of program: ProgramStore.Program, _ leaves: [Leaf], where isAsked: (Leaf) -> Bool
    ) -> [Int32] {
        let known = places[Int(program)]
        let all = known ?? Array(0..<Int32(leaves.count))
        // Sorted out where that leaves half of them at most: a list is not made anew for every cell.
        if known == nil || all.count(where: { isAsked(leaves[Int($0)]) }) * 2 <= all.count {
            places[Int(program)] = all.filter { isAsked(leaves[Int($0)]) }
        }
        return places[Int(program)] ?? all
    }
}
