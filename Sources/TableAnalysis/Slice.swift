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
    private var classesOfUsers: UserClasses?
    private var usersOfRegions: [(region: Region, users: Int32)] = []
    private var kindsOfMasks: [[OpenAlphabet.Mask: [Int32]]] = []
    /// By side and bit of `wins`: the rank of the best that is nobody's own, the greatest number where there is none.
    private var ranksToBeat: [UInt64]?

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
        classOfKind = Array(repeating: [], count: declarationCount)
        present = Array(
            repeating: OpenAlphabet.noReference | OpenAlphabet.unknownReference, count: declarationCount)
        bestUnowned = Array(repeating: -2, count: 32 * space.sides.count)
        if space.tracksOwnership { counts = Array(repeating: [], count: declarationCount) }
        for declaration in space.declarations {
            // Without ownership the declaration makes no difference.
            if !space.tracksOwnership, declaration != 0 {
                classOfKind[declaration] = classOfKind[0]
                present[declaration] = present[0]
                continue
            }
            var classes = [UInt8](repeating: 0, count: space.kinds.count)
            var mask = present[declaration]
            var numbers = [Int32](repeating: 0, count: space.tracksOwnership ? 128 : 0)
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
            let isAnothers = space.tracksOwnership && space.kinds[index].isOwned[0] && declaration != 0
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
        return UInt64(entryFailures.ranks[side][Int(table.profileOfEntry[Int(entry)])]) << 32
            | UInt64(table.staticRank[Int(entry)])
    }

    // MARK: - Users

    /// The class of a user: a position of the user alphabet, and of each `best` whether the own number wins it.
    func userClass(_ user: Int32) -> UserClasses.Class {
        guard user >= 0 else { return UserClasses.Class(position: 0, wins: 0) }
        if let classes = classesOfUsers { return classes.classes[Int(classes.classOfUser[Int(user)])] }
        var wins: UInt16 = 0
        for side in space.sides.indices {
            let own = space.sides[side].senderOfUser[Int(user)]
            if own >= 0 { wins |= self.wins(own, side) }
        }
        return UserClasses.Class(position: position(ofUser: Int(user)), wins: wins)
    }

    private func position(ofUser user: Int) -> UInt8 {
        if !space.isSingle, space.userDiffers[user] {
            return UInt8(space.users.position(of: entryFailures.userClass(Int32(user))))
        }
        let table = space.sides[0]
        if !table.declares[user] { return 0 }
        let own = table.senderOfUser[user]
        return own < 0 ? 1 : 2 + failures(own, 0)
    }

    /// The bits of `wins` that an own number wins in a table.
    private func wins(_ own: Int32, _ side: Int) -> UInt16 {
        let ranks = ranksToBeat ?? listRanksToBeat()
        let (failing, rank) = (failures(own, side), rank(own, side))
        var wins: UInt16 = 0
        for (bit, require) in space.bestRequires.enumerated()
        where failing & require & Require.ofEntry == 0 && rank < ranks[side * 8 + bit] {
            wins |= 1 << UInt16(side * 8 + bit)
        }
        return wins
    }

    private func listRanksToBeat() -> [UInt64] {
        var ranks = [UInt64](repeating: .max, count: 8 * space.sides.count)
        for side in space.sides.indices {
            for (bit, require) in space.bestRequires.enumerated() {
                let unowned = bestUnowned(side, require)
                if unowned >= 0 { ranks[side * 8 + bit] = rank(unowned, side) }
            }
        }
        ranksToBeat = ranks
        return ranks
    }

    /// By user, of all at once: see `userClass`.
    fileprivate func positionsOfUsers() -> [UInt8] {
        let table = space.sides[0]
        let failures = entryFailures.failures[0]
        let isSingle = space.isSingle
        return table.senderOfUser.indices.map { user in
            if !isSingle, space.userDiffers[user] { return position(ofUser: user) }
            if !table.declares[user] { return 0 }
            let own = table.senderOfUser[user]
            return own < 0 ? 1 : 2 + failures[Int(table.profileOfEntry[Int(own)])]
        }
    }

    fileprivate func winsOfUsers() -> [UInt16] {
        var result = [UInt16](repeating: 0, count: space.vocabulary.users.count)
        if space.bestRequires.isEmpty { return result }
        let ranksToBeat = ranksToBeat ?? listRanksToBeat()
        for side in space.sides.indices {
            let table = space.sides[side]
            let ranks = entryFailures.ranks[side]
            // By profile: the bits whose requirements it meets.
            let meets = entryFailures.failures[side].map { failing in
                space.bestRequires.enumerated().reduce(UInt8(0)) { bits, best in
                    failing & best.element & Require.ofEntry == 0 ? bits | 1 << UInt8(best.offset) : bits
                }
            }
            for (user, own) in table.senderOfUser.enumerated() where own >= 0 {
                let profile = Int(table.profileOfEntry[Int(own)])
                var bits = meets[profile]
                let rank = UInt64(ranks[profile]) << 32 | UInt64(table.staticRank[Int(own)])
                while bits != 0 {
                    let place = side * 8 + bits.trailingZeroBitCount
                    bits &= bits - 1
                    if rank < ranksToBeat[place] { result[user] |= 1 << UInt16(place) }
                }
            }
        }
        return result
    }

    /// All users of a region, nobody too, whomever it allows by name: of `ValueConstraints`, in the shorter form.
    func users(_ region: Region) -> Int32 {
        let known = usersOfRegions.first {
            $0.region.userClasses == region.userClasses && $0.region.wins == region.wins
                && $0.region.loses == region.loses
        }
        if let known { return known.users }
        let userClasses = userClasses
        var bits = [UInt64](repeating: 0, count: userClasses.wordCount)
        if region.fits(userClass(AnalysisSpace.nobody)) { bits[0] = 1 }
        for (index, value) in userClasses.classes.enumerated() where region.fits(value) {
            for (place, word) in userClasses.bits(of: index).enumerated() { bits[place] |= word }
        }
        let users = space.constraints.normal(
            space.constraints.oneOf(bits: bits), universe: space.vocabulary.users.count)
        usersOfRegions.append((region, users))
        return users
    }

    var userClasses: UserClasses {
        if let known = classesOfUsers { return known }
        let made = UserClasses(self)
        classesOfUsers = made
        return made
    }
}

/// A slice's users, those together that rules tell apart by name only.
struct UserClasses {
    struct Class: Hashable {
        /// Of the user alphabet.
        var position: UInt8
        /// By bit, as `AnalysisSpace.bestRequires` says: whether the user's own number wins.
        var wins: UInt16
    }

    private(set) var classes: [Class] = []
    /// By user of the vocabulary.
    private(set) var classOfUser: [UInt16] = []
    /// By class: bit u + 1 for user u, in so many words.
    private var bits: [UInt64] = []
    let wordCount: Int

    init(_ slice: Slice) {
        let space = slice.space
        let count = space.vocabulary.users.count
        classOfUser.reserveCapacity(count)
        wordCount = (count + 1 + 63) / 64
        let (positions, wins) = (slice.positionsOfUsers(), slice.winsOfUsers())
        var known = PositionTable()
        for user in 0..<count {
            let value = Class(position: positions[user], wins: wins[user])
            var mix = Mix()
            mix.add(UInt64(value.position) | UInt64(value.wins) << 8)
            var place = known.position(mix.value) { _ in true } ?? -1
            if place < 0 {
                place = Int32(classes.count)
                known.insert(mix.value, place)
                classes.append(value)
                bits += repeatElement(0, count: wordCount)
            }
            classOfUser.append(UInt16(place))
            bits[Int(place) * wordCount + (user + 1) >> 6] |= 1 << UInt64((user + 1) & 63)
        }
    }

    /// The users of a class as bits, as `ValueConstraints` takes them.
    func bits(of index: Int) -> ArraySlice<UInt64> { bits[index * wordCount..<(index + 1) * wordCount] }

    /// The users of a class, ascending.
    func members(_ index: Int) -> [Int32] {
        classOfUser.indices.filter { classOfUser[$0] == UInt16(index) }.map { Int32($0) }
    }
}
