internal import SenderModel

/// Which inventory entries messages can be sent from, each with a message that shows it.
struct SenderUse {
    enum Use {
        /// A message that doesn't name the entry is sent from it; nil where none was to be shown.
        case free(WitnessMessage?)
        /// Only messages that name it.
        case named(WitnessMessage?)
        case idle
    }

    private(set) var uses: [Use]
    private let symbolic: SymbolicTable
    private let side: AnalysisSide
    private let choice: RecipientChoice
    private let showing: Bool
    private var isFree: [Bool]

    /// - Parameter showing: whether to make messages.
    init(_ symbolic: SymbolicTable, showing: Bool) throws(AnalysisFailure) {
        self.symbolic = symbolic
        side = symbolic.side
        self.showing = showing
        choice = RecipientChoice(symbolic.space)
        uses = Array(filled: .idle, count: symbolic.side.table.inventory.count)
        isFree = Array(filled: false, count: uses.count)
        var open = OpenLeaves(symbolic.store)
        for index in symbolic.slices.indices {
            let slice = symbolic.slices[index]
            // Of slices of one form only the countries' defaults differ.
            let isFirst = symbolic.firstsAlike[index] == index
            if !isFirst, !asksDefault(slice) { continue }
            var pending: PendingUsers?
            for cell in symbolic.cells[index] {
                if open.areDone(cell.program) { continue }
                let leaves = try symbolic.unroller.leaves(cell.program)
                for place in open.places(of: cell.program, leaves, where: { mayUse($0.outcome) })
                where (isFirst || isDefault(leaves[Int(place)].outcome)) && mayUse(leaves[Int(place)].outcome) {
                    try visit(leaves[Int(place)], slice, cell, &pending)
                }
            }
        }
        try findNamed()
    }

    /// Whether it isn't known yet that the default of a slice's country is used.
    private func asksDefault(_ slice: Slice) -> Bool {
        let entry = side.countryDefault(slice.country)
        return entry >= 0 && !isFree[Int(entry)]
    }

    private func isDefault(_ outcome: Int32) -> Bool {
        if case .countryDefault = symbolic.store.outcomes[Int(outcome)] { true } else { false }
    }

    /// Whether a decision can be sent from an entry not yet known to be used.
    private func mayUse(_ outcome: Int32) -> Bool {
        func isPending(_ number: Int32) -> Bool {
            let entry = side.entry(ofNumber: number)
            return entry >= 0 && !isFree[Int(entry)]
        }
        switch symbolic.store.outcomes[Int(outcome)] {
        case .noSender, .rejectedByRule, .unusable, .open: return false
        case .literal(let number): return isPending(number)
        case .pool(let pool): return symbolic.store.pools[Int(pool)].contains(where: isPending)
        default: return true
        }
    }

    /// A slice's users whose own number is not yet known to be used, by class; made when first needed.
    private typealias PendingUsers = [(value: UserClasses.Class, users: [Int32])]

    private mutating func visit(
        _ leaf: Leaf, _ slice: Slice, _ cell: SymbolicTable.Cell, _ pending: inout PendingUsers?
    ) throws(AnalysisFailure) {
        try symbolic.space.steps.step()
        let outcome = symbolic.store.outcomes[Int(leaf.outcome)]
        switch outcome {
        case .noSender, .rejectedByRule, .unusable, .open: return
        case .own:
            let users = pending ?? pendingUsers(slice)
            pending = users
            for (value, members) in users
            where leaf.region.userClasses & 1 << UserAlphabet.Mask(value.position) != 0
                && value.wins & leaf.region.wins == leaf.region.wins && value.wins & leaf.region.loses == 0
            {
                for user in members {
                    let own = side.senderOfUser[Int(user)]
                    guard !isFree[Int(own)] else { continue }
                    try use(own, leaf, slice, cell, only: user)
                }
            }
        case .pool(let pool):
            let members = symbolic.store.pools[Int(pool)]
            for member in members {
                let entry = side.entry(ofNumber: member)
                guard entry >= 0, !isFree[Int(entry)] else { continue }
                guard
                    let found = try choice.recipient(
                        slice, leaf.region.areaCodes, where: { choice.member(members, $0) == member })
                else { continue }
                try use(entry, leaf, slice, cell, number: found)
            }
        default:
            let entry = symbolic.entry(outcome, slice, cell)
            if entry >= 0, !isFree[Int(entry)] { try use(entry, leaf, slice, cell) }
        }
    }

    private func pendingUsers(_ slice: Slice) -> PendingUsers {
        // Of each class of users, where it is in the list, one more; 0 for not yet.
        var places: [Int] = []
        var pending: PendingUsers = []
        for (user, own) in side.senderOfUser.enumerated() where own >= 0 && !isFree[Int(own)] {
            let classes = slice.userClasses
            let number = Int(classes.classOfUser[user])
            if places.isEmpty { places = Array(filled: 0, count: classes.classes.count) }
            if places[number] == 0 {
                pending.append((classes.classes[number], []))
                places[number] = pending.count
            }
            pending[places[number] - 1].users.append(Int32(user))
        }
        return pending
    }

    /// Records what a region shows about an entry: that it is used, and whether without being named.
    private mutating func use(
        _ entry: Int32, _ leaf: Leaf, _ slice: Slice, _ cell: SymbolicTable.Cell, only user: Int32? = nil,
        number: String? = nil
    ) throws(AnalysisFailure) {
        if let user, !symbolic.space.constraints.allows(cell.users, user) { return }
        func message(_ choice: MessageChoice) -> WitnessMessage? {
            showing ? slice.message(choice, leaf.region, team: cell.team, number: number) : nil
        }
        let country = slice.country
        let references = symbolic.space.vocabulary.references
        func names(_ reference: Int32) -> Bool { references[Int(reference)].targets[0].entry(in: country) == entry }
        func chosen(avoiding names: (Int32) -> Bool) -> MessageChoice? {
            guard let user else { return slice.choose(leaf.region, cell.users, avoiding: names) }
            return slice.choose(leaf.region, only: user, avoiding: names)
        }
        if let choice = chosen(avoiding: names) {
            isFree[Int(entry)] = true
            uses[Int(entry)] = .free(message(choice))
        } else if case .idle = uses[Int(entry)], let choice = chosen(avoiding: { _ in false }) {
            uses[Int(entry)] = .named(message(choice))
        }
    }

    /// Entries that only a message's own reference leads to.
    private mutating func findNamed() throws(AnalysisFailure) {
        var pending = Set<Int32>()
        for (entry, use) in uses.enumerated() {
            if case .idle = use { pending.insert(Int32(entry)) }
        }
        guard !pending.isEmpty else { return }
        let space = symbolic.space
        let references = space.vocabulary.references.indices.map { Int32($0) }.filter { reference in
            switch space.vocabulary.references[Int(reference)].targets[0] {
            case .nothing: false
            case .entry(let entry): pending.contains(entry)
            case .byCountry(let entries): entries.contains { pending.contains($0.entry) }
            }
        }
        var byKind = space.kinds.map { _ in [Int32]() }
        for reference in references where space.kindOfReference[Int(reference)] >= 0 {
            byKind[Int(space.kindOfReference[Int(reference)])].append(reference)
        }
        for index in symbolic.slices.indices where symbolic.firstsAlike[index] == index {
            let slice = symbolic.slices[index]
            guard !pending.isEmpty else { return }
            // Which classes hold references that are still looked for.
            let classesOfKinds = slice.classesOfKinds
            var looked: OpenAlphabet.Mask = 0
            for (kind, references) in byKind.enumerated() where !references.isEmpty {
                for classes in classesOfKinds { looked |= 1 << OpenAlphabet.Mask(classes[kind]) }
            }
            if space.tracksOwnership || !slice.recipient.referencesByCountry.isEmpty { looked = .max }
            for cell in symbolic.cells[index] {
                let leaves = try symbolic.unroller.leaves(cell.program)
                // A leaf taken out of the list is copied whole, and most are not asked for.
                for place in leaves.indices {
                    guard case .open(let input) = symbolic.store.outcomes[Int(leaves[place].outcome)],
                        leaves[place].region[open: input] & looked != 0
                    else { continue }
                    let leaf = leaves[place]
                    let mask = leaf.region[open: input]
                    var candidates = references
                    if looked != .max {
                        candidates = []
                        for kind in byKind.indices where !byKind[kind].isEmpty {
                            if classesOfKinds.contains(where: { mask & 1 << OpenAlphabet.Mask($0[kind]) != 0 }) {
                                candidates += byKind[kind]
                            }
                        }
                    }
                    for reference in candidates {
                        try space.steps.step()
                        let entry = space.vocabulary.references[Int(reference)].targets[0].entry(in: slice.country)
                        guard pending.contains(entry) else { continue }
                        guard
                            var choice = slice.choose(
                                leaf.region, cell.users,
                                accepts: { user in
                                    leaf.region[open: input] & 1 << OpenAlphabet.Mask(slice.classOf(reference, user))
                                        != 0
                                })
                        else { continue }
                        choice.references[input] = reference
                        pending.remove(entry)
                        for other in space.references(of: entry, 0) where space.kindOfReference[Int(other)] >= 0 {
                            byKind[Int(space.kindOfReference[Int(other)])].removeAll { $0 == other }
                        }
                        uses[Int(entry)] = .named(
                            showing ? slice.message(choice, leaf.region, team: cell.team) : nil)
                    }
                }
            }
        }
    }
}
