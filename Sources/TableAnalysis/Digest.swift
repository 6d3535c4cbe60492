internal import NumberingPlan
internal import SenderModel

/// A table's meaning as a number: the sum over all messages of what the message weighs times what its outcome weighs.
///
/// It doesn't matter how messages are cut into regions, so tables that decide alike have one digest. Different ones
/// have different digests but for a chance below 2^-200; it is no defence against somebody who makes two on purpose.
final class Digest {
    let symbolic: SymbolicTable
    let weights: DigestWeights
    let choice: RecipientChoice
    var outcomes: [FieldWeight?] = []
    private var usersOfConstraint: [Int32: FieldWeight] = [:]
    var pools: [String: FieldWeight] = [:]
    private var kinds: [(references: FieldWeight, senders: FieldWeight)]?

    private var parts: [Part] = []
    private var partPositions: [PartKey: Int32] = [:]
    private var partsOfProgram: [[(part: Int32, coefficient: FieldWeight)]?] = []
    var lastClassSums: (slice: Slice, sums: [ClassSums])?
    private var teamsOfConstraint: [Int32: FieldWeight] = [:]
    /// Of the recipients asked for last: their area codes, and sets of them.
    private var areaCodesOfRecipient: (recipient: Int, weights: [FieldWeight], sums: [Int32: FieldWeight]) = (
        -1, [], [:]
    )
    /// By user: the user times the own number as an outcome.
    let ownWeights: [FieldWeight]

    var space: AnalysisSpace { symbolic.space }

    init(_ symbolic: SymbolicTable) {
        self.symbolic = symbolic
        let weights = DigestWeights(symbolic.space)
        self.weights = weights
        ownWeights = zip(symbolic.side.senderOfUser, weights.users).map { own, weight in
            own < 0 ? .zero : weight * weights.senders[Int(symbolic.side.numberOfEntry[Int(own)])]
        }
        choice = RecipientChoice(symbolic.space)
    }

    func text() throws(AnalysisFailure) -> String {
        var total = FieldWeight.zero
        for (slice, cells) in zip(symbolic.slices, symbolic.cells) {
            let recipients = slice.recipient.countries.map(DigestWeights.country).reduce(.zero, +)
            let needs = slice.needsClass.needs.map(DigestWeights.needs).reduce(.zero, +)
            total += recipients * needs * (try weight(slice, cells))
        }
        return (total + FieldWeight(of: "inbound") * inbound()).text
    }

    // MARK: - Outbound

    /// What a slice needs to know, made once.
    private struct Sums {
        /// By class: of references, and of references times their senders as outcomes.
        var references: [FieldWeight]
        var senders: [FieldWeight]
    }

    private func weight(_ slice: Slice, _ cells: [SymbolicTable.Cell]) throws(AnalysisFailure) -> FieldWeight {
        if space.tracksOwnership { return try weightByUser(slice, cells) }
        let sums = sums(slice, AnalysisSpace.nobody)
        // What parts weigh here but for users; what all users of a part weigh, and those without a team.
        var rests = [FieldWeight?](repeating: nil, count: parts.count)
        var people: [FieldWeight?] = rests
        var teamless: [FieldWeight?] = rests
        var total = FieldWeight.zero
        for cell in cells {
            let derived = symbolic.derived(cell)
            let mass = teams(cell.teams)
            // Messages that give a team of the cell, or none where there is none; and those whose user gives it.
            let usual =
                mass * users(cell.users) + (derived.map { weights.noTeam * users($0.users) } ?? .zero)
            let items = try partsOf(cell.program)
            try space.steps.step(items.count)
            while rests.count < parts.count {
                rests.append(nil)
                people.append(nil)
                teamless.append(nil)
            }
            for item in items {
                let index = Int(item.part)
                let leaf = parts[index].leaf
                guard parts[index].areaCodes == ValueConstraints.any || slice.hasAreaCode(parts[index].areaCodes)
                else { continue }
                var rest: FieldWeight
                if let known = rests[index] {
                    rest = known
                } else {
                    rest = try withoutUser(leaf, slice, cell, sums)
                    if !parts[index].isOfTeam { rests[index] = rest }
                }
                guard parts[index].dependsOnUser else {
                    total += item.coefficient * usual * rest
                    continue
                }
                let isTeamless = cell.users != ValueConstraints.any
                let all: FieldWeight
                if let known = isTeamless ? teamless[index] : people[index] {
                    all = known
                } else {
                    all = users(parts[index], slice, cell.users)
                    if isTeamless { teamless[index] = all } else { people[index] = all }
                }
                var here = mass * all
                if let derived { here += weights.noTeam * users(parts[index], slice, derived.users) }
                total += item.coefficient * here * rest
            }
        }
        return total
    }

    // MARK: - Parts

    /// Leaves that differ at most in origin, purpose and attributes, which weigh the same in every slice.
    struct Part {
        let leaf: Leaf
        let areaCodes: Int32
        let dependsOnUser: Bool
        let isOwn: Bool
        let isOfTeam: Bool
    }

    private struct PartKey: Hashable {
        let region: Region
        let outcome: Int32
    }

    private func partsOf(_ program: ProgramStore.Program) throws(AnalysisFailure) -> [(
        part: Int32, coefficient: FieldWeight
    )] {
        let index = Int(program)
        if index < partsOfProgram.count, let known = partsOfProgram[index] { return known }
        var result: [(part: Int32, coefficient: FieldWeight)] = []
        for leaf in try symbolic.unroller.leaves(program) {
            let coefficient = closedLists(leaf.region)
            let part = part(leaf)
            if let place = result.firstIndex(where: { $0.part == part }) {
                result[place].coefficient += coefficient
            } else {
                result.append((part, coefficient))
            }
        }
        while partsOfProgram.count <= index { partsOfProgram.append(nil) }
        partsOfProgram[index] = result
        return result
    }

    private func part(_ leaf: Leaf) -> Int32 {
        var region = leaf.region
        region.origins = Region.allOrigins
        region.purposes = Region.allPurposes
        region.attributes = AttributeSets.all
        let key = PartKey(region: region, outcome: leaf.outcome)
        if let known = partPositions[key] { return known }
        let outcome = symbolic.store.outcomes[Int(leaf.outcome)]
        let isWhole =
            region.userClasses == space.users.all && region.users == ValueConstraints.any && region.wins == 0
            && region.loses == 0
        let isOwn = outcome == .own
        parts.append(
            Part(
                leaf: Leaf(region: region, outcome: leaf.outcome, label: -1), areaCodes: region.areaCodes,
                dependsOnUser: isOwn || !isWhole, isOwn: isOwn, isOfTeam: outcome == .team))
        partPositions[key] = Int32(parts.count - 1)
        return Int32(parts.count - 1)
    }

    private func weightByUser(_ slice: Slice, _ cells: [SymbolicTable.Cell]) throws(AnalysisFailure) -> FieldWeight {
        var total = FieldWeight.zero
        for cell in cells {
            for leaf in try symbolic.unroller.leaves(cell.program) where slice.hasAreaCode(leaf.region.areaCodes) {
                total += teams(cell.teams) * (try byUser(leaf, slice, cell, cell.users))
                if let derived = symbolic.derived(cell) {
                    total += weights.noTeam * (try byUser(leaf, slice, cell, derived.users))
                }
            }
        }
        return total
    }

    /// The references a user can give, by class.
    private func sums(_ slice: Slice, _ user: Int32) -> Sums {
        let count = space.open.classes.count
        var sums = Sums(
            references: Array(repeating: .zero, count: count), senders: Array(repeating: .zero, count: count))
        sums.references[0] = weights.noReference
        sums.references[1] = weights.unknownReference
        if !space.tracksOwnership {
            let kinds = kinds ?? weightsOfKinds()
            self.kinds = kinds
            for (kind, position) in slice.classOfKind.enumerated() where position > 0 {
                sums.references[Int(position)] += kinds[kind].references
                sums.senders[Int(position)] += kinds[kind].senders
            }
            for (reference, kind) in slice.recipient.referencesByCountry {
                let entry = space.vocabulary.references[Int(reference)].targets[0].entry(in: slice.country)
                let weight = weights.references[Int(reference)]
                let position = Int(slice.classOfKind[Int(kind)])
                sums.references[position] += weight
                sums.senders[position] += weight * weights.senders[Int(symbolic.side.numberOfEntry[Int(entry)])]
            }
            return sums
        }
        _ = slice.anyReference(in: .max, for: user) { reference in
            let entry = space.vocabulary.references[Int(reference)].targets[0].entry(in: slice.country)
            let weight = weights.references[Int(reference)]
            let position = slice.classOf(reference, user)
            sums.references[position] += weight
            sums.senders[position] += weight * weights.senders[Int(symbolic.side.numberOfEntry[Int(entry)])]
            return false
        }
        return sums
    }

    /// References that mean the same everywhere, by kind.
    private func weightsOfKinds() -> [(references: FieldWeight, senders: FieldWeight)] {
        space.kinds.indices.map { kind in
            var sums = (references: FieldWeight.zero, senders: FieldWeight.zero)
            for reference in space.membersOfKind[kind] {
                let entry = space.vocabulary.references[Int(reference)].targets[0].entry(in: nil)
                sums.references += weights.references[Int(reference)]
                sums.senders +=
                    weights.references[Int(reference)]
                    * weights.senders[Int(symbolic.side.numberOfEntry[Int(entry)])]
            }
            return sums
        }
    }

    /// Everything but the users; where the outcome is the user's own number, without the outcome.
    private func withoutUser(
        _ leaf: Leaf, _ slice: Slice, _ cell: SymbolicTable.Cell, _ sums: Sums
    ) throws(AnalysisFailure) -> FieldWeight {
        let region = leaf.region
        let outcome = symbolic.store.outcomes[Int(leaf.outcome)]
        var result = areaCodes(region.areaCodes, slice)
        for input in 0..<4 {
            if case .open(input) = outcome {
                result = result * Self.sum(region[open: input], sums.senders)
            } else if region[open: input] != space.open.all {
                result = result * Self.sum(region[open: input], sums.references)
            }
        }
        switch outcome {
        case .open, .own: return result
        default: return result * (try weight(outcome, leaf, slice, cell))
        }
    }

    func weight(of user: Int32, isOwn: Bool) -> FieldWeight {
        let weight = user < 0 ? weights.nobody : weights.users[Int(user)]
        return isOwn && user >= 0 ? ownWeights[Int(user)] : weight
    }

    /// A leaf, one user after the other: whose own a reference is differs by user.
    private func byUser(
        _ leaf: Leaf, _ slice: Slice, _ cell: SymbolicTable.Cell, _ group: Int32
    ) throws(AnalysisFailure) -> FieldWeight {
        guard let constraint = space.constraints.intersection(leaf.region.users, group) else { return .zero }
        var isOwn = false
        if case .own = symbolic.store.outcomes[Int(leaf.outcome)] { isOwn = true }
        var people: [Int32] = []
        _ = slice.anyUser(leaf.region, constraint, everyMember: true) {
            people.append($0)
            return false
        }
        var total = FieldWeight.zero
        for user in people {
            try space.steps.step()
            let sums = sums(slice, user)
            total +=
                closedLists(leaf.region) * weight(of: user, isOwn: isOwn)
                * (try withoutUser(leaf, slice, cell, sums))
        }
        return total
    }

    private static func sum(_ mask: OpenAlphabet.Mask, _ sums: [FieldWeight]) -> FieldWeight {
        var result = FieldWeight.zero
        var rest = mask
        while rest != 0 {
            let bit = rest.trailingZeroBitCount
            rest &= rest - 1
            if bit < sums.count { result += sums[bit] }
        }
        return result
    }

    private func closedLists(_ region: Region) -> FieldWeight {
        var result = FieldWeight.one
        func multiply(_ bits: UInt64, _ weights: [FieldWeight]) {
            var sum = FieldWeight.zero
            for (index, weight) in weights.enumerated() where bits & 1 << UInt64(index) != 0 { sum += weight }
            result = result * sum
        }
        if region.origins != Region.allOrigins { multiply(UInt64(region.origins), weights.origins) }
        if region.purposes != Region.allPurposes { multiply(UInt64(region.purposes), weights.purposes) }
        if region.attributes != AttributeSets.all {
            for (index, mask) in space.attributeSets.sets[Int(region.attributes)].enumerated() where mask != .max {
                multiply(mask, weights.attributes[index])
            }
        }
        return result
    }

    /// A country's area codes weigh 1 together: the last one has what is left.
    private func areaCodes(_ constraint: Int32, _ slice: Slice) -> FieldWeight {
        if constraint == ValueConstraints.any { return .one }
        if areaCodesOfRecipient.recipient != slice.recipientIndex {
            areaCodesOfRecipient = (slice.recipientIndex, weightsOfAreaCodes(slice.recipient), [:])
        }
        if let known = areaCodesOfRecipient.sums[constraint] { return known }
        let allowed = space.constraints[constraint]
        var sum = FieldWeight.zero
        for (code, weight) in zip(slice.recipient.areaCodes, areaCodesOfRecipient.weights) where allowed.allows(code) {
            sum += weight
        }
        areaCodesOfRecipient.sums[constraint] = sum
        return sum
    }

    private func weightsOfAreaCodes(_ recipient: RecipientClass) -> [FieldWeight] {
        let country = recipient.representative?.code ?? ""
        var weights = recipient.areaCodes.dropLast().map { FieldWeight(of: "area code \(country) \($0)") }
        if !recipient.areaCodes.isEmpty { weights.append(weights.reduce(.one) { $0 - $1 }) }
        return weights
    }

    private func users(_ constraint: Int32) -> FieldWeight {
        if let known = usersOfConstraint[constraint] { return known }
        let value = space.constraints[constraint]
        let listed = value.values.map { weight(of: $0, isOwn: false) }.reduce(.zero, +)
        let result = value.isExclusion ? .one - listed : listed
        usersOfConstraint[constraint] = result
        return result
    }

    private func teams(_ constraint: Int32) -> FieldWeight {
        if let known = teamsOfConstraint[constraint] { return known }
        let value = space.constraints[constraint]
        let listed = value.values.map { $0 < 0 ? weights.noTeam : weights.teams[Int($0)] }.reduce(.zero, +)
        // What isn't declared counts as not given, so that all teams and none weigh 1.
        let sum = value.isExclusion ? .one - listed : listed
        teamsOfConstraint[constraint] = sum
        return sum
    }
}
