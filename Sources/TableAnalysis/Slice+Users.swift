internal import SenderModel

/// What a slice makes of users by their own numbers.
extension Slice {
    /// The class of a user: a position of the user alphabet, and of each `best` whether the own number wins it.
    func userClass(_ user: Int32) -> UserClasses.Class {
        guard user >= 0 else { return UserClasses.Class(position: 0, wins: 0) }
        if let classes = entryFailures.byProfile.classesOfUsers {
            return classes.classes[Int(classes.classOfUser[Int(user)])]
        }
        return UserClasses.Class(position: position(ofUser: user), wins: wins(ofUser: user))
    }

    private func position(ofUser user: Int32) -> UInt8 {
        let group = Int(space.groupsOfUsers.groupOfUser[Int(user)])
        return position(of: space.groupsOfUsers.groups[group], user)
    }

    /// - Parameter user: one of the group.
    fileprivate func position(of group: GroupsOfUsers.Group, _ user: Int32) -> UInt8 {
        // What two tables see alike is numbered as one table's is.
        if !space.isSingle, space.userDiffers[Int(user)] {
            return UInt8(space.users.position(of: entryFailures.userClass(user)))
        }
        switch group.profiles[0] {
        case GroupsOfUsers.isNotDeclared: return 0
        case GroupsOfUsers.hasNoNumber: return 1
        default: return 2 + entryFailures.failures(Int(group.profiles[0]), 0)
        }
    }

    /// The bits of `wins` that the user's own number wins.
    fileprivate func wins(ofUser user: Int32) -> UInt16 {
        var wins: UInt16 = 0
        for (index, contest) in contests.enumerated() {
            let own = space.sides[index].senderOfUser[Int(user)]
            if own >= 0 { wins |= contest.wins(own) }
        }
        return wins
    }

    /// By side; none where no rule asks for the best.
    fileprivate var contests: [BestContest] {
        if space.bestRequires.isEmpty { return [] }
        if let known = madeContests { return known }
        let made = space.sides.indices.map { BestContest(self, $0) }
        madeContests = made
        return made
    }

    /// All users of a region, nobody too, whomever it allows by name: of `ValueConstraints`, in the shorter form.
    func users(_ region: Region) -> Int32 {
        let userClasses = userClasses
        if let known = userClasses.known(region) { return known }
        var bits = [UInt64](filled: 0, count: userClasses.wordCount)
        if region.fits(userClass(AnalysisSpace.nobody)) { bits[0] = 1 }
        for (index, value) in userClasses.classes.enumerated() where region.fits(value) {
            for (place, word) in userClasses.bits(of: index).enumerated() { bits[place] |= word }
        }
        let users = space.constraints.normal(
            space.constraints.oneOf(bits: bits), universe: space.vocabulary.users.count)
        userClasses.add(users, of: region)
        return users
    }

    /// Whether there may be messages of a region here, whatever their teams; false only where there are none.
    func mayHold(_ region: Region) -> Bool {
        if !space.tracksOwnership {
            for input in 0..<4 where region[open: input] & presentForAnyone == 0 { return false }
        }
        guard hasAreaCode(region.areaCodes) else { return false }
        if region.userClasses == space.users.all, region.wins == 0, region.loses == 0 { return true }
        return !space.constraints.isEmpty(users(region))
    }

    var userClasses: UserClasses {
        if let known = entryFailures.byProfile.classesOfUsers { return known }
        let made = space.userClasses(of: self)
        entryFailures.byProfile.classesOfUsers = made
        return made
    }

    /// By group, where a slice has the same classes as any other with the same positions; nil where own numbers compete for
    /// the best as well, or two tables are asked.
    fileprivate var positionsOfGroups: [UInt8]? {
        guard space.isSingle, space.bestRequires.isEmpty else { return nil }
        return space.groupsOfUsers.groups.map { position(of: $0, AnalysisSpace.nobody) }
    }
}

extension AnalysisSpace {
    /// The classes of a slice's users, which most slices of a table have in common.
    fileprivate func userClasses(of slice: Slice) -> UserClasses {
        guard let positions = slice.positionsOfGroups else { return UserClasses(slice) }
        if let known = classesOfUsers.first(where: { $0.positions == positions }) { return known.classes }
        let made = UserClasses(slice)
        classesOfUsers.append((positions, made))
        return made
    }
}

/// A slice's users, those together that rules tell apart by name only.
final class UserClasses {
    struct Class: Mixed {
        /// Of the user alphabet.
        var position: UInt8
        /// By bit, as `AnalysisSpace.bestRequires` says: whether the user's own number wins.
        var wins: UInt16

        var mixed: UInt64 {
            var mix = Mix()
            mix.add(UInt64(position) | UInt64(wins) << 8)
            return mix.value
        }
    }

    let classes: [Class]
    /// By user of the vocabulary.
    let classOfUser: [UInt16]
    /// By class: bit u + 1 for user u, in so many words.
    private let bits: [UInt64]
    let wordCount: Int
    /// What `Slice.users` made of regions.
    private var regions: [(userClasses: UserAlphabet.Mask, wins: UInt16, loses: UInt16, users: Int32)] = []

    func known(_ region: Region) -> Int32? {
        for known in regions
        where known.userClasses == region.userClasses && known.wins == region.wins && known.loses == region.loses {
            return known.users
        }
        return nil
    }

    func add(_ users: Int32, of region: Region) {
        regions.append((region.userClasses, region.wins, region.loses, users))
    }

    init(_ slice: Slice) {
        let groups = slice.space.groupsOfUsers
        let count = groups.groupOfUser.count
        var best = [UInt16](filled: 0, count: groups.groups.count)
        var worst = best
        for (index, contest) in slice.contests.enumerated() {
            for (place, group) in groups.groups.enumerated() where group.best[index] >= 0 {
                let wins = contest.wins(group.best[index])
                if wins == 0 { continue }
                best[place] |= wins
                worst[place] |= contest.wins(group.worst[index])
            }
        }
        var classes = Interned<Class>()
        func number(_ user: Int32, _ group: Int, _ wins: UInt16) -> UInt16 {
            UInt16(classes.position(of: Class(position: slice.position(of: groups.groups[group], user), wins: wins)))
        }
        // Groups of one class: the class and one.
        var numbers = [UInt16](filled: 0, count: groups.groups.count)
        var classOfUser = [UInt16](filled: 0, count: count)
        for user in 0..<count {
            let group = Int(groups.groupOfUser[user])
            if numbers[group] == 0 {
                let isDivided = best[group] != worst[group]
                let wins = isDivided ? slice.wins(ofUser: Int32(user)) : best[group]
                classOfUser[user] = number(Int32(user), group, wins)
                if !isDivided { numbers[group] = classOfUser[user] + 1 }
            } else {
                classOfUser[user] = numbers[group] - 1
            }
        }
        let wordCount = (count + 1 + 63) / 64
        var bits = [UInt64](filled: 0, count: classes.elements.count * wordCount)
        bits.withUnsafeMutableBufferPointer { bits in
            for (user, number) in classOfUser.enumerated() {
                bits[Int(number) * wordCount + (user + 1) >> 6] |= 1 << UInt64((user + 1) & 63)
            }
        }
        self.classes = classes.elements
        self.classOfUser = classOfUser
        self.bits = bits
        self.wordCount = wordCount
    }

    /// The users of a class as bits, as `ValueConstraints` takes them.
    func bits(of index: Int) -> ArraySlice<UInt64> { bits[index * wordCount..<(index + 1) * wordCount] }
}

/// What own numbers are up against in each `best` of one table.
struct BestContest {
    private let failures: [UInt8]
    private let compliance: [UInt8]
    private let profileOfEntry: [Int32]
    private let staticRank: [Int32]
    /// By bit of `wins`: what an entry must meet, and the rank of the best that is nobody's own, the greatest number where
    /// there is none.
    private let requires: [UInt8]
    private var ranksToBeat: [UInt64] = []
    private let firstBit: UInt16

    init(_ slice: Slice, _ side: Int) {
        let table = slice.space.sides[side]
        failures = slice.entryFailures.failures(of: side)
        compliance = slice.entryFailures.compliance(of: side)
        profileOfEntry = table.profileOfEntry
        staticRank = table.staticRank
        requires = slice.space.bestRequires.map { $0 & Require.ofEntry }
        firstBit = UInt16(side * 8)
        for require in slice.space.bestRequires {
            let unowned = slice.bestUnowned(side, require)
            ranksToBeat.append(unowned < 0 ? .max : slice.rank(unowned, side))
        }
    }

    /// The bits of `wins` that an own number wins.
    @inline(__always)
    func wins(_ own: Int32) -> UInt16 {
        let profile = Int(profileOfEntry[Int(own)])
        let rank = EntryFailures.rank(compliance[profile], staticRank[Int(own)])
        var wins: UInt16 = 0
        for bit in requires.indices where failures[profile] & requires[bit] == 0 && rank < ranksToBeat[bit] {
            wins |= 1 << (firstBit + UInt16(bit))
        }
        return wins
    }
}

/// Users whose own numbers no table tells apart but by what `best` prefers.
struct GroupsOfUsers {
    struct Group {
        /// By table: the profile of their own entries, or why there is none.
        let profiles: SIMD2<Int32>
        /// By table: of their own entries the one that `best` would take first, and last; -1 for none.
        var best: SIMD2<Int32>
        var worst: SIMD2<Int32>
    }

    private struct Key: Mixed {
        var profiles: SIMD2<Int32>
        var isSameSender: Bool

        var mixed: UInt64 {
            var mix = Mix()
            mix.add(profiles[0], profiles[1])
            mix.add(isSameSender ? 1 : 0)
            return mix.value
        }
    }

    static let hasNoNumber: Int32 = -1
    static let isNotDeclared: Int32 = -2

    private(set) var groups: [Group] = []
    private(set) var groupOfUser: [Int32] = []

    init(_ sides: [AnalysisSide], _ senders: SenderNumbers, userCount: Int) {
        var keys = Interned<Key>()
        groupOfUser.reserveCapacity(userCount)
        for user in 0..<userCount {
            var own = SIMD2<Int32>(repeating: -1)
            var numbers = SIMD2<Int32>(repeating: -1)
            var key = Key(profiles: SIMD2(repeating: Self.isNotDeclared), isSameSender: true)
            for (index, side) in sides.enumerated() {
                own[index] = side.senderOfUser[user]
                if own[index] >= 0 { numbers[index] = senders.canonical[Int(side.numberOfEntry[Int(own[index])])] }
                guard side.declares[user] else { continue }
                key.profiles[index] = own[index] < 0 ? Self.hasNoNumber : side.profileOfEntry[Int(own[index])]
            }
            key.isSameSender = sides.count == 1 || numbers[0] == numbers[1]
            let group = keys.position(of: key)
            if Int(group) == groups.count {
                groups.append(
                    Group(profiles: key.profiles, best: SIMD2(repeating: -1), worst: SIMD2(repeating: -1)))
            }
            groupOfUser.append(group)
            for (index, side) in sides.enumerated() where own[index] >= 0 {
                groups[Int(group)].add(own[index], index, ranks: side.staticRank)
            }
        }
    }
}

extension GroupsOfUsers.Group {
    fileprivate mutating func add(_ entry: Int32, _ side: Int, ranks: [Int32]) {
        if best[side] < 0 || ranks[Int(entry)] < ranks[Int(best[side])] { best[side] = entry }
        if worst[side] < 0 || ranks[Int(entry)] > ranks[Int(worst[side])] { worst[side] = entry }
    }
}
