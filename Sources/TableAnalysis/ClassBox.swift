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

/// Makes boxes of regions, joins and describes them.
final class ClassSpace {
    let space: AnalysisSpace
    let tokens: ReferenceTokens
    /// By constraint, as classes list them: hundreds of classes have thousands of users in common.
    private var namesOfUsers: [Int32: Names] = [:]
    private var namesOfTeams: [Int32: Names] = [:]

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
        if constraint.isExclusion || constraint.values.count >= Slice.fewUsers {
            return space.constraints.intersection(users, slice.users(region)).map(normalUsers)
        }
        var members: [Int32] = []
        _ = slice.anyUser(region, users, everyMember: true) {
            members.append($0)
            return false
        }
        return members.isEmpty ? nil : space.constraints.oneOf(members)
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
    private var tokensOfSlice = TokensOfSlice()

    private struct TokensOfSlice {
        var recipient = -1
        var needs: UInt8 = 0
        var positions = PositionTable()
        var known: [(input: Int, mask: OpenAlphabet.Mask, token: Int32)] = []
    }

    private func token(
        _ input: Int, _ mask: OpenAlphabet.Mask, _ slice: Slice, present: OpenAlphabet.Mask, user: Int32
    ) -> Int32? {
        // Where it doesn't matter whose an entry is, all users can give the same references.
        if space.tracksOwnership {
            return tokens.token(input, mask, slice, present: present, user: user).map(tokens.intern)
        }
        if tokensOfSlice.recipient != slice.recipientIndex || tokensOfSlice.needs != slice.needs {
            tokensOfSlice = TokensOfSlice(recipient: slice.recipientIndex, needs: slice.needs)
        }
        var mix = Mix()
        mix.add(UInt64(truncatingIfNeeded: mask))
        mix.add(UInt64(truncatingIfNeeded: mask >> 64))
        mix.add(UInt64(input))
        let known = tokensOfSlice.positions.position(mix.value) {
            tokensOfSlice.known[Int($0)].mask == mask && tokensOfSlice.known[Int($0)].input == input
        }
        if let known { return tokensOfSlice.known[Int(known)].token }
        guard let made = tokens.token(input, mask, slice, present: present, user: user).map(tokens.intern) else {
            return nil
        }
        tokensOfSlice.positions.insert(mix.value, Int32(tokensOfSlice.known.count))
        tokensOfSlice.known.append((input, mask, made))
        return made
    }

    /// Without area codes the slice's recipients don't have.
    private func normalAreaCodes(_ constraint: Int32, _ slice: Slice) -> Int32 {
        let value = space.constraints[constraint]
        if constraint == ValueConstraints.any || !value.isExclusion { return constraint }
        let here = value.values.filter { slice.recipient.areaCodes.containsSorted($0) }
        return here.isEmpty ? ValueConstraints.any : space.constraints.allBut(here)
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
        result.users = Self.names(box.users, space.vocabulary.users, space.constraints, &namesOfUsers)
        result.teams = Self.names(box.teams, space.vocabulary.teams, space.constraints, &namesOfTeams)
        if box.areaCodes != ValueConstraints.any {
            let value = space.constraints[box.areaCodes]
            result.areaCodes = .init(isNegated: value.isExclusion, values: value.values.map(Int.init))
        }
        if box.origins != Region.allOrigins { result.origins = Self.values(box.origins) }
        if box.purposes != Region.allPurposes { result.purposes = Self.values(box.purposes) }
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

    private typealias Names = MessageClass.Values<String?>

    private static func names(
        _ constraint: Int32, _ names: [String], _ constraints: ValueConstraints, _ known: inout [Int32: Names]
    ) -> Names? {
        if constraint == ValueConstraints.any { return nil }
        if let known = known[constraint] { return known }
        let value = constraints[constraint]
        var values: [String?] = []
        values.reserveCapacity(value.values.count)
        for number in value.values { values.append(number < 0 ? nil : names[Int(number)]) }
        let made = Names(isNegated: value.isExclusion, values: values)
        known[constraint] = made
        return made
    }

    private static func values<List: ClosedList>(_ bits: UInt8) -> [List?] {
        (bits & 1 != 0 ? [nil] : [])
            + List.allCases.enumerated().filter { bits & 2 << UInt8($0.offset) != 0 }.map { $0.element }
    }
}
