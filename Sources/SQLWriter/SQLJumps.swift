internal import SenderModel

/// Which rows are jumped over by which (`if_unusable: NAME`).
///
/// A row that jumps is asked before any row decides. That is exact: where an earlier row decides, nothing after it
/// matters; where none does, a jump is made exactly if its row applies, isn't jumped over itself, and its candidate can't
/// be used. Jumps stand on levels: whether one is made depends on jumps of lower levels only.
struct SQLJumps {
    /// By level, the rows that jump.
    private(set) var levels: [[Int]] = []
    /// By row, the columns that say it is jumped over.
    private var columns: [[String]]

    init(_ rows: [DecisionTable.Row]) {
        columns = Array(repeating: [], count: rows.count)
        var levelOf = [Int](repeating: 0, count: rows.count)
        for (index, row) in rows.enumerated() {
            guard case .row(let target) = row.ifUnusable, target > index + 1 else { continue }
            let level = levelOf[index]
            if level == levels.count { levels.append([]) }
            let column = Self.column(level, levels[level].count)
            levels[level].append(index)
            for over in (index + 1)..<target {
                columns[over].append(column)
                levelOf[over] = max(levelOf[over], level + 1)
            }
        }
    }

    func over(_ row: Int) -> [String] { columns[row] }

    static func column(_ level: Int, _ position: Int) -> String { "jump_\(level + 1)_\(position + 1)" }
}
