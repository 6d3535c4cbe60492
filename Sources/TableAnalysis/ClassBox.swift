internal import SenderModel

/// A set of messages of several slices and teams: one set of values for each dimension. What a class is merged from.
struct ClassBox: Hashable {
    /// Of `ValueConstraints`, over recipients' classes.
    var recipients: Int32
    /// Bit n stands for the set of needs whose bits are n.
    var needs: UInt8
    /// Of `ValueConstraints`, over teams and -1.
    var teams: Int32
    /// Over users and -1.
    var users: Int32
    var areaCodes: Int32
    var origins: UInt8
    var purposes: UInt8
    /// Of `AttributeSets`.
    var attributes: Int32
    /// Of `ReferenceTokens`.
    var references: SIMD4<Int32>

    static let allNeeds: UInt8 = 0b1111_1110

    func hash(into hasher: inout Hasher) { hasher.combine(mixed(0)) }

    /// All of it, and a number beside it, as one number.
    func mixed(_ number: UInt64) -> UInt64 {
        var mix = Mix()
        mix.add(number)
        mix.add(recipients, teams)
        mix.add(users, areaCodes)
        mix.add(attributes, Int32(needs) | Int32(origins) << 8 | Int32(purposes) << 16)
        mix.add(references[0], references[1])
        mix.add(references[2], references[3])
        return mix.value
    }
}

/// Many small numbers made one before they are hashed: `Hasher` takes its time for each.
struct Mix {
    private(set) var value: UInt64 = 0

    mutating func add(_ number: UInt64) {
        value = (value ^ number) &* 0x9E37_79B9_7F4A_7C15
        value ^= value >> 29
    }

    mutating func add(_ a: Int32, _ b: Int32) {
        add(UInt64(UInt32(bitPattern: a)) << 32 | UInt64(UInt32(bitPattern: b)))
    }
}

/// Makes boxes of regions and joins them.
final class ClassSpace {
    let space: AnalysisSpace
    let tokens: ReferenceTokens
    private var usersOfClasses: [UserKey: Int32] = [:]

    private struct UserKey: Hashable {
        let slice: Int
        let classes: UserAlphabet.Mask
        let wins: UInt16
        let loses: UInt16
    }

    init(_ space: AnalysisSpace) {
        self.space = space
        tokens = ReferenceTokens(space)
    }

    // MARK: - Regions as boxes

    /// The users of a region, of `ValueConstraints`; nil where there are none.
    func users(_ region: Region, _ slice: Slice, _ group: Int32) -> Int32? {
        guard let users = space.constraints.intersection(region.users, group) else { return nil }
        if region.userClasses == space.users.all, region.wins == 0, region.loses == 0 { return users }
        let constraint = space.constraints[users]
        if !constraint.isExclusion, constraint.values.count < Self.fewUsers {
            return fitting(region, slice, among: users)
        }
        let key = UserKey(
            slice: slice.recipientIndex << 3 | Int(slice.needs), classes: region.userClasses, wins: region.wins,
            loses: region.loses)
        let fitting: Int32
        if let known = usersOfClasses[key] {
            fitting = known
        } else {
            fitting = self.fitting(region, slice, among: ValueConstraints.any) ?? space.constraints.oneOf([])
            usersOfClasses[key] = fitting
        }
        return space.constraints.intersection(users, fitting).map(normalUsers)
    }

    /// Fewer are looked at one by one each time.
    private static let fewUsers = 64

    /// Of some users those whose own number is as a region says; nil for none.
    private func fitting(_ region: Region, _ slice: Slice, among users: Int32) -> Int32? {
        var members: [Int32] = []
        if users == ValueConstraints.any {
            members = slice.users(region)
        } else {
            _ = slice.anyUser(region, users, everyMember: true) {
                members.append($0)
                return false
            }
        }
        return members.isEmpty ? nil : normalUsers(space.constraints.oneOf(members))
    }

    /// The shorter way to say the same set of users.
    func normalUsers(_ constraint: Int32) -> Int32 {
        space.constraints.normal(constraint, universe: space.vocabulary.users.count)
    }

    func normalTeams(_ constraint: Int32) -> Int32 {
        space.constraints.normal(constraint, universe: space.vocabulary.teams.count)
    }

    /// The boxes of a region: one, but where references must be listed user by user.
    ///
    /// - Parameters:
    ///   - teams: what messages give, of `ValueConstraints`.
    ///   - group: the users they may give.
    func boxes(_ region: Region, _ slice: Slice, teams: Int32, group: Int32) -> [ClassBox] {
        guard slice.hasAreaCode(region.areaCodes), let users = users(region, slice, group) else { return [] }
        if !space.tracksOwnership {
            return box(region, slice, teams: teams, users: users, user: AnalysisSpace.nobody).map { [$0] } ?? []
        }
        // Whose own a reference is differs by user: a box for each.
        let constraint = space.constraints[users]
        return ([AnalysisSpace.nobody] + space.vocabulary.users.indices.map { Int32($0) }).compactMap { user in
            constraint.allows(user)
                ? box(region, slice, teams: teams, users: space.constraints.oneOf([user]), user: user) : nil
        }
    }

    /// The box of a region for users who can all give the references that `user` can; nil where there is no message.
    func box(_ region: Region, _ slice: Slice, teams: Int32, users: Int32, user: Int32) -> ClassBox? {
        var references = SIMD4<Int32>(repeating: ReferenceTokens.all)
        for input in 0..<4 where region[open: input] != space.open.all {
            let present = slice.present(for: user)
            guard region[open: input] & present != 0,
                let token = token(input, region[open: input], slice, present: present, user: user)
            else { return nil }
            references[input] = token
        }
        return ClassBox(
            recipients: space.constraints.oneOf([Int32(slice.recipientIndex)]), needs: slice.needsClass.mask,
            teams: normalTeams(teams), users: normalUsers(users), areaCodes: normalAreaCodes(region.areaCodes, slice),
            origins: region.origins, purposes: region.purposes, attributes: region.attributes,
            references: references)
    }

    /// Of tokens and without regard to users, what was asked for in the last slice.
    private var tokensOfSlice: (recipient: Int, needs: UInt8, known: [TokenKey: Int32]) = (-1, 0, [:])

    private struct TokenKey: Hashable {
        let input: Int
        let mask: OpenAlphabet.Mask
    }

    private func token(
        _ input: Int, _ mask: OpenAlphabet.Mask, _ slice: Slice, present: OpenAlphabet.Mask, user: Int32
    ) -> Int32? {
        // Where it doesn't matter whose an entry is, all users can give the same references.
        if space.tracksOwnership {
            return tokens.token(input, mask, slice, present: present, user: user).map(tokens.intern)
        }
        if tokensOfSlice.recipient != slice.recipientIndex || tokensOfSlice.needs != slice.needs {
            tokensOfSlice = (slice.recipientIndex, slice.needs, [:])
        }
        let key = TokenKey(input: input, mask: mask)
        if let known = tokensOfSlice.known[key] { return known }
        guard let made = tokens.token(input, mask, slice, present: present, user: user).map(tokens.intern) else {
            return nil
        }
        tokensOfSlice.known[key] = made
        return made
    }

    /// Without area codes the slice's recipients don't have.
    private func normalAreaCodes(_ constraint: Int32, _ slice: Slice) -> Int32 {
        let value = space.constraints[constraint]
        if constraint == ValueConstraints.any || !value.isExclusion { return constraint }
        let here = value.values.filter { slice.recipient.areaCodes.containsSorted($0) }
        return here.isEmpty ? ValueConstraints.any : space.constraints.allBut(here)
    }

    // MARK: - Joining

    /// Joins boxes of one key until no two that differ in one dimension are left; they must be disjoint.
    func joined<Key: Hashable, Value>(
        _ boxes: [(key: Key, box: ClassBox, value: Value)], combine: (inout Value, Value) -> Void
    ) throws(AnalysisFailure) -> [(key: Key, box: ClassBox, value: Value)] {
        var joining = Joining(boxes.lazy.map { ($0.key, $0.box) })
        var unchanged = 0
        var dimension = 0
        let count = 8 + space.vocabulary.attributes.count + 4
        while unchanged < count {
            try space.steps.step(joining.items.count + 1)
            let before = joining.items.count
            join(&joining, dimension)
            unchanged = joining.items.count == before ? unchanged + 1 : 0
            dimension = (dimension + 1) % count
        }
        return joining.combined(boxes, combine)
    }

    /// Joins most of them: once along what differs most from slice to slice.
    func compacted<Key: Hashable, Value>(
        _ boxes: [(key: Key, box: ClassBox, value: Value)], combine: (inout Value, Value) -> Void
    ) throws(AnalysisFailure) -> [(key: Key, box: ClassBox, value: Value)] {
        var joining = Joining(boxes.lazy.map { ($0.key, $0.box) })
        for dimension in [2, 3, 4, 6] {
            try space.steps.step(joining.items.count + 1)
            join(&joining, dimension)
        }
        return joining.combined(boxes, combine)
    }

    /// Boxes that are being joined: plain numbers, so that what is kept beside each is touched once, at the end.
    private struct Joining {
        struct Item: Hashable {
            var key: Int32
            var box: ClassBox
            /// The first and the last of the boxes it is made of.
            var first: Int32
            var last: Int32
        }

        var items: [Item] = []
        /// By box as given: the next that is part of the same, -1 for none.
        var next: [Int32] = []

        init<Key: Hashable>(_ boxes: some Collection<(Key, ClassBox)>) {
            var keys: [Key: Int32] = [:]
            items.reserveCapacity(boxes.count)
            for (key, box) in boxes {
                let number = keys[key] ?? Int32(keys.count)
                keys[key] = number
                let position = Int32(items.count)
                items.append(Item(key: number, box: box, first: position, last: position))
            }
            next = Array(repeating: -1, count: items.count)
        }

        func combined<Key, Value>(
            _ boxes: [(key: Key, box: ClassBox, value: Value)], _ combine: (inout Value, Value) -> Void
        ) -> [(key: Key, box: ClassBox, value: Value)] {
            items.map { item in
                var result = boxes[Int(item.first)]
                result.box = item.box
                var other = next[Int(item.first)]
                while other >= 0 {
                    combine(&result.value, boxes[Int(other)].value)
                    other = next[Int(other)]
                }
                return result
            }
        }
    }

    private struct GroupKey: Hashable {
        let key: Int32
        let box: ClassBox

        func hash(into hasher: inout Hasher) { hasher.combine(box.mixed(UInt64(UInt32(bitPattern: key)))) }
    }

    private func join(_ joining: inout Joining, _ dimension: Int) {
        var positions: [GroupKey: Int] = [:]
        positions.reserveCapacity(joining.items.count)
        var result: [Joining.Item] = []
        result.reserveCapacity(joining.items.count)
        for item in joining.items {
            guard let rest = without(item.box, dimension) else {
                result.append(item)
                continue
            }
            let group = GroupKey(key: item.key, box: rest)
            guard let position = positions[group] else {
                positions[group] = result.count
                result.append(item)
                continue
            }
            if let joined = join(result[position].box, item.box, dimension) {
                result[position].box = joined
                joining.next[Int(result[position].last)] = item.first
                result[position].last = item.last
            } else {
                result.append(item)
            }
        }
        joining.items = result
    }

    /// A box with one dimension blanked; nil where the box can't be joined along it.
    private func without(_ box: ClassBox, _ dimension: Int) -> ClassBox? {
        var rest = box
        switch dimension {
        case 0: rest.origins = 0
        case 1: rest.purposes = 0
        case 2: rest.needs = 0
        case 3: rest.users = -1
        case 4: rest.teams = -1
        case 5: rest.areaCodes = -1
        case 6: rest.recipients = -1
        case 7: return nil
        case 8..<12:
            // Tokens are joined with equal restrictions only.
            let token = box.references[dimension - 8]
            if token == ReferenceTokens.all { return nil }
            rest.references[dimension - 8] = -1 - tokens.restriction(token)
        default:
            rest.attributes = space.attributeSets.without(box.attributes, dimension - 12)
        }
        return rest
    }

    private func join(_ a: ClassBox, _ b: ClassBox, _ dimension: Int) -> ClassBox? {
        var result = a
        switch dimension {
        case 0: result.origins |= b.origins
        case 1: result.purposes |= b.purposes
        case 2: result.needs |= b.needs
        case 3: result.users = normalUsers(space.constraints.union(a.users, b.users))
        case 4: result.teams = normalTeams(space.constraints.union(a.teams, b.teams))
        case 5: result.areaCodes = space.constraints.union(a.areaCodes, b.areaCodes)
        case 6: result.recipients = space.constraints.union(a.recipients, b.recipients)
        case 8..<12:
            let input = dimension - 8
            // With anything there can be, what else there is adds nothing; listed beside it, it would take the rest away.
            if a.references[input] == ReferenceTokens.all || b.references[input] == ReferenceTokens.all {
                result.references[input] = ReferenceTokens.all
                return result
            }
            let first = tokens.tokens[Int(a.references[input])]
            let second = tokens.tokens[Int(b.references[input])]
            var union = first
            union.words |= second.words
            union.references = Array(Set(first.references + second.references)).sorted()
            result.references[input] = tokens.intern(tokens.normal(union, input))
        default:
            let attribute = dimension - 12
            let first = space.attributeSets.sets[Int(a.attributes)]
            let second = space.attributeSets.sets[Int(b.attributes)]
            var masks = first
            masks[attribute] |= second[attribute]
            let count = space.vocabulary.attributes[attribute].values.count
            let all: UInt64 = count >= 63 ? .max : (1 << UInt64(count + 1)) - 1
            if masks[attribute] & all == all { masks[attribute] = .max }
            result.attributes = space.attributeSets.intern(masks)
        }
        return result
    }

    /// The smallest box that holds two.
    func hull(_ a: ClassBox, _ b: ClassBox) -> ClassBox {
        var result = a
        for dimension in 0..<12 + space.vocabulary.attributes.count where dimension != 7 {
            guard let joined = join(result, b, dimension) else { continue }
            result = joined
        }
        return result
    }

    // MARK: - Description

    /// What people are told of a box.
    func described(_ box: ClassBox) -> MessageClass {
        var result = MessageClass()
        let recipients = space.constraints[box.recipients]
        let classes = space.recipients.indices.filter { recipients.allows(Int32($0)) }
        if classes.count < space.recipients.count {
            let all = classes.flatMap { space.recipients[$0].countries }
            result.countries = all.compactMap { $0 }.sorted().map { $0 } + (all.contains { $0 == nil } ? [nil] : [])
        }
        if box.needs != ClassBox.allNeeds {
            result.needs = (UInt8(1)...7).filter { box.needs & 1 << $0 != 0 }.map { MemberSet(bits: $0) }
        }
        func names(_ constraint: Int32, _ names: [String]) -> MessageClass.Values<String?>? {
            if constraint == ValueConstraints.any { return nil }
            let value = space.constraints[constraint]
            return .init(
                isNegated: value.isExclusion, values: value.values.map { $0 < 0 ? nil : names[Int($0)] })
        }
        result.users = names(box.users, space.vocabulary.users)
        result.teams = names(box.teams, space.vocabulary.teams)
        if box.areaCodes != ValueConstraints.any {
            let value = space.constraints[box.areaCodes]
            result.areaCodes = .init(isNegated: value.isExclusion, values: value.values.map(Int.init))
        }
        if box.origins != 0b11_1111 { result.origins = Self.values(box.origins) }
        if box.purposes != 0b1111 { result.purposes = Self.values(box.purposes) }
        for (index, mask) in space.attributeSets.sets[Int(box.attributes)].enumerated() where mask != .max {
            let attribute = space.vocabulary.attributes[index]
            let named = attribute.values.indices.filter { mask & 2 << UInt64($0) != 0 }
            let isNegated = mask & 1 != 0
            let listed = isNegated ? attribute.values.indices.filter { !named.contains($0) } : named
            if isNegated, listed.isEmpty { continue }
            result.attributes.append(
                .init(
                    name: attribute.name,
                    values: .init(isNegated: isNegated, values: listed.map { attribute.values[$0] })))
        }
        for input in 0..<4 { result[input] = tokens.described(tokens.tokens[Int(box.references[input])]) }
        return result
    }

    private static func values<List: ClosedList>(_ bits: UInt8) -> [List?] {
        (bits & 1 != 0 ? [nil] : [])
            + List.allCases.enumerated().filter { bits & 2 << UInt8($0.offset) != 0 }.map { $0.element }
    }
}

extension ValueConstraints {
    func union(_ a: Int32, _ b: Int32) -> Int32 { a == b ? a : union([a, b]) }

    /// What any of some constraints allows.
    func union(_ list: [Int32]) -> Int32 {
        if list.count == 1 { return list[0] }
        var included: [Int32] = []
        // What all that exclude anything do.
        var excluded: [Int32]?
        for constraint in list {
            let value = self[constraint]
            if !value.isExclusion {
                included += value.values
            } else if let both = excluded {
                excluded = Self.allowed(both, Constraint(isExclusion: false, values: value.values))
            } else {
                excluded = value.values
            }
        }
        guard let excluded else { return oneOf(included) }
        let others = Constraint(isExclusion: true, values: Self.ascending(included))
        return intern(Constraint(isExclusion: true, values: Self.allowed(excluded, others)))
    }

    /// The shorter form of a constraint on -1 and the numbers below `universe`; equal sets have one form.
    func normal(_ constraint: Int32, universe: Int) -> Int32 {
        let value = self[constraint]
        let included = value.isExclusion ? universe + 1 - value.values.count : value.values.count
        let isExclusion = included * 2 > universe + 1
        if isExclusion == value.isExclusion { return constraint }
        let key = Int64(constraint) << 32 | Int64(universe)
        if let known = normals[key] { return known }
        var other: [Int32] = []
        other.reserveCapacity(universe + 1 - value.values.count)
        var next = 0
        for number in -1..<Int32(universe) {
            if next < value.values.count, value.values[next] == number { next += 1 } else { other.append(number) }
        }
        let made = intern(Constraint(isExclusion: isExclusion, values: other))
        normals[key] = made
        return made
    }
}
