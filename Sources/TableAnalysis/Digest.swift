internal import NumberingPlan
internal import SenderModel

/// A table's meaning as a number: the sum over all messages of what the message weighs times what its outcome weighs.
///
/// It doesn't matter how messages are cut into regions, so tables that decide alike have one digest. Different ones
/// have different digests but for a chance below 2^-200; it is no defence against somebody who makes two on purpose.
final class Digest {
    private let symbolic: SymbolicTable
    private let weights: DigestWeights
    private let choice: RecipientChoice
    private var outcomes: [FieldWeight?] = []
    private var usersOfConstraint: [Int32: FieldWeight] = [:]
    private var pools: [String: FieldWeight] = [:]
    private var kinds: [(references: FieldWeight, senders: FieldWeight)]?

    private var space: AnalysisSpace { symbolic.space }

    init(_ symbolic: SymbolicTable) {
        self.symbolic = symbolic
        weights = DigestWeights(symbolic.space)
        choice = RecipientChoice(symbolic.space)
    }

    func text() throws(AnalysisFailure) -> String {
        var total = FieldWeight.zero
        for (slice, cells) in zip(symbolic.slices, symbolic.cells) {
            let recipients = slice.recipient.countries.map(DigestWeights.country).reduce(.zero, +)
            total += recipients * DigestWeights.needs(slice.needs) * (try weight(slice, cells))
        }
        return (total + FieldWeight(of: "inbound") * inbound()).text
    }

    // MARK: - Outbound

    /// What a slice needs to know, made once.
    private struct Sums {
        /// By class: of references, and of references times their senders as outcomes.
        var references: [FieldWeight]
        var senders: [FieldWeight]
        /// By what a region says of users' classes and wins.
        var users: [SIMD4<UInt64>: FieldWeight] = [:]
        var owns: [SIMD4<UInt64>: FieldWeight] = [:]
    }

    private func weight(_ slice: Slice, _ cells: [SymbolicTable.Cell]) throws(AnalysisFailure) -> FieldWeight {
        var sums = space.tracksOwnership ? Sums(references: [], senders: []) : sums(slice, AnalysisSpace.nobody)
        var total = FieldWeight.zero
        for cell in cells {
            let derived = symbolic.derived(cell)
            let leaves = try symbolic.unroller.leaves(cell.program)
            try space.steps.step(leaves.count)
            // Messages that give a team of the cell, or none where there is none; and those whose user gives it.
            let mass = teams(cell.teams)
            for leaf in leaves where slice.hasAreaCode(leaf.region.areaCodes) {
                if space.tracksOwnership {
                    total += mass * (try byUser(leaf, slice, cell, cell.users))
                    if let derived {
                        total += weights.noTeam * (try byUser(leaf, slice, cell, derived.users))
                    }
                    continue
                }
                let rest = try withoutUser(leaf, slice, cell, sums)
                var people = mass * users(leaf, slice, cell.users, &sums)
                if let derived { people += weights.noTeam * users(leaf, slice, derived.users, &sums) }
                total += people * rest
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
            for (kind, position) in slice.classOfKind[0].enumerated() where position > 0 {
                sums.references[Int(position)] += kinds[kind].references
                sums.senders[Int(position)] += kinds[kind].senders
            }
            for (reference, kind) in slice.recipient.referencesByCountry {
                let entry = space.vocabulary.references[Int(reference)].targets[0].entry(in: slice.country)
                let weight = weights.references[Int(reference)]
                let position = Int(slice.classOfKind[0][Int(kind)])
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
        space.membersOfKind.map { members in
            var sums = (references: FieldWeight.zero, senders: FieldWeight.zero)
            for reference in members {
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
        var result = closedLists(region) * areaCodes(region.areaCodes, slice)
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

    /// The users of a leaf that `group` allows; with their own numbers where those are the outcome.
    private func users(_ leaf: Leaf, _ slice: Slice, _ group: Int32, _ sums: inout Sums) -> FieldWeight {
        let region = leaf.region
        var isOwn = false
        if case .own = symbolic.store.outcomes[Int(leaf.outcome)] { isOwn = true }
        guard let constraint = space.constraints.intersection(region.users, group) else { return .zero }
        if !isOwn, region.userClasses == space.users.all, region.wins == 0, region.loses == 0 {
            return users(constraint)
        }
        let key = SIMD4<UInt64>(
            UInt64(UInt32(bitPattern: constraint)), region.userClasses, UInt64(region.wins), UInt64(region.loses))
        if let known = isOwn ? sums.owns[key] : sums.users[key] { return known }
        var sum = FieldWeight.zero
        _ = slice.anyUser(region, constraint, everyMember: true) { user in
            sum += weight(of: user, isOwn: isOwn)
            return false
        }
        if isOwn { sums.owns[key] = sum } else { sums.users[key] = sum }
        return sum
    }

    private func weight(of user: Int32, isOwn: Bool) -> FieldWeight {
        let weight = user < 0 ? weights.nobody : weights.users[Int(user)]
        guard isOwn, user >= 0 else { return weight }
        return weight * weights.senders[Int(symbolic.side.numberOfEntry[Int(symbolic.side.senderOfUser[Int(user)])])]
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
            total += weight(of: user, isOwn: isOwn) * (try withoutUser(leaf, slice, cell, sums))
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
        if region.origins != 0b11_1111 { multiply(UInt64(region.origins), weights.origins) }
        if region.purposes != 0b1111 { multiply(UInt64(region.purposes), weights.purposes) }
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
        let codes = slice.recipient.areaCodes
        let country = slice.country?.code ?? ""
        var rest = FieldWeight.one
        var sum = FieldWeight.zero
        for (index, code) in codes.enumerated() {
            let weight = index == codes.count - 1 ? rest : FieldWeight(of: "area code \(country) \(code)")
            rest = rest - weight
            if space.constraints.allows(constraint, code) { sum += weight }
        }
        return sum
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
        space.constraints[constraint].values.map { $0 < 0 ? weights.noTeam : weights.teams[Int($0)] }.reduce(.zero, +)
    }

    // MARK: - Outcomes

    private func weight(
        _ outcome: ProgramOutcome, _ leaf: Leaf, _ slice: Slice, _ cell: SymbolicTable.Cell
    ) throws(AnalysisFailure) -> FieldWeight {
        switch outcome {
        case .noSender, .rejectedByRule, .unusable, .literal:
            while outcomes.count <= Int(leaf.outcome) { outcomes.append(nil) }
            if let known = outcomes[Int(leaf.outcome)] { return known }
            let made =
                switch outcome {
                case .literal(let number): weights.senders[Int(number)]
                case .unusable(let reason): FieldWeight(of: "unusable \(reason.rawValue)")
                case .rejectedByRule: FieldWeight(of: "rejected by rule")
                default: FieldWeight(of: "no sender")
                }
            outcomes[Int(leaf.outcome)] = made
            return made
        case .pool(let pool):
            let members = try choice.winners(symbolic.store.pools[Int(pool)], slice, leaf.region.areaCodes)
            let texts = members.map { space.senders.texts[Int($0)] }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            if members.count == 1 { return weights.senders[Int(members[0])] }
            let text = texts.joined(separator: "\n")
            if let known = pools[text] { return known }
            let made = FieldWeight(of: "pool \(text)")
            pools[text] = made
            return made
        default:
            let entry = symbolic.entry(outcome, slice, cell)
            return entry < 0 ? .zero : weights.senders[Int(symbolic.side.numberOfEntry[Int(entry)])]
        }
    }

    // MARK: - Inbound

    private func inbound() -> FieldWeight {
        let table = symbolic.side.table
        func route(_ entry: Int32) -> FieldWeight {
            switch InboundRoute(table, symbolic.side, space.vocabulary, entry) {
            case .user(let name): FieldWeight(of: "route to user \(name)")
            case .team(let name): FieldWeight(of: "route to team \(name)")
            case .inbox: FieldWeight(of: "route to inbox")
            }
        }
        // Contacts whose country can't be told, of no country, and of each.
        let countries = Country.all.map(Optional.some) + [nil]
        let contacts = countries.filter { NumberingPlan.hasRecipients(in: $0) }.map {
            (country: $0, weight: FieldWeight(of: "contact \($0?.code ?? "none")"))
        }
        var total = FieldWeight.zero
        var known = FieldWeight.zero
        for (index, reference) in space.vocabulary.references.enumerated() {
            let weight = weights.references[index]
            known += weight
            guard reference.dependsOnCountry else {
                total += weight * route(reference.targets[0].entry(in: nil))
                continue
            }
            var rest = FieldWeight.one
            for contact in contacts where contact.country != nil {
                total += weight * contact.weight * route(reference.targets[0].entry(in: contact.country))
                rest = rest - contact.weight
            }
            total += weight * rest * route(reference.targets[0].entry(in: nil))
        }
        return total + (.one - known) * FieldWeight(of: "unknown number")
    }
}

/// Who gets what comes in on an entry.
enum InboundRoute: Hashable {
    case user(String)
    case team(String)
    case inbox

    init(_ table: DecisionTable, _ side: AnalysisSide, _ vocabulary: Vocabulary, _ entry: Int32) {
        let owners = Set(side.owners[Int(entry)].map { vocabulary.users[Int($0)] })
        if !owners.isEmpty, let first = table.users.first(where: { owners.contains($0.name) }) {
            self = .user(first.name)
        } else if let team = table.teams.first(where: { $0.inbound.contains(Int(entry)) }) {
            self = .team(team.name)
        } else {
            self = .inbox
        }
    }
}
