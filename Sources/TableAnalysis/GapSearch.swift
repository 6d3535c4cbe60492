internal import SenderModel

/// The messages that end without a sender although the tenant has one for them.
struct GapSearch {
    private(set) var example: WitnessMessage?
    private var found = FoundBoxes()
    private let classes: ClassSpace

    /// The smallest box that holds them all; nil where there are none.
    var hull: ClassBox? { found.hull(classes) }

    /// - Parameter isWhole: false to stop at the first of them, without a hull.
    init(_ symbolic: SymbolicTable, _ classes: ClassSpace, isWhole: Bool = true) throws(AnalysisFailure) {
        self.classes = classes
        let require = symbolic.side.table.require.bits
        let noSender = symbolic.store.position(of: .noSender)
        let owning = symbolic.space.users.passing(require, 0)
        // The same program comes up in many cells, and most have no leaf that ends so.
        var open = OpenLeaves(symbolic.store)
        var parts = BoxParts(classes)
        var hasBoxes = Array(filled: false, count: symbolic.slices.count)
        for index in symbolic.slices.indices {
            let slice = symbolic.slices[index]
            let first = symbolic.firstsAlike[index]
            if first < index {
                // The same boxes, but for the recipients.
                if hasBoxes[first] { found.add(recipients: parts.recipients(slice)) }
                continue
            }
            let count = found.count
            defer { hasBoxes[index] = found.count > count }
            lazy var isForAll = slice.bestUnowned(0, require) >= 0
            parts.begin()
            for cell in symbolic.cells[index] {
                guard !open.areDone(cell.program) else { continue }
                let leaves = try symbolic.unroller.leaves(cell.program)
                let places = open.places(of: cell.program, leaves) { $0.outcome == noSender }
                guard !places.isEmpty else { continue }
                let derived = symbolic.derived(cell)
                for place in places {
                    try symbolic.space.steps.step()
                    var region = leaves[Int(place)].region
                    if !isForAll { region.userClasses &= owning }
                    add(region, slice, cell, &parts, isWhole: isWhole)
                    if let derived { add(region, slice, derived, &parts, isWhole: isWhole) }
                    if !isWhole, found.hasAny { return }
                }
            }
        }
    }

    private mutating func add(
        _ region: Region, _ slice: Slice, _ cell: SymbolicTable.Cell, _ parts: inout BoxParts, isWhole: Bool
    ) {
        guard let choice = slice.choose(region, cell.users) else { return }
        if !found.hasAny { example = slice.message(choice, region, team: cell.team) }
        found.hasAny = true
        guard isWhole else { return }
        if parts.space.tracksOwnership || region.areaCodes != ValueConstraints.any {
            for box in classes.boxes(region, slice, teams: cell.teams, group: cell.users) { found.add(box) }
        } else if let box = parts.box(region, slice, cell) {
            found.add(box)
        }
    }
}

/// Boxes of regions, slice by slice, as `ClassSpace.box` makes them: what they are put together of comes up again and
/// again. Only where ownership doesn't matter, and for any area code.
private struct BoxParts {
    let space: AnalysisSpace
    private let classes: ClassSpace
    /// Of the slice; nil before it has a box, as most have none.
    private var recipients: Int32?
    private var tokens: [(input: Int, mask: OpenAlphabet.Mask, token: Int32?)] = []
    /// Of `classesOfUsers`, which most slices share.
    private var users: [(region: Region, group: Int32, users: Int32?)] = []
    private var classesOfUsers: UserClasses?

    /// How many are remembered of each; a slice has a few.
    private static let most = 32

    init(_ classes: ClassSpace) {
        self.classes = classes
        space = classes.space
    }

    /// Begins with another slice.
    mutating func begin() {
        recipients = nil
        tokens.removeAll(keepingCapacity: true)
    }

    /// The one box of a region; nil where there is no message. Its teams are not normal yet.
    mutating func box(_ region: Region, _ slice: Slice, _ cell: SymbolicTable.Cell) -> ClassBox? {
        guard let users = users(region, slice, cell.users) else { return nil }
        var references = SIMD4<Int32>(repeating: ReferenceTokens.all)
        for input in 0..<4 where region[open: input] != space.open.all {
            guard let token = token(input, region[open: input], slice) else { return nil }
            references[input] = token
        }
        let recipients = recipients ?? self.recipients(slice)
        self.recipients = recipients
        return ClassBox(
            recipients: recipients, needs: slice.needsClass.mask, teams: cell.teams, users: users,
            areaCodes: region.areaCodes, origins: region.origins, purposes: region.purposes,
            attributes: region.attributes, references: references)
    }

    /// A slice's recipients, of `ValueConstraints`.
    func recipients(_ slice: Slice) -> Int32 {
        space.constraints.oneOf(CollectionOfOne(Int32(truncatingIfNeeded: slice.recipientIndex)))
    }

    private mutating func users(_ region: Region, _ slice: Slice, _ group: Int32) -> Int32? {
        let classesHere = slice.userClasses
        if classesOfUsers !== classesHere {
            users.removeAll(keepingCapacity: true)
            classesOfUsers = classesHere
        }
        if let known = users.first(where: {
            $0.group == group && $0.region.userClasses == region.userClasses && $0.region.users == region.users
                && $0.region.wins == region.wins && $0.region.loses == region.loses
        }) {
            return known.users
        }
        let made = classes.users(region, slice, group).map(classes.normalUsers)
        if users.count == Self.most { users = [] }
        users.append((region, group, made))
        return made
    }

    private mutating func token(_ input: Int, _ mask: OpenAlphabet.Mask, _ slice: Slice) -> Int32? {
        if let known = tokens.first(where: { $0.mask == mask && $0.input == input }) { return known.token }
        let present = slice.present(for: AnalysisSpace.nobody)
        let made =
            mask & present == 0
            ? nil
            : classes.tokens.token(input, mask, slice, present: present, user: AnalysisSpace.nobody).map(
                classes.tokens.intern)
        if tokens.count == Self.most { tokens = [] }
        tokens.append((input, mask, made))
        return made
    }
}

/// The boxes a hull is to hold, as the values they have in each dimension: a hull is made dimension by dimension.
private struct FoundBoxes {
    /// Whether any message was found, which may have more boxes than one, or none that can be told.
    var hasAny = false
    private(set) var count = 0
    private var needs: UInt8 = 0
    private var origins: UInt8 = 0
    private var purposes: UInt8 = 0
    private var recipients = Values()
    private var teams = Values()
    private var users = Values()
    private var areaCodes = Values()
    private var attributes = Values()
    private var references = [Values](filled: Values(), count: 4)

    /// Numbers, each once, in the order met.
    private struct Values {
        private(set) var all: [Int32] = []
        private var isKnown: [Bool] = []

        mutating func insert(_ value: Int32) {
            if all.last == value { return }
            let place = Int(value)
            if place < isKnown.count {
                if isKnown[place] { return }
            } else {
                isKnown.append(contentsOf: repeatElement(false, count: place + 8 - isKnown.count))
            }
            isKnown[place] = true
            all.append(value)
        }

        /// The last again where there are no more.
        subscript(index: Int) -> Int32 { all[min(index, all.count - 1)] }
    }

    mutating func add(_ box: ClassBox) {
        count += 1
        needs |= box.needs
        origins |= box.origins
        purposes |= box.purposes
        recipients.insert(box.recipients)
        teams.insert(box.teams)
        users.insert(box.users)
        areaCodes.insert(box.areaCodes)
        attributes.insert(box.attributes)
        for input in 0..<4 { references[input].insert(box.references[input]) }
    }

    /// Boxes as there are already, but for the recipients.
    mutating func add(recipients: Int32) {
        count += 1
        self.recipients.insert(recipients)
    }

    func hull(_ classes: ClassSpace) -> ClassBox? {
        guard count > 0 else { return nil }
        let constraints = classes.space.constraints
        // Each is of one class of recipients.
        let allRecipients = constraints.oneOf(recipients.all.flatMap { constraints[$0].values })
        func box(_ index: Int) -> ClassBox {
            ClassBox(
                recipients: allRecipients, needs: needs, teams: classes.normalTeams(teams[index]), users: users[index],
                areaCodes: areaCodes[index], origins: origins, purposes: purposes, attributes: attributes[index],
                references: SIMD4((0..<4).map { references[$0][index] }))
        }
        let counts = ([teams, users, areaCodes, attributes] + references).map { $0.all.count }
        // Joined once at least where there is more than one, which makes what is said of it normal.
        let rounds = max(counts.max() ?? 1, min(count, 2))
        return (1..<max(rounds, 1)).reduce(box(0)) { classes.hull($0, box($1)) }
    }
}
