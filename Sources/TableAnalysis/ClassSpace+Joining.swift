/// Joining of boxes that differ in one dimension alone.
extension ClassSpace {
    /// Joins boxes of one key until no two that differ in one dimension are left; they must be disjoint.
    func joined(_ found: [ChangedParts.Found]) throws(AnalysisFailure) -> [ChangedParts.Found] {
        var joining = Joining(found, self)
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
        return joining.combined(found)
    }

    /// Joins most of them: once along what differs most from slice to slice.
    func compacted(_ found: [ChangedParts.Found]) throws(AnalysisFailure) -> [ChangedParts.Found] {
        var joining = Joining(found, self)
        for dimension in [2, 3, 4, 6] {
            try space.steps.step(joining.items.count + 1)
            join(&joining, dimension)
        }
        return joining.combined(found)
    }

    /// Boxes that are being joined: plain numbers, so that what is kept beside each is touched once, at the end.
    private struct Joining {
        struct Item {
            var key: Int32
            var box: ClassBox
            /// Of the key and the box: what their parts come to, added up, so that one can be taken out.
            var sum: UInt64
            /// The first and the last of the boxes it is made of.
            var first: Int32
            var last: Int32
        }

        var items: [Item] = []
        /// By box as given: the next that is part of the same, -1 for none.
        var next: [Int32] = []

        init(_ found: [ChangedParts.Found], _ classes: ClassSpace) {
            var keys = Interned<ChangedParts.Key>()
            items.reserveCapacity(found.count)
            for item in found {
                let position = Int32(items.count)
                let key = keys.position(of: item.key)
                let sum = classes.sum(item.box) &+ ClassSpace.part(-1, key)
                items.append(Item(key: key, box: item.box, sum: sum, first: position, last: position))
            }
            next = Array(repeating: -1, count: items.count)
        }

        func combined(_ found: [ChangedParts.Found]) -> [ChangedParts.Found] {
            items.map { item in
                var result = found[Int(item.first)]
                result.box = item.box
                var other = next[Int(item.first)]
                while other >= 0 {
                    result.value.add(found[Int(other)].value)
                    other = next[Int(other)]
                }
                return result
            }
        }
    }

    private func join(_ joining: inout Joining, _ dimension: Int) {
        // Items that others may be joined to.
        var positions = PositionTable(capacity: joining.items.count)
        var hasJoined = false
        for index in joining.items.indices {
            let item = joining.items[index]
            if isWhole(item.box, dimension) { continue }
            let common = common(item.box, dimension)
            let rest = item.sum &- own(item.box, dimension) &+ common
            let known = positions.position(rest) {
                let other = joining.items[Int($0)]
                return other.key == item.key && areAlike(other.box, item.box, but: dimension)
            }
            guard let known else {
                positions.insert(rest, Int32(index))
                continue
            }
            let other = Int(known)
            let joined = join(joining.items[other].box, item.box, dimension)
            joining.items[other].box = joined
            joining.items[other].sum = rest &- common &+ own(joined, dimension)
            joining.next[Int(joining.items[other].last)] = item.first
            joining.items[other].last = item.last
            joining.items[index].first = -1
            hasJoined = true
        }
        if hasJoined { joining.items.removeAll { $0.first < 0 } }
    }

    // MARK: - Boxes without a dimension

    /// What a box comes to, and how much of it one dimension is.
    private func sum(_ box: ClassBox) -> UInt64 {
        (0..<13).reduce(0) { $0 &+ own(box, $1) }
    }

    /// The dimension's part of a box's sum; the attributes are one together.
    private func own(_ box: ClassBox, _ dimension: Int) -> UInt64 {
        let value: Int32 =
            switch dimension {
            case 0: Int32(box.origins)
            case 1: Int32(box.purposes)
            case 2: Int32(box.needs)
            case 3: box.users
            case 4: box.teams
            case 5: box.areaCodes
            case 6: box.recipients
            case 7: 0
            case 8..<12: box.references[dimension - 8]
            default: box.attributes
            }
        return Self.part(min(dimension, 12), value)
    }

    /// What must be the same of a dimension in boxes that are joined along it.
    private func common(_ box: ClassBox, _ dimension: Int) -> UInt64 {
        switch dimension {
        case 0..<8: 0
        // Tokens are joined with equal restrictions only.
        case 8..<12: Self.part(dimension + 8, tokens.restriction(box.references[dimension - 8]))
        default: Self.part(dimension + 8, space.attributeSets.without(box.attributes, dimension - 12))
        }
    }

    /// So that no sum of parts is likely to be another's: two rounds each.
    private static func part(_ dimension: Int, _ value: Int32) -> UInt64 {
        var mix = Mix()
        mix.add(Int32(dimension), value)
        mix.add(0)
        return mix.value
    }

    /// Whether a box can't be joined along a dimension: what has all of it would overlap with any other.
    private func isWhole(_ box: ClassBox, _ dimension: Int) -> Bool {
        switch dimension {
        case 0: box.origins == Region.allOrigins
        case 1: box.purposes == Region.allPurposes
        case 2: box.needs == ClassBox.allNeeds
        case 3: box.users == ValueConstraints.any
        case 4: box.teams == ValueConstraints.any
        case 5: box.areaCodes == ValueConstraints.any
        case 6: false
        case 7: true
        case 8..<12: box.references[dimension - 8] == ReferenceTokens.all
        default: space.attributeSets.sets[Int(box.attributes)][dimension - 12] == .max
        }
    }

    /// Whether two boxes differ in a dimension alone.
    private func areAlike(_ a: ClassBox, _ b: ClassBox, but dimension: Int) -> Bool {
        guard common(a, dimension) == common(b, dimension) else { return false }
        var rest = b
        switch dimension {
        case 0: rest.origins = a.origins
        case 1: rest.purposes = a.purposes
        case 2: rest.needs = a.needs
        case 3: rest.users = a.users
        case 4: rest.teams = a.teams
        case 5: rest.areaCodes = a.areaCodes
        case 6: rest.recipients = a.recipients
        case 7: break
        case 8..<12: rest.references[dimension - 8] = a.references[dimension - 8]
        default: rest.attributes = a.attributes
        }
        return rest == a
    }

    // MARK: - Two boxes

    private func join(_ a: ClassBox, _ b: ClassBox, _ dimension: Int) -> ClassBox {
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
            result = join(result, b, dimension)
        }
        return result
    }
}
