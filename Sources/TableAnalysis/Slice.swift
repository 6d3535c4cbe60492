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
    /// What kinds of references are for users declared alike (see `AnalysisSpace.declarations`).
    struct Declared {
        /// By kind: the class as a position of the open alphabet. 0, no reference, for kinds without one.
        var classes: [UInt8] = []
        /// Classes that some reference has, with none and unknown.
        var present = OpenAlphabet.noReference | OpenAlphabet.unknownReference
        /// By class: how many references; only where ownership matters.
        var counts: [Int32] = []
    }

    /// Of nobody, and where ownership doesn't matter of everybody.
    private let usual: Declared
    /// By declaration, where ownership matters; empty lists for those that don't occur.
    private let byDeclaration: [Declared]
    /// By side and requirement; -2 for not asked for yet.
    private var bestUnowned = InlineArray<64, Int32>(repeating: -2)
    private var kindsOfMasks: [[OpenAlphabet.Mask: [Int32]]] = []
    /// See `contests`.
    var madeContests: [BestContest]?

    var recipient: RecipientClass { space.recipients[recipientIndex] }
    /// One of the recipients' as good as any; nil for numbers of none.
    let country: Country?

    init(_ space: AnalysisSpace, recipient: Int, needs: NeedsClass) {
        self.space = space
        recipientIndex = recipient
        needsClass = needs
        self.needs = needs.representative
        country = space.recipients[recipient].representative
        let recipient = space.recipients[recipient]
        if let known = space.alike(recipient, needs.representative) {
            entryFailures = EntryFailures(space, recipient, known.failures)
            usual = known.usual
            byDeclaration = []
            return
        }
        entryFailures = EntryFailures(space, recipient, needs.representative)
        var kindCounts = space.countsOfKind
        for (_, kind) in recipient.referencesByCountry { kindCounts[Int(kind)] += 1 }
        usual = Self.declared(0, space, entryFailures, counts: kindCounts)
        guard space.tracksOwnership else {
            byDeclaration = []
            space.remember(AlikeSlices(needs: self.needs, failures: entryFailures.byProfile, usual: usual), recipient)
            return
        }
        var byDeclaration = [Declared](filled: Declared(), count: 1 << space.sides.count)
        for declaration in space.declarations {
            byDeclaration[declaration] =
                declaration == 0 ? usual : Self.declared(declaration, space, entryFailures, counts: kindCounts)
        }
        self.byDeclaration = byDeclaration
    }

    /// - Parameter counts: by kind, how many references the slice has.
    private static func declared(
        _ declaration: Int, _ space: AnalysisSpace, _ entryFailures: EntryFailures, counts: [Int32]
    ) -> Declared {
        var made = Declared()
        made.classes = [UInt8](filled: 0, count: counts.count)
        let tracksOwnership = space.tracksOwnership
        if tracksOwnership { made.counts = [Int32](filled: 0, count: 128) }
        for index in counts.indices where counts[index] > 0 {
            let position = position(ofKind: index, declaration, space, entryFailures)
            made.classes[index] = UInt8(position)
            made.present |= 1 << OpenAlphabet.Mask(position)
            if tracksOwnership { made.counts[position] += counts[index] }
        }
        return made
    }

    private static func position(
        ofKind index: Int, _ declaration: Int, _ space: AnalysisSpace, _ entryFailures: EntryFailures
    ) -> Int {
        // What two tables see alike is numbered as one table's is.
        if space.isSingle || (!space.tracksOwnership && !space.kindDiffers[index]) {
            let failed = entryFailures.failures(Int(space.profilesOfKind[index]), 0)
            let isAnothers = space.tracksOwnership && space.kinds[index].isOwned(0) && declaration != 0
            return 2 + Int(OpenAlphabet.value(failed, isAnothers ? .anothers : .unowned))
        }
        return space.open.position(of: entryFailures.openClass(space.kinds[index], declaration, user: nil))
    }

    /// Of a user of a declaration; where ownership doesn't matter it makes no difference.
    private func declared(_ declaration: Int) -> Declared {
        byDeclaration.isEmpty ? usual : byDeclaration[declaration]
    }

    /// By kind, the class of its references for nobody, as a position of the open alphabet.
    var classOfKind: [UInt8] { usual.classes }

    /// The same for nobody and for the users of each declaration that occurs, where that makes a difference.
    var classesOfKinds: [[UInt8]] {
        byDeclaration.isEmpty ? [usual.classes] : space.declarations.map { byDeclaration[$0].classes }
    }

    // MARK: - References

    /// The classes of references that a user can give: the own number is a class of its own.
    func present(for user: Int32) -> OpenAlphabet.Mask {
        let declared = declared(space.declaration(user))
        var mask = declared.present
        guard space.tracksOwnership, user >= 0 else { return mask }
        var left = declared.counts
        var own: OpenAlphabet.Mask = 0
        for reference in space.references(ofOwnersOf: user, in: country) {
            let usual = Int(declared.classes[Int(kind(of: reference))])
            left[usual] -= 1
            if left[usual] == 0 { mask &= ~(1 << OpenAlphabet.Mask(usual)) }
            own |= 1 << OpenAlphabet.Mask(classOf(reference, user))
        }
        mask |= own
        return mask
    }

    /// Where ownership doesn't matter: the classes of references anybody can give.
    var presentForAnyone: OpenAlphabet.Mask { usual.present }

    /// The classes of references that somebody can give, but for the own number's.
    var presentForAnyUser: OpenAlphabet.Mask {
        space.tracksOwnership ? space.open.all : usual.present
    }

    /// The class of a reference for a user, as a position of the open alphabet.
    func classOf(_ reference: Int32, _ user: Int32) -> Int {
        if !space.tracksOwnership, space.kindOfReference[Int(reference)] >= 0 {
            return Int(usual.classes[Int(space.kindOfReference[Int(reference)])])
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
        let declared = declared(declaration)
        for index in kinds(in: mask & declared.present, declaration) {
            for reference in space.membersOfKind[Int(index)] where !own.contains(reference) {
                if body(reference) { return true }
            }
        }
        for (reference, kind) in recipient.referencesByCountry where !own.contains(reference) {
            let position = declared.classes[Int(kind)]
            if position > 0, mask & (1 << OpenAlphabet.Mask(position)) != 0, body(reference) { return true }
        }
        return false
    }

    /// The kinds whose references are of the classes of a mask, ascending.
    private func kinds(in mask: OpenAlphabet.Mask, _ declaration: Int) -> [Int32] {
        // The same classes are asked for again and again where a change is about one sender.
        let declaration = byDeclaration.isEmpty ? 0 : declaration
        if kindsOfMasks.isEmpty { kindsOfMasks = Array(filled: [:], count: max(byDeclaration.count, 1)) }
        if let known = kindsOfMasks[declaration][mask] { return known }
        // Position 0, no reference, marks kinds without one.
        let made = declared(declaration).classes.enumerated().compactMap { index, position in
            position > 0 && mask & (1 << OpenAlphabet.Mask(position)) != 0 ? Int32(index) : nil
        }
        kindsOfMasks[declaration][mask] = made
        return made
    }

    // MARK: - Entries

    /// What an entry fails of the requirements that don't ask who the user is.
    func failures(_ entry: Int32, _ side: Int) -> UInt8 {
        entryFailures.failures(Int(space.sides[side].profileOfEntry[Int(entry)]), side)
    }

    /// The best entry that is nobody's own and passes; -1 for none.
    func bestUnowned(_ side: Int, _ require: UInt8) -> Int32 {
        let key = side << 5 | Int(require)
        if bestUnowned[key] != -2 { return bestUnowned[key] }
        let table = space.sides[side]
        var best: (entry: Int32, rank: UInt64)?
        for (profile, entries) in table.unownedOfProfile.enumerated() {
            guard let first = entries.first,
                entryFailures.failures(profile, side) & require & Require.ofEntry == 0
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
        return EntryFailures.rank(entryFailures.compliance(of: side)[profile], table.staticRank[Int(entry)])
    }
}

/// What slices have in common to whose recipients entries fail the same, for the same needs: where ownership doesn't matter
/// and no reference means something else by country, most slices of a table.
struct AlikeSlices {
    let needs: UInt8
    let failures: EntryFailures.ByProfile
    let usual: Slice.Declared
}

extension AnalysisSpace {
    /// How many are remembered: of more, looking through them takes longer than making another.
    private static var most: Int { 8 }

    fileprivate func alike(_ recipient: RecipientClass, _ needs: UInt8) -> AlikeSlices? {
        guard !tracksOwnership, recipient.referencesByCountry.isEmpty else { return nil }
        return alikeSlices.first { $0.needs == needs && $0.failures.compliance == recipient.compliance }
    }

    fileprivate func remember(_ slices: AlikeSlices, _ recipient: RecipientClass) {
        guard recipient.referencesByCountry.isEmpty, alikeSlices.count < Self.most else { return }
        alikeSlices.append(slices)
    }
}
