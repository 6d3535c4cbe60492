internal import NumberingPlan
internal import SenderModel
private import Synchronization

/// Everything about one table, or two compared, that holds for all messages: what can be told apart, and how it is
/// numbered. Recipients' classes are in `recipients`; with what a message needs, each is a `Slice`.
final class AnalysisSpace {
    let vocabulary: Vocabulary
    let sides: [AnalysisSide]
    let constraints: ValueConstraints
    let senders: SenderNumbers
    let profiles: EntryProfiles
    let attributeSets: AttributeSets
    let open: OpenAlphabet
    let users: UserAlphabet
    let steps: StepCounter
    let recipients: [RecipientClass]
    let needs: [NeedsClass]
    let kinds: [ReferenceKind]
    /// References of each kind that mean the same entry in every country.
    let membersOfKind: Lists<Int32>
    /// How many those are.
    let countsOfKind: [Int32]
    /// By kind: its profile in the first table, -1 where its references mean nothing there.
    let profilesOfKind: [Int32]
    /// By reference, -1 for those that mean another entry by country.
    let kindOfReference: [Int32]
    /// What rules require of `best`; the i-th of the first table is bit i of a region's `wins`, of the second bit 8 + i.
    let bestRequires: [UInt8]
    /// By team: a constraint that allows just it; and one that allows no team only.
    let teamConstraints: [Int32]
    let noTeamConstraint: Int32
    /// What of entries anything asks, bits of `Requirement`: what nothing asks tells no messages apart.
    let asked: UInt8
    /// The open inputs some rule reads.
    let readInputs: Set<Int>
    /// Whether a rule asks of a reference whose own it is.
    let tracksOwnership: Bool
    /// Which tables declare the user: combinations that occur, as bits. 0, nobody, is always there.
    let declarations: [Int]
    /// Users whose class two tables may see differently somewhere.
    private(set) var usersThatDiffer: [Int32] = []
    private(set) var userDiffers: [Bool] = []
    let groupsOfUsers: GroupsOfUsers
    /// By kind: whether two tables may see its references differently somewhere.
    private(set) var kindDiffers: [Bool] = []
    /// Classes of references, and of users, that mean two senders in two tables.
    private(set) var differentSenders: OpenAlphabet.Mask = 0
    private(set) var usersWithDifferentSenders: UserAlphabet.Mask = 0
    /// Classes of references, and of users, that two tables see differently in any way.
    private(set) var changedReferences: OpenAlphabet.Mask = 0
    private(set) var changedUsers: UserAlphabet.Mask = 0
    /// Classes of references that mean one sender, the same in both tables, and no other entry with its text.
    private(set) var sendersOfBoth: OpenAlphabet.Mask = 0
    /// Whether two tables have the same teams with the same members, pools, entries and owners: then rows that say the
    /// same do the same wherever no reference or user is seen differently.
    private(set) var teamsAgree = false
    /// Whether users are the same in two tables, as far as rows ask for them.
    private(set) var usersAgree = false
    /// Whether two tables rank the same entries alike for `best`.
    let ranksMayDiffer: Bool

    var numbers: [Int: RecipientNumbers] = [:]
    /// See `Slice.userClasses`: by the positions of the groups of users.
    var classesOfUsers: [(positions: [UInt8], classes: UserClasses)] = []
    var alikeSlices: [AlikeSlices] = []
    /// By entry and side, see `ownersOrNobody`.
    var ownerConstraints: [Int64: Int32] = [:]
    /// See `references(of:_:)`.
    private var referencesOfEntries: [Int64: [Int32]] = [:]

    var isSingle: Bool { sides.count == 1 }

    /// - Parameter conditions: what is asked of messages besides the tables' rows.
    init(
        _ tables: [DecisionTable], _ budget: AnalysisBudget, conditions: [DecisionTable.Condition] = []
    ) throws(AnalysisFailure) {
        steps = StepCounter(budget)
        vocabulary = Vocabulary(tables, conditions)
        if let wide = vocabulary.attributes.first(where: { $0.values.count > 63 }) {
            throw .budgetExceeded(
                BudgetExceeded(what: "values of attribute `\(wide.name)` that rules tell apart", limit: 63))
        }
        if vocabulary.attributes.count > 250 {
            throw .budgetExceeded(BudgetExceeded(what: "attributes that rules read", limit: 250))
        }
        constraints = ValueConstraints()
        senders = SenderNumbers()
        senders.reserveCapacity(tables.map { $0.inventory.count }.max() ?? 0)
        let made = constraints
        teamConstraints = vocabulary.teams.indices.map { made.oneOf([Int32($0)]) }
        noTeamConstraint = constraints.oneOf([-1])
        attributeSets = AttributeSets(count: vocabulary.attributes.count)
        let labels = RowLabels.labels(tables)
        profiles = EntryProfiles(tables)
        var sides: [AnalysisSide] = []
        for index in tables.indices {
            sides.append(
                AnalysisSide(
                    tables[index], vocabulary, labels: labels[index], senders: senders, constraints: constraints,
                    profileOfEntry: profiles.ofEntries[index], profileCount: profiles.all.count))
        }
        self.sides = sides
        groupsOfUsers = GroupsOfUsers(sides, senders, userCount: vocabulary.users.count)
        open = OpenAlphabet(sides: sides.count)
        users = UserAlphabet(sides: sides.count)
        bestRequires = Set(
            sides.flatMap(\.rows).filter { $0.source == .best }.map { $0.require | Require.compliant }
        ).sorted()
        var asked = bestRequires.reduce(0, |)
        for side in sides { for row in side.rows { asked |= row.require } }
        // Gaps are told by what the tenant asks.
        for side in tables.indices { asked |= tables[side].require.bits }
        self.asked = asked
        readInputs = Set(sides.flatMap(\.rows).compactMap(\.source.openInput))
        tracksOwnership = sides.contains { side in
            side.ownsMatter && side.rows.contains { $0.source.openInput != nil && $0.require & Require.owned != 0 }
        }
        ranksMayDiffer =
            sides.count == 2 && sides.contains { $0.ownsMatter } && !bestRequires.isEmpty
            && !Self.rankAlike(tables[0], tables[1])
        // There are four at most.
        var declared = [0]
        for user in vocabulary.users.indices {
            let declaration = Self.declaration(user, sides)
            if !declared.contains(declaration) { declared.append(declaration) }
        }
        declarations = declared.sorted()
        var reader = ReferenceKindReader(sides, senders)
        var kindOfReference = [Int32](filled: -1, count: vocabulary.references.count)
        for (position, reference) in vocabulary.references.enumerated() where !reference.dependsOnCountry {
            kindOfReference[position] = reader.kind(of: reference, in: nil)
        }
        self.kindOfReference = kindOfReference
        recipients = RecipientClass.all(
            vocabulary, sides, profiles.all, asked, conditions.compactMap(\.countries), &reader)
        needs = NeedsClass.all(sides, profiles.all, asked, conditions.compactMap { $0.needs?.bits })
        kinds = reader.kinds
        var members = Lists<Int32>(count: kinds.count)
        var counts = [Int32](filled: 0, count: kinds.count)
        for (position, kind) in kindOfReference.enumerated() where kind >= 0 {
            members.add(Int32(position), to: Int(kind))
            counts[Int(kind)] += 1
        }
        membersOfKind = members
        countsOfKind = counts
        profilesOfKind = kinds.map { $0.profiles[0] }
        if bestRequires.count > 8 {
            throw .budgetExceeded(BudgetExceeded(what: "different requirements of `best`", limit: 8))
        }
        try collectClasses()
    }

    /// Whether `best` ranks the entries of two tables alike everywhere.
    private static func rankAlike(_ a: DecisionTable, _ b: DecisionTable) -> Bool {
        a.countryRules == b.countryRules && a.inventory.count == b.inventory.count
            && zip(a.inventory, b.inventory).allSatisfy { first, second in
                first.sender == second.sender && first.country == second.country && first.kind == second.kind
                    && first.registeredIn == second.registeredIn && first.isShared == second.isShared
                    && first.trust == second.trust && first.purchased == second.purchased
            }
    }

    static func declaration(_ user: Int, _ sides: [AnalysisSide]) -> Int {
        var bits = 0
        for (index, side) in sides.enumerated() where side.declares[user] { bits |= 1 << index }
        return bits
    }

    /// In which tables a user is declared, as bits; `nobody` in none.
    func declaration(_ user: Int32) -> Int { user < 0 ? 0 : Self.declaration(Int(user), sides) }

    static let nobody: Int32 = -1

    /// Two tables: the ways in which they see the same reference and the same user differently.
    private func collectClasses() throws(AnalysisFailure) {
        userDiffers = vocabulary.users.map { _ in false }
        kindDiffers = kinds.map { _ in false }
        guard sides.count == 2 else { return }
        defer {
            let areUnique = sides.allSatisfy { side in
                Set(side.numberOfEntry.map { senders.canonical[Int($0)] }).count == side.numberOfEntry.count
            }
            for (position, value) in open.classes.enumerated() {
                if areUnique, value.isSameSender, value.values.allSatisfy({ $0 < OpenAlphabet.unknown }) {
                    sendersOfBoth |= 1 << OpenAlphabet.Mask(position)
                }
                if !value.isSameSender { differentSenders |= 1 << OpenAlphabet.Mask(position) }
                if !value.isSeenAlike { changedReferences |= 1 << OpenAlphabet.Mask(position) }
            }
            for (position, value) in users.classes.enumerated() {
                if !value.isSameSender { usersWithDifferentSenders |= 1 << UserAlphabet.Mask(position) }
                if !value.isSeenAlike { changedUsers |= 1 << UserAlphabet.Mask(position) }
            }
        }
        let (a, b) = (sides[0].table, sides[1].table)
        // Where nothing asks whose own an entry is, a row does the same whoever has which number.
        let asksOwner = sides.contains { $0.rows.contains { $0.require & Require.owned != 0 } }
        usersAgree = asksOwner ? a.users == b.users : a.users.map(\.name) == b.users.map(\.name)
        teamsAgree =
            a.teams == b.teams && usersAgree && a.pools == b.pools
            && a.allowsUserNumbers == b.allowsUserNumbers && a.countryRules == b.countryRules
            && a.unknownCompliance == b.unknownCompliance && a.inventory.count == b.inventory.count
            && a.inventory.indices.allSatisfy {
                a.inventory[$0].sender == b.inventory[$0].sender
                    && EntryProfile(a.inventory, $0) == EntryProfile(b.inventory, $0)
            }
        let rulesAgree =
            sides[0].table.countryRules == sides[1].table.countryRules
            && sides[0].table.unknownCompliance == sides[1].table.unknownCompliance
        func differs(_ kind: ReferenceKind) -> Bool {
            if !rulesAgree || !kind.isSameSender || kind.profiles[0] < 0 || kind.profiles[1] < 0 { return true }
            return kind.profiles[0] != kind.profiles[1] || (tracksOwnership && kind.isOwned(0) != kind.isOwned(1))
        }
        let declarationsDiffer = declarations.contains { $0 == 1 || $0 == 2 }
        let usersDiffer = vocabulary.users.indices.filter { user in
            let own = sides.map { $0.senderOfUser[user] }
            if !rulesAgree || sides[0].declares[user] != sides[1].declares[user] || (own[0] < 0) != (own[1] < 0) {
                return true
            }
            guard own[0] >= 0 else { return false }
            return senders.canonical[Int(sides[0].numberOfEntry[Int(own[0])])]
                != senders.canonical[Int(sides[1].numberOfEntry[Int(own[1])])]
                || sides[0].profileOfEntry[Int(own[0])] != sides[1].profileOfEntry[Int(own[1])]
        }
        usersThatDiffer = usersDiffer.map { Int32($0) }
        for user in usersDiffer { userDiffers[user] = true }
        let allKinds = tracksOwnership && (declarationsDiffer || !usersDiffer.isEmpty)
        let changed = kinds.indices.filter { allKinds || differs(kinds[$0]) }
        for kind in changed { kindDiffers[kind] = true }
        guard !changed.isEmpty || !usersDiffer.isEmpty || tracksOwnership else { return }
        for recipient in recipients {
            for needs in needs {
                try steps.step(changed.count + usersDiffer.count + 1)
                let failures = EntryFailures(self, recipient, needs.representative)
                for kind in changed {
                    for declaration in declarations {
                        try open.add(failures.openClass(kinds[kind], declaration, user: nil))
                    }
                }
                for user in usersDiffer { try users.add(failures.userClass(Int32(user))) }
                guard tracksOwnership else { continue }
                for user in vocabulary.users.indices {
                    for reference in references(ofOwnersOf: Int32(user), in: recipient.representative) {
                        try open.add(failures.openClass(of: Int(reference), user: Int32(user)))
                    }
                }
            }
        }
    }

    /// The references that mean a user's own number in some table.
    func references(ofOwnersOf user: Int32, in country: Country?) -> [Int32] {
        guard user >= 0 else { return [] }
        var result: [Int32] = []
        for (index, side) in sides.enumerated() {
            let own = side.senderOfUser[Int(user)]
            guard own >= 0 else { continue }
            for reference in references(of: own, index)
            where vocabulary.references[Int(reference)].targets[index].entry(in: country) == own
                && !result.contains(reference)
            {
                result.append(reference)
            }
        }
        return result
    }

    /// The texts that may mean an entry: its id and its sender.
    func references(of entry: Int32, _ side: Int) -> [Int32] {
        let key = Int64(entry) << 1 | Int64(side)
        if let known = referencesOfEntries[key] { return known }
        let inventory = sides[side].table.inventory
        let texts = [inventory[Int(entry)].id, Reference.normalized(inventory[Int(entry)].sender)]
        let made = texts.compactMap { text in
            text.flatMap { vocabulary.referenceNumbers.known($0) }
        }
        referencesOfEntries[key] = made
        return made
    }
}

extension Vocabulary.Reference {
    var dependsOnCountry: Bool {
        for side in 0..<2 { if case .byCountry = targets[side] { return true } }
        return false
    }
}

extension DecisionTable.Source {
    /// 0…3: `conversation`, `from`, `first_used`, `last_used`.
    var openInput: Int? {
        switch self {
        case .conversation: 0
        case .explicit: 1
        case .firstUsed: 2
        case .lastUsed: 3
        default: nil
        }
    }
}

extension AnalysisSpace {
    /// A constraint on users: those whose own an entry is, and who is nobody in this table.
    func ownersOrNobody(of entry: Int32, _ side: Int) -> Int32 {
        let key = Int64(entry) << 1 | Int64(side)
        if let known = ownerConstraints[key] { return known }
        let table = sides[side]
        let others = vocabulary.users.indices.lazy.map { Int32($0) }.filter {
            table.declares[Int($0)] && !table.owners[Int(entry)].containsSorted($0)
        }
        let made = constraints.allBut(others)
        ownerConstraints[key] = made
        return made
    }
}

extension AnalysisSpace {
    /// The numbers of a country, or of an area code in it; made once.
    func recipientNumbers(_ country: Country?, _ areaCode: Int32?) -> RecipientNumbers {
        let key = (country.map { Int($0.index) } ?? 255) << 16 | Int(areaCode ?? 0)
        if let known = numbers[key] { return known }
        let made =
            areaCode == nil
            ? Self.numbers(of: country) : NumberingPlan.recipients(in: country, areaCode: areaCode.map(Int.init))
        numbers[key] = made
        return made
    }

    /// The numbers of a whole country, which are those of every table: looked for once.
    private static func numbers(of country: Country?) -> RecipientNumbers {
        numbersOfCountries.withLock { known in
            let place = country.map { Int($0.index) } ?? Country.count
            if let numbers = known[place] { return numbers }
            let made = NumberingPlan.recipients(in: country)
            known[place] = made
            return made
        }
    }

    private static let numbersOfCountries = Mutex([RecipientNumbers?](repeating: nil, count: Country.count + 1))
}
