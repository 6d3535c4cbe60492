internal import SenderModel

/// What a slice makes of users by their own numbers.
extension Slice {
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
}
