internal import SenderModel

/// Finds the rows whose conditions hold: for every key of an input the set of rows it lets through, as bits. The rows
/// for a message are those in all its sets, 64 rows a step. Of them only those are tried that can propose something: for
/// every `Absence` there is such a set too.
///
/// What sets can't say, or what would take too many, is left over: it is asked row by row. That is an `unless` of several
/// keys, an input that `when` and `unless` of one row both ask for, and names too many for the rows there are.
final class RowIndex: Sendable {
    /// 64-bit words of all sets together: 16 MiB.
    private static let mostWords = 1 << 21

    /// Words of a set.
    let words: Int
    /// The first set is that of all rows.
    private let sets: FixedArray<UInt64>
    /// By `Absence`, the rows that can propose something.
    private let proposing: FixedArray<UInt64>
    /// Where each key's set starts, input by input.
    private let starts: FixedArray<Int32>
    private let country: Column
    private let team: Column
    private let others: FixedArray<Column>
    private let leftOver: FixedArray<LeftOver>
    private let tests: FixedArray<Test>
    private let keys: FixedArray<Int32>

    /// An input that rows ask for.
    private struct Column: Sendable {
        let input: ConditionInput
        /// Key 0 among `starts`; -1 where no row asks for the input.
        let start: Int32
    }

    /// Tests that must hold together, or must not.
    private struct LeftOver: Sendable {
        let tests: Stretch
        let holds: Bool
    }

    private struct Test: Sendable {
        let input: ConditionInput
        let keys: Stretch
    }

    /// The sets of the inputs that conditions ask for most, chosen for one message.
    struct Selection {
        fileprivate let country: Int
        fileprivate let team: Int
        fileprivate let proposing: Int
    }

    @inline(__always)
    func selection(for inputs: LentInputs) -> Selection {
        Selection(
            country: country.start < 0 ? 0 : Int(starts[Int(country.start) &+ inputs.pointee.country]),
            team: team.start < 0 ? 0 : Int(starts[Int(team.start) &+ inputs.pointee.team]),
            proposing: inputs.pointee.absence.rawValue &* words)
    }

    /// Rows 64 · `word` to 64 · `word` + 63 that the sets let through and that can propose something, as bits.
    @inline(__always)
    func rows(_ word: Int, _ selection: Selection, _ inputs: LentInputs, _ attributeValues: [Int32]) -> UInt64 {
        let rows =
            sets[selection.country &+ word] & sets[selection.team &+ word] & proposing[selection.proposing &+ word]
        return others.count > 0 && rows != 0 ? rows & otherRows(word, inputs, attributeValues) : rows
    }

    /// Whether a row's conditions hold, whatever it proposes.
    func holds(
        _ row: Int, _ plan: RowPlan, _ selection: Selection, _ inputs: LentInputs, _ attributeValues: [Int32]
    ) -> Bool {
        let word = row &>> 6
        var rows = sets[selection.country &+ word] & sets[selection.team &+ word]
        if others.count > 0 { rows &= otherRows(word, inputs, attributeValues) }
        return rows &>> UInt64(truncatingIfNeeded: row) & 1 == 1 && holds(plan.leftOver, inputs, attributeValues)
    }

    @inline(never)
    private func otherRows(_ word: Int, _ inputs: LentInputs, _ attributeValues: [Int32]) -> UInt64 {
        var rows = UInt64.max
        for index in 0..<others.count {
            let column = others[index]
            rows &= sets[Int(starts[Int(column.start) &+ column.input.key(in: inputs, attributeValues)]) &+ word]
        }
        return rows
    }

    /// Whether what the sets don't say of a row lets it through.
    @inline(never)
    func holds(_ row: Stretch, _ inputs: LentInputs, _ attributeValues: [Int32]) -> Bool {
        leftOver[row].allSatisfy { part in
            tests[part.tests].allSatisfy { test in
                let key = Int32(truncatingIfNeeded: test.input.key(in: inputs, attributeValues))
                return Self.contains(keys[test.keys], key)
            } == part.holds
        }
    }

    private static func contains(_ sorted: UnsafeBufferPointer<Int32>, _ key: Int32) -> Bool {
        var low = 0
        var high = sorted.count
        while low < high {
            let middle = (low + high) / 2
            if sorted[middle] < key { low = middle + 1 } else { high = middle }
        }
        return low < sorted.count && sorted[low] == key
    }

    // MARK: - Making one

    /// - Parameter rows: are told what is left over of theirs.
    init(_ table: borrowing DecisionTable, _ names: TableNames, rows: inout [RowPlan], in memory: FixedMemory) {
        var making = Making(table)
        let conditions = table.rows
        for index in conditions.indices {
            making.add(
                index, conditions[index].when.map { ConditionTest.tests(of: $0, names) } ?? [],
                conditions[index].unless.map { ConditionTest.tests(of: $0, names) })
        }
        words = making.words
        country = Column(input: .country, start: making.column(.country))
        team = Column(input: .team, start: making.column(.team))
        others = memory.array(
            making.inputs.filter { $0 != .country && $0 != .team }.compactMap { input in
                let start = making.column(input)
                return start < 0 ? nil : Column(input: input, start: start)
            })
        sets = memory.array(making.sets)
        starts = memory.array(making.starts)
        var leftOver: [LeftOver] = []
        var tests: [Test] = []
        var keys: [Int32] = []
        for (row, parts) in making.leftOver.enumerated() where !parts.isEmpty {
            let first = leftOver.count
            for part in parts {
                let start = tests.count
                for test in part.tests {
                    let start = keys.count
                    keys += test.keys
                    tests.append(Test(input: test.input, keys: Stretch(from: start, of: keys)))
                }
                leftOver.append(LeftOver(tests: Stretch(from: start, of: tests), holds: part.holds))
            }
            rows[row].leftOver = Stretch(from: first, of: leftOver)
        }
        self.leftOver = memory.array(leftOver)
        self.tests = memory.array(tests)
        self.keys = memory.array(keys)
        var proposing = [UInt64](repeating: 0, count: Absence.all.count * words)
        for (row, plan) in rows.enumerated() {
            let (word, bit): (Int, UInt64) = (row / 64, 1 << UInt64(row % 64))
            for absence in Absence.all where plan.proposes(without: Absence(rawValue: absence)) {
                proposing[absence * words + word] |= bit
            }
        }
        self.proposing = memory.array(proposing)
    }

    /// The conditions of a table sorted into sets and what is left over.
    private struct Making {
        private let teamCount: Int
        private let userCount: Int
        /// By attribute.
        private let valueCounts: [Int]
        let words: Int
        private(set) var sets: [UInt64]
        private(set) var starts: [Int32] = []
        /// In the order rows ask for them.
        private(set) var inputs: [ConditionInput] = []
        /// What sets can say, by the inputs' numbers.
        private var indexed: [[IndexedTest]]
        /// By row.
        private(set) var leftOver: [[LeftOverTests]]

        struct IndexedTest {
            let row: Int
            let keys: [Int32]
            let holds: Bool
        }

        struct LeftOverTests {
            let tests: [ConditionTest]
            let holds: Bool
        }

        init(_ table: borrowing DecisionTable) {
            teamCount = table.teams.count
            userCount = table.users.count
            valueCounts = table.attributes.map(\.values.count)
            let rowCount = table.rows.count
            indexed = Array(repeating: [], count: ConditionInput.attribute(Int32(valueCounts.count)).number)
            leftOver = Array(repeating: [], count: rowCount)
            // One at least, which may be empty.
            words = max(1, (rowCount + 63) / 64)
            sets = Array(repeating: .max, count: words)
            let last = rowCount % 64
            if last > 0 || rowCount == 0 { sets[words - 1] = 1 << UInt64(last) - 1 }
        }

        mutating func add(_ row: Int, _ when: [ConditionTest], _ unless: [ConditionTest]?) {
            func index(_ test: ConditionTest, _ holds: Bool) -> Bool {
                let number = test.input.number
                if indexed[number].last?.row == row { return false }
                if indexed[number].isEmpty { inputs.append(test.input) }
                indexed[number].append(IndexedTest(row: row, keys: test.keys, holds: holds))
                return true
            }
            for test in when where !index(test, true) {
                leftOver[row].append(LeftOverTests(tests: [test], holds: true))
            }
            guard let unless else { return }
            if unless.count != 1 || !index(unless[0], false) {
                leftOver[row].append(LeftOverTests(tests: unless, holds: false))
            }
        }

        /// Makes the sets of an input.
        ///
        /// - Returns: where its key 0 is among `starts`; -1 where no set is needed.
        mutating func column(_ input: ConditionInput) -> Int32 {
            let tests = indexed[input.number]
            if tests.isEmpty { return -1 }
            let named = min(keyCount(input), tests.reduce(0) { $0 + $1.keys.count })
            guard sets.count + (named + 1) * words <= RowIndex.mostWords else {
                for test in tests {
                    let alone = [ConditionTest(input, sorted: test.keys)]
                    leftOver[test.row].append(LeftOverTests(tests: alone, holds: test.holds))
                }
                return -1
            }
            // What no row names: all rows but those that look for something.
            let unnamed = sets.count
            for word in 0..<words { sets.append(sets[word]) }
            for test in tests where test.holds { sets[unnamed + test.row / 64] &= ~(1 << UInt64(test.row % 64)) }
            let first = starts.count
            starts += Array(repeating: Int32(unnamed), count: keyCount(input))
            for test in tests {
                for key in test.keys {
                    if starts[first + Int(key)] == unnamed {
                        starts[first + Int(key)] = Int32(sets.count)
                        for word in unnamed..<unnamed + words { sets.append(sets[word]) }
                    }
                    let word = Int(starts[first + Int(key)]) + test.row / 64
                    let bit: UInt64 = 1 << UInt64(test.row % 64)
                    if test.holds { sets[word] |= bit } else { sets[word] &= ~bit }
                }
            }
            return Int32(first)
        }

        /// How many keys an input has, 0 included.
        private func keyCount(_ input: ConditionInput) -> Int {
            switch input {
            case .country: Country.count + 1
            case .team: teamCount + 1
            case .user: userCount + 1
            case .origin: Origin.allCases.count + 1
            case .purpose: Purpose.allCases.count + 1
            case .needs: 1 << Need.allCases.count
            case .attribute(let attribute): valueCounts[Int(attribute)] + 1
            }
        }
    }
}
