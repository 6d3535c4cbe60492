internal import SenderModel

/// Decisions of one table for whose messages it is not told what each gets by the other: they are too many to read.
///
/// A reference that was rejected and is passed on to all that follows changes as much as there are rules. That all its
/// messages change, and that each gets a sender, is exact all the same, and is what a reader can use.
final class SummarizedDecisions {
    /// What a row decides in a table.
    struct Decision: Hashable {
        let side: Int
        /// Of `ProgramStore.outcomes`, and the row's label.
        let outcome: Int32
        let row: Int32
    }

    /// What is still told.
    enum Level: Int, CaseIterable {
        /// Whether there is a sender, and else why not.
        case sender
        /// That it is another decision.
        case anything
        /// Of rejections: that some of the messages get another decision.
        case part
    }

    private let space: AnalysisSpace
    private let always: Level?
    private var levels: [Decision: Level] = [:]
    private var possible: Set<Decision> = []
    /// By side: senders, of `SenderNumbers`, that some rule may use.
    private let usable: [Set<Int32>]
    /// By side: classes of one sender, the same in both tables, that no rule may use.
    private let neverSentReferences: [OpenAlphabet.Mask]
    private let neverSentUsers: [UserAlphabet.Mask]

    /// - Parameter always: what is told of every decision that can be summarized.
    init(_ space: AnalysisSpace, always: Level? = nil) {
        self.always = always
        self.space = space
        // What every rule requires.
        let required = space.sides.map { side in
            side.rows.reduce(Require.ofEntry) { $1.source == .reject ? $0 : $0 & $1.require }
        }
        var usable = space.sides.map { _ in Set<Int32>() }
        var unusable = usable
        for (index, side) in space.sides.enumerated() {
            for entry in side.table.inventory.indices {
                let number = space.senders.canonical[Int(side.numberOfEntry[entry])]
                // What an entry fails whoever the message is to.
                if side.profiles[Int(side.profileOfEntry[entry])].failures & required[index] == 0 {
                    usable[index].insert(number)
                } else {
                    unusable[index].insert(number)
                }
            }
        }
        self.usable = usable
        // A text may be two entries, of which rules may use one.
        let isAmbiguous = zip(usable, unusable).contains { !$0.isDisjoint(with: $1) }
        func isNeverSent(_ failing: UInt8?, _ isSameSender: Bool) -> Bool {
            guard !isAmbiguous, isSameSender, let failing else { return false }
            return failing & (Require.assigned | Require.active) != 0
        }
        neverSentReferences = required.enumerated().map { side, required in
            space.open.classes.enumerated().reduce(0) { mask, item in
                let failing = OpenAlphabet.failing(item.element.values[side], required)
                let isNever = isNeverSent(failing, item.element.isSameSender)
                return isNever ? mask | 1 << OpenAlphabet.Mask(item.offset) : mask
            }
        }
        neverSentUsers = required.enumerated().map { side, required in
            space.users.classes.enumerated().reduce(0) { mask, item in
                let value = item.element.values[side]
                let isNever = isNeverSent(value < 2 ? nil : (value - 2) & required, item.element.isSameSender)
                return isNever ? mask | 1 << UserAlphabet.Mask(item.offset) : mask
            }
        }
    }

    // MARK: - Which

    func level(_ decision: Decision) -> Level? { always ?? levels[decision] }

    /// Notes that a decision could be summarized somewhere.
    func canSummarize(_ decision: Decision) { possible.insert(decision) }

    /// Tells less of the decisions with many regions; false if nothing is left to leave out.
    ///
    /// - Parameter counts: regions that change, by decision.
    func tellLess(_ counts: [Decision: Int]) -> Bool {
        let open = counts.filter { possible.contains($0.key) && levels[$0.key] != .part }
        guard let most = open.values.max() else { return false }
        for (decision, count) in open where count * 4 >= most {
            levels[decision] = levels[decision].map { Level(rawValue: $0.rawValue + 1) ?? .part } ?? .sender
        }
        return true
    }

    // MARK: - What is never sent

    /// Whether no rule of a table can use a sender.
    func isNeverSent(_ number: Int32, _ side: Int) -> Bool {
        !usable[side].contains(space.senders.canonical[Int(number)])
    }

    /// Whether no rule of a table can use what references of some classes mean, in either table.
    func areNeverSent(_ classes: OpenAlphabet.Mask, _ side: Int) -> Bool { classes & ~neverSentReferences[side] == 0 }

    /// The same of the own numbers of users of some classes.
    func areNeverSent(ofUsers classes: UserAlphabet.Mask, _ side: Int) -> Bool { classes & ~neverSentUsers[side] == 0 }
}
