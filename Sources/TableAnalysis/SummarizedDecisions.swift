internal import SenderModel

/// Decisions of one table for whose messages it is not told what each gets by the other: they are too many to read.
///
/// A reference that was rejected and is passed on to all that follows changes as much as there are rules. That all its
/// messages change, and that each gets a sender, is exact all the same, and is what a reader can use.
final class SummarizedDecisions {
    /// What a row decides in a table.
    struct Decision: Hashable {
        let side: Int
        /// Of `ShownDecisions`, and the row's label.
        let shown: Int32
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
    private let shown: ShownDecisions
    private let always: Level?
    private var levels: [Decision: Level] = [:]
    private var possible: Set<Decision> = []
    /// By side: senders, of `SenderNumbers`, that some rule may use.
    private let usable: [Set<Int32>]
    /// By side: classes of one sender, the same in both tables, that no rule may use.
    private let neverSentReferences: [OpenAlphabet.Mask]
    private let neverSentUsers: [UserAlphabet.Mask]

    /// - Parameter always: what is told of every decision that can be summarized.
    init(_ space: AnalysisSpace, _ shown: ShownDecisions, always: Level? = nil) {
        self.always = always
        self.space = space
        self.shown = shown
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
                if space.profiles.failures[Int(side.profileOfEntry[entry])] & required[index] == 0 {
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

    /// What there is to do where less is told than before.
    enum Step {
        /// Nothing is left to leave out.
        case none
        /// What was found is folded.
        case fold
        /// What was found holds too much.
        case search
    }

    /// Of decisions with a smaller share of the parts of the one with most as much is told as before.
    private static let fewest = 16

    /// Tells less of the decisions with many parts.
    func tellLess(_ found: [ChangedParts.Found]) -> Step {
        var counts: [Decision: Int] = [:]
        for item in found {
            counts[Decision(side: 0, shown: item.key.before, row: item.key.beforeRow), default: 0] += 1
            counts[Decision(side: 1, shown: item.key.after, row: item.key.afterRow), default: 0] += 1
        }
        // Which sender it is is left out everywhere before anything else is left out anywhere.
        func rank(_ decision: Decision) -> Int { levels[decision].map { $0.rawValue + 1 } ?? 0 }
        let open = counts.filter { possible.contains($0.key) && levels[$0.key] != .part }
        guard let least = open.keys.map(rank).min() else { return .none }
        let candidates = open.filter { rank($0.key) == least }
        let most = candidates.values.max() ?? 0
        var step = Step.fold
        for (decision, count) in candidates where count * Self.fewest >= most {
            levels[decision] = Level(rawValue: least)
            if levels[decision] == .part { step = .search }
        }
        return step
    }

    /// What was found while more was told.
    func folded(_ key: ChangedParts.Key) -> ChangedParts.Key {
        guard key.folds.contains(.isFoldable) else { return key }
        let isAfterKnown = key.folds.contains(.isAfterKnown)
        let decision =
            isAfterKnown
            ? Decision(side: 1, shown: key.after, row: key.afterRow)
            : Decision(side: 0, shown: key.before, row: key.beforeRow)
        guard let level = level(decision) else { return key }
        let other: Int32
        if level != .sender, key.folds.contains(.toAnything) {
            other = shown.anything
        } else if !shown[isAfterKnown ? key.before : key.after].isRejection {
            other = shown.anySender
        } else {
            return key
        }
        var key = key
        if isAfterKnown {
            key.before = other
            key.beforeRow = ChangedParts.Key.anyRow
        } else {
            key.after = other
            key.afterRow = ChangedParts.Key.anyRow
        }
        key.isPartial = false
        return key
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
