internal import SenderModel

/// Messages to one class of recipients that need the same: here conditions on country and needs, compliance and `best`
/// are constants.
final class Slice {
    let space: AnalysisSpace
    let recipientIndex: Int
    let needsClass: NeedsClass
    /// One of the class as good as any.
    let needs: UInt8
    let entryFailures: EntryFailures
    /// By declaration (see `AnalysisSpace.declarations`) and kind: the class as a position of the open alphabet.
    private(set) var classOfKind: [[UInt8]]
    /// By declaration: classes that some reference has, with none and unknown.
    private(set) var present: [OpenAlphabet.Mask]
    /// By declaration and class: how many references; only where ownership matters.
    private var counts: [[Int32]] = []
    private var bestUnowned: [Int32]
    /// Of users, made where they are asked for.
    var classesOfUsers: UserClasses?
    var usersOfRegions: [(region: Region, users: Int32)] = []
    private var kindsOfMasks: [[OpenAlphabet.Mask: [Int32]]] = []
    /// See `contests`.
    var madeContests: [BestContest]?

    var recipient: RecipientClass { space.recipients[recipientIndex] }
    var country: Country? { recipient.representative }

    init(_ space: AnalysisSpace, recipient: Int, needs: NeedsClass) {
        self.space = space
        recipientIndex = recipient
        needsClass = needs
        self.needs = needs.representative
        entryFailures = EntryFailures(space, space.recipients[recipient], needs.representative)
        let declarationCount = 1 << space.sides.count
        var kindCounts = space.countsOfKind
        for (_, kind) in space.recipients[recipient].referencesByCountry { kindCounts[Int(kind)] += 1 }
        classOfKind = Array(filled: [], count: declarationCount)
        present = Array(
            filled: OpenAlphabet.noReference | OpenAlphabet.unknownReference, count: declarationCount)
        bestUnowned = Array(filled: -2, count: 32 * space.sides.count)
        if space.tracksOwnership { counts = Array(filled: [], count: declarationCount) }
        for declaration in space.declarations {
            // Without ownership the declaration makes no difference.
            if !space.tracksOwnership, declaration != 0 {
                classOfKind[declaration] = classOfKind[0]
                present[declaration] = present[0]
                continue
            }
            var classes = [UInt8](filled: 0, count: space.kinds.count)
            var mask = present[declaration]
            var numbers = [Int32](filled: 0, count: space.tracksOwnership ? 128 : 0)
            for index in kindCounts.indices where kindCounts[index] > 0 {
                let position = position(ofKind: index, declaration)
                classes[index] = UInt8(position)
                mask |= 1 << OpenAlphabet.Mask(position)
                if space.tracksOwnership { numbers[position] += kindCounts[index] }
            }
            classOfKind[declaration] = classes
            present[declaration] = mask
            if space.tracksOwnership { counts[declaration] = numbers }
        }
    }

    private func position(ofKind index: Int, _ declaration: Int) -> Int {
        // What two tables see alike is numbered as one table's is.
        if space.isSingle || (!space.tracksOwnership && !space.kindDiffers[index]) {
            let failed = entryFailures.failures[0][Int(space.profilesOfKind[index])]
            let isAnothers = space.tracksOwnership && space.kinds[index].isOwned(0) && declaration != 0
            return 2 + Int(OpenAlphabet.value(failed, isAnothers ? .anothers : .unowned))
        }
        return space.open.position(of: entryFailures.openClass(space.kinds[index], declaration, user: nil))
    }

    // MARK: - References

    /// The classes of references that a user can give: the own number is a class of its own.
    func present(for user: Int32) -> OpenAlphabet.Mask {
        let declaration = space.declaration(user)
        var mask = present[declaration]
        guard space.tracksOwnership, user >= 0 else { return mask }
        var left = counts[declaration]
        var own: OpenAlphabet.Mask = 0
        for reference in space.references(ofOwnersOf: user, in: country) {
            let usual = Int(classOfKind[declaration][Int(kind(of: reference))])
            left[usual] -= 1
            if left[usual] == 0 { mask &= ~(1 << OpenAlphabet.Mask(usual)) }
            own |= 1 << OpenAlphabet.Mask(classOf(reference, user))
        }
        mask |= own
        return mask
    }

    /// Where ownership doesn't matter: the classes of references anybody can give.
    var presentForAnyone: OpenAlphabet.Mask { present[0] }

    /// The classes of references that somebody can give, but for the own number's.
    var presentForAnyUser: OpenAlphabet.Mask {
        space.tracksOwnership ? space.open.all : present[0]
    }

    /// The class of a reference for a user, as a position of the open alphabet.
    func classOf(_ reference: Int32, _ user: Int32) -> Int {
        if !space.tracksOwnership, space.kindOfReference[Int(reference)] >= 0 {
            return Int(classOfKind[0][Int(space.kindOfReference[Int(reference)])])
        }
        return space.open.position(of: entryFailures.openClass(of: Int(reference), user: user))
    }

    private func kind(of reference: Int32) -> Int32 {
        if let special = recipient.referencesByCountry.first(where: { $0.reference == reference }) {
            return special.kind
        }
        return space.kindOfReference[Int(reference)]
    }

    /// Calls `body` with references of the classes of a mask until it returns true; whether it did.
    func anyReference(in mask: OpenAlphabet.Mask, for user: Int32, _ body: (Int32) -> Bool) -> Bool {
        let declaration = space.declaration(user)
        let own = space.tracksOwnership ? space.references(ofOwnersOf: user, in: country) : []
        for reference in own where mask & (1 << OpenAlphabet.Mask(classOf(reference, user))) != 0 {
            if body(reference) { return true }
        }
        let classes = classOfKind[declaration]
        for index in kinds(in: mask & present[declaration], declaration) {
            for reference in space.membersOfKind[Int(index)] where !own.contains(reference) {
                if body(reference) { return true }
            }
        }
        for (reference, kind) in recipient.referencesByCountry where !own.contains(reference) {
            let position = classes[Int(kind)]
            if position > 0, mask & (1 << OpenAlphabet.Mask(position)) != 0, body(reference) { return true }
        }
        return false
    }

    /// The kinds whose references are of the classes of a mask, ascending.
    private func kinds(in mask: OpenAlphabet.Mask, _ declaration: Int) -> [Int32] {
        // The same classes are asked for again and again where a change is about one sender.
        if kindsOfMasks.isEmpty { kindsOfMasks = classOfKind.map { _ in [:] } }
        if let known = kindsOfMasks[declaration][mask] { return known }
        // Position 0, no reference, marks kinds without one.
        let made = classOfKind[declaration].enumerated().compactMap { index, position in
            position > 0 && mask & (1 << OpenAlphabet.Mask(position)) != 0 ? Int32(index) : nil
        }
        kindsOfMasks[declaration][mask] = made
        return made
    }

    // MARK: - Entries

    /// What an entry fails of the requirements that don't ask who the user is.
    func failures(_ entry: Int32, _ side: Int) -> UInt8 {
        entryFailures.failures[side][Int(space.sides[side].profileOfEntry[Int(entry)])]
    }

    /// The best entry that is nobody's own and passes; -1 for none.
    func bestUnowned(_ side: Int, _ require: UInt8) -> Int32 {
        let key = side << 5 | Int(require)
        if bestUnowned[key] != -2 { return bestUnowned[key] }
        let table = space.sides[side]
        var best: (entry: Int32, rank: UInt64)?
        for (profile, entries) in table.unownedOfProfile.enumerated() {
            guard let first = entries.first,
                entryFailures.failures[side][profile] & require & Require.ofEntry == 0
            else { continue }
            let rank = rank(first, side)
            if best.map({ rank < $0.rank }) ?? true { best = (first, rank) }
        }
        bestUnowned[key] = best?.entry ?? -1
        return bestUnowned[key]
    }

    /// What `best` prefers, smaller first.
    func rank(_ entry: Int32, _ side: Int) -> UInt64 {
        let table = space.sides[side]
        let profile = Int(table.profileOfEntry[Int(entry)])
        return EntryFailures.rank(entryFailures.ranks[side][profile], table.staticRank[Int(entry)])
    }
}
