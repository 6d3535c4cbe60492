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
    /// By side: what every rule requires.
    private let required: [UInt8]
    /// By side: senders, of `SenderNumbers`, that some rule may use.
    private let usable: [Set<Int32>]
    /// Whether a text is two entries, of which rules may use one.
    private let isAmbiguous: Bool

    /// - Parameter always: what is told of every decision that can be summarized.
    init(_ space: AnalysisSpace, always: Level? = nil) {
        self.always = always
        self.space = space
        required = space.sides.map { side in
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
        isAmbiguous = zip(usable, unusable).contains { !$0.isDisjoint(with: $1) }
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
    func areNeverSent(_ classes: OpenAlphabet.Mask, _ side: Int) -> Bool {
        if isAmbiguous { return false }
        var rest = classes
        while rest != 0 {
            let value = space.open.classes[rest.trailingZeroBitCount]
            rest &= rest - 1
            guard value.isSameSender, let failing = OpenAlphabet.failing(value.values[side], required[side]),
                failing & (Require.assigned | Require.active) != 0
            else { return false }
        }
        return true
    }

    /// The same of the own numbers of users of some classes.
    func areNeverSent(ofUsers classes: UserAlphabet.Mask, _ side: Int) -> Bool {
        if isAmbiguous { return false }
        var rest = classes
        while rest != 0 {
            let value = space.users.classes[rest.trailingZeroBitCount]
            rest &= rest - 1
            guard value.isSameSender, value.values[side] >= 2,
                (value.values[side] - 2) & required[side] & (Require.assigned | Require.active) != 0
            else { return false }
        }
        return true
    }
}
