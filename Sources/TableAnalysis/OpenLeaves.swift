/// Which leaves of programs may still show something that is looked for, while cells are gone through: the same program
/// comes up in many.
struct OpenLeaves {
    /// By program: places of leaves that were asked for when last sorted out; nil before.
    private var places: [[Int32]?]
    /// By program: whether there are none any more. Beside the lists: asked for, a list is counted.
    private var isDone: [Bool]

    init(_ store: ProgramStore) {
        places = Array(filled: nil, count: store.nodes.count)
        isDone = Array(filled: false, count: places.count)
    }

    /// Whether a program's leaves have nothing more to show.
    @inline(__always)
    func areDone(_ program: ProgramStore.Program) -> Bool { isDone[Int(program)] }

    /// Where leaves stand that are asked for; some that no longer are may be among them.
    mutating func places(
        of program: ProgramStore.Program, _ leaves: [Leaf], where isAsked: (Leaf) -> Bool
    ) -> [Int32] {
        let known = places[Int(program)]
        // Sorted out where that leaves half of them at most: a list is not made anew for every cell.
        if let known, known.count(where: { isAsked(leaves[Int($0)]) }) * 2 > known.count { return known }
        let open =
            known?.filter { isAsked(leaves[Int($0)]) }
            ?? (0..<Int32(leaves.count)).filter { isAsked(leaves[Int($0)]) }
        places[Int(program)] = open
        isDone[Int(program)] = open.isEmpty
        return open
    }
}
