internal import SenderModel

/// Messages of a region, and where in it two decisions are not the same.
struct DifferencePair {
    let slice: Slice
    let cell: PairCell
    private(set) var region: Region
    let before: ShownDecision
    let after: ShownDecision
    /// The one sender of each, -1 where there is none or several.
    let senders: (before: Int32, after: Int32)
    let choice: RecipientChoice

    init(
        _ slice: Slice, _ cell: PairCell, _ region: Region, _ before: ShownDecision,
        _ after: ShownDecision, senders: (before: Int32, after: Int32), _ choice: RecipientChoice
    ) {
        self.slice = slice
        self.cell = cell
        self.region = region
        self.before = before
        self.after = after
        self.senders = senders
        self.choice = choice
    }

    /// A part of the region all of whose messages differ; of a partial one, some do.
    struct Part {
        var box: ClassBox
        var isPartial: Bool
        var witness: Witness
    }

    /// Where messages of a part are found.
    struct Witness {
        /// With the part's users.
        var region: Region
        /// The recipient, where not any will do.
        var number: String?
        /// References that won't do.
        var avoiding: Set<Int32> = []
        /// What an input must be, by open input; -1 for whatever the region says.
        var references = SIMD4<Int32>(repeating: -1)

        /// Whether an example of another slice will do in this one.
        func allows(_ example: ChangedParts.Example, _ slice: Slice) -> Bool {
            guard number == nil, example.number == nil, references == SIMD4(repeating: -1),
                example.region.origins == region.origins, example.region.purposes == region.purposes,
                example.region.attributes == region.attributes, example.region.areaCodes == region.areaCodes
            else { return false }
            if !avoiding.isEmpty, (0..<4).contains(where: { avoiding.contains(example.choice.references[$0]) }) {
                return false
            }
            return slice.allows(example.choice, region)
        }

        func example(_ slice: Slice, team: Int32) -> ChangedParts.Example? {
            guard var choice = slice.choose(region, ValueConstraints.any, avoiding: { avoiding.contains($0) }) else {
                return nil
            }
            choice.references.replace(with: references, where: references .>= 0)
            return ChangedParts.Example(region: region, choice: choice, team: team, number: number)
        }
    }

    private var space: AnalysisSpace { slice.space }

    /// The parts, disjoint; none where the decisions are alike.
    mutating func parts(_ classes: ClassSpace) throws(AnalysisFailure) -> [Part] {
        // The same reference, or the user's own number, twice: only where it means two senders.
        if before == after {
            switch before {
            case .open(let input):
                region[open: input] &= space.differentSenders & slice.presentForAnyUser
                if region[open: input] == 0 { return [] }
            case .own:
                region.userClasses &= space.usersWithDifferentSenders
                if region.userClasses == 0 { return [] }
            default: break
            }
        }
        guard slice.hasAreaCode(region.areaCodes),
            let users = classes.users(region, slice, cell.users)
        else { return [] }
        if space.tracksOwnership {
            let everybody = [AnalysisSpace.nobody] + space.vocabulary.users.indices.map { Int32($0) }
            return try parts(classes, users, oneByOne: everybody)
        }
        // Most own numbers are not what the other table sends; whose may be is looked at one by one.
        guard let suspects = usersWhoMayKeepTheirs(users) else {
            return try parts(classes, users, AnalysisSpace.nobody)
        }
        var result = try parts(classes, users, oneByOne: suspects)
        if let rest = space.constraints.intersection(users, space.constraints.allBut(suspects)) {
            result += plain(classes, region, classes.normalUsers(rest), AnalysisSpace.nobody)
        }
        return result
    }

    private func parts(
        _ classes: ClassSpace, _ users: Int32, oneByOne suspects: [Int32]
    ) throws(AnalysisFailure) -> [Part] {
        let constraint = space.constraints[users]
        var result: [Part] = []
        for user in suspects where constraint.allows(user) {
            result += try parts(classes, space.constraints.oneOf([user]), user)
        }
        return result
    }

    /// Fewer are looked at without asking what others have.
    private static let fewUsers = 8

    /// Of decisions one of which is the user's own number: the users whose number may be what the other decides, too.
    private func usersWhoMayKeepTheirs(_ users: Int32) -> [Int32]? {
        // Two own numbers are two senders here.
        if before == after { return before == .own ? [] : nil }
        let (side, other, sender) = before == .own ? (0, after, senders.after) : (1, before, senders.before)
        guard before == .own || after == .own else { return nil }
        let constraint = space.constraints[users]
        if !constraint.isExclusion, constraint.values.count < Self.fewUsers { return Array(constraint.values) }
        let numbers: Set<Int32>
        switch value(other, 1 - side, sender, AnalysisSpace.nobody) {
        case .rejection: return []
        case .sender(let number): numbers = [number]
        case .pool(let members): numbers = Set(members)
        case .reference(let input):
            numbers = Set(references(input, region, AnalysisSpace.nobody).map { number(ofReference: $0, 1 - side) })
        }
        return numbers.flatMap { space.sides[side].owners(ofNumber: $0, space.senders) }.sorted()
    }

    /// What a side of the decision is once a user is fixed.
    private enum Value {
        /// Or a decision that is another one, whatever it is.
        case rejection
        case sender(Int32)
        case reference(Int)
        case pool([Int32])
    }

    private func value(_ shown: ShownDecision, _ side: Int, _ sender: Int32, _ user: Int32) -> Value {
        switch shown {
        case .noSender, .rejectedByRule, .unusable, .anySender, .anything: return .rejection
        case .open(let input): return .reference(input)
        case .pool(let members): return .pool(members)
        case .own:
            let own = user < 0 ? -1 : space.sides[side].senderOfUser[Int(user)]
            // Many users, against a rejection: whose number it is doesn't matter.
            return .sender(own < 0 ? -1 : number(own, side))
        default: return .sender(sender)
        }
    }

    private func number(_ entry: Int32, _ side: Int) -> Int32 {
        space.senders.canonical[Int(space.sides[side].numberOfEntry[Int(entry)])]
    }

    /// The sender of a reference, -1 where it means nothing.
    private func number(ofReference reference: Int32, _ side: Int) -> Int32 {
        let entry = space.vocabulary.references[Int(reference)].targets[side].entry(in: slice.country)
        return entry < 0 ? -1 : number(entry, side)
    }

    private func parts(_ classes: ClassSpace, _ users: Int32, _ user: Int32) throws(AnalysisFailure) -> [Part] {
        let first = value(before, 0, senders.before, user)
        let second = value(after, 1, senders.after, user)
        switch (first, second) {
        case (.rejection, .rejection): return before == after ? [] : plain(classes, region, users, user)
        case (.rejection, .pool), (.pool, .rejection):
            return plain(classes, region, users, user, isPartial: true)
        case (.rejection, _), (_, .rejection): return plain(classes, region, users, user)
        case (.sender(let a), .sender(let b)): return a == b ? [] : plain(classes, region, users, user)
        case (.sender(let sender), .reference(let input)):
            return except(classes, input, 1, sender, users, user)
        case (.reference(let input), .sender(let sender)):
            return except(classes, input, 0, sender, users, user)
        case (.reference(let a), .reference(let b)):
            return a == b ? plain(classes, region, users, user) : unequal(classes, a, b, users, user)
        case (.pool(let a), .pool(let b)):
            if a == b { return [] }
            return try partial(classes, users, user) { number in choice.member(a, number) != choice.member(b, number) }
        case (.pool(let members), .sender(let sender)), (.sender(let sender), .pool(let members)):
            return try partial(classes, users, user) { choice.member(members, $0) != sender }
        case (.pool(let members), .reference(let input)):
            return try partial(classes, users, user, members, input, 0)
        case (.reference(let input), .pool(let members)):
            return try partial(classes, users, user, members, input, 0)
        }
    }

    // MARK: - Kinds of parts

    /// The whole of a region.
    private func plain(
        _ classes: ClassSpace, _ region: Region, _ users: Int32, _ user: Int32, isPartial: Bool = false,
        number: String? = nil, avoiding: Set<Int32> = [], change: ((inout ClassBox) -> Void)? = nil
    ) -> [Part] {
        var witness = Witness(region: region, number: number, avoiding: avoiding)
        witness.region.users = users
        guard var box = classes.box(region, slice, teams: cell.teams, users: users, user: user),
            !space.constraints.isEmpty(box.users)
        else { return [] }
        // The box holds a message of each user unless references are left out, or users can't give the same ones.
        if space.tracksOwnership || !avoiding.isEmpty,
            slice.choose(witness.region, ValueConstraints.any, avoiding: { avoiding.contains($0) }) == nil
        {
            return []
        }
        change?(&box)
        return [Part(box: box, isPartial: isPartial, witness: witness)]
    }

    /// References of an input that the user can give and a region allows.
    private func references(_ input: Int, _ region: Region, _ user: Int32) -> [Int32] {
        var result: [Int32] = []
        _ = slice.anyReference(in: region[open: input] & ~3, for: user) {
            result.append($0)
            return false
        }
        return result
    }

    /// Where a reference is not this sender.
    private func except(
        _ classes: ClassSpace, _ input: Int, _ side: Int, _ sender: Int32, _ users: Int32, _ user: Int32
    ) -> [Part] {
        let mask = region[open: input] & slice.present(for: user) & ~3
        let entries = space.sides[side].entriesOfNumber(space.senders)[sender] ?? []
        let same = entries.flatMap { space.references(of: $0, side) }.filter {
            number(ofReference: $0, side) == sender
                && mask & 1 << OpenAlphabet.Mask(slice.classOf($0, user)) != 0
        }
        return without(classes, input, Set(same), users, user)
    }

    /// A region without some references of an input.
    private func without(
        _ classes: ClassSpace, _ input: Int, _ excluded: Set<Int32>, _ users: Int32, _ user: Int32
    ) -> [Part] {
        if excluded.isEmpty { return plain(classes, region, users, user) }
        // Classes that hold nothing else are left out; of others the references are.
        var region = region
        var left: Set<Int32> = excluded
        var rest = region[open: input] & ~3
        while rest != 0 {
            let bit: OpenAlphabet.Mask = rest & (~rest &+ 1)
            rest &= ~bit
            var hasOther = false
            var here: [Int32] = []
            _ = slice.anyReference(in: bit, for: user) {
                if excluded.contains($0) { here.append($0) } else { hasOther = true }
                return false
            }
            if !here.isEmpty, !hasOther {
                region[open: input] &= ~bit
                left.subtract(here)
            }
        }
        guard region[open: input] != 0 else { return [] }
        return plain(classes, region, users, user, avoiding: left) { box in
            guard !left.isEmpty else { return }
            var token = classes.tokens.tokens[Int(box.references[input])]
            if token.words & ~3 == 0, token.words != ReferenceToken.all.words {
                token.references = token.references.filter { !left.contains($0) }
            } else {
                token.references = token.references.filter { !left.contains($0) }
                token.exceptions = left.sorted()
            }
            box.references[input] = classes.tokens.intern(token)
        }
    }

    /// Where two references are different senders.
    private func unequal(
        _ classes: ClassSpace, _ a: Int, _ b: Int, _ users: Int32, _ user: Int32
    ) -> [Part] {
        // References of different classes are different senders, where each means the same one in both tables.
        let (one, other) = (region[open: a] & ~3, region[open: b] & ~3)
        if one & other == 0, (one | other) & ~space.sendersOfBoth == 0 {
            return plain(classes, region, users, user)
        }
        let first = references(a, region, user)
        let second = references(b, region, user)
        var numbers: [Int32: Int32] = [:]
        for reference in second where numbers[number(ofReference: reference, 1)] == nil {
            numbers[number(ofReference: reference, 1)] = reference
        }
        let canBeEqual = first.contains { numbers[number(ofReference: $0, 0)] != nil }
        if !canBeEqual { return plain(classes, region, users, user) }
        // Any reference of the first has an unequal one in the second unless that is one sender, the same.
        for reference in first {
            guard let other = numbers.filter({ $0.key != number(ofReference: reference, 0) }).values.min() else {
                continue
            }
            var parts = plain(classes, region, users, user) { box in
                var token = classes.tokens.tokens[Int(box.references[a])]
                token.differsFrom = Int8(b)
                box.references[a] = classes.tokens.intern(token)
            }
            for index in parts.indices {
                parts[index].witness.references[a] = reference
                parts[index].witness.references[b] = other
            }
            return parts
        }
        return []
    }

    // MARK: - Pools

    private func partial(
        _ classes: ClassSpace, _ users: Int32, _ user: Int32, where holds: (String) -> Bool
    ) throws(AnalysisFailure) -> [Part] {
        guard !plain(classes, region, users, user).isEmpty,
            let number = try choice.recipient(slice, region.areaCodes, where: holds)
        else { return [] }
        return plain(classes, region, users, user, isPartial: true, number: number)
    }

    /// A pool's choice against a reference.
    private func partial(
        _ classes: ClassSpace, _ users: Int32, _ user: Int32, _ members: [Int32], _ input: Int, _ side: Int
    ) throws(AnalysisFailure) -> [Part] {
        let isReferenceFirst = if case .open = before { true } else { false }
        let referenceSide = isReferenceFirst ? 0 : 1
        for reference in references(input, region, user) {
            let sender = number(ofReference: reference, referenceSide)
            guard
                let number = try choice.recipient(
                    slice, region.areaCodes, where: { choice.member(members, $0) != sender })
            else { continue }
            var parts = plain(classes, region, users, user, isPartial: true, number: number)
            for index in parts.indices {
                parts[index].witness.references[input] = reference
            }
            return parts
        }
        return []
    }
}
