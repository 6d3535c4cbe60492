/// Joining of boxes that differ in one dimension alone.
extension ClassSpace {
    /// Joins boxes of one key until no two that differ in one dimension are left; they must be disjoint.
    func joined(_ found: [ChangedParts.Found]) throws(AnalysisFailure) -> [ChangedParts.Found] {
        var joining = Joining(found)
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
        var joining = Joining(found)
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
            /// The first and the last of the boxes it is made of.
            var first: Int32
            var last: Int32
        }

        var items: [Item] = []
        /// By box as given: the next that is part of the same, -1 for none.
        var next: [Int32] = []

        init(_ found: [ChangedParts.Found]) {
            var keys = Interned<ChangedParts.Key>()
            items.reserveCapacity(found.count)
            for item in found {
                let position = Int32(items.count)
                items.append(
                    Item(key: keys.position(of: item.key), box: item.box, first: position, last: position))
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
        // Of each item that others may be joined to: where it is, and what they must have in common with it.
        var kept: [(item: Int, rest: ClassBox)] = []
        var positions = PositionTable()
        var hasJoined = false
        for index in joining.items.indices {
            let item = joining.items[index]
            guard let rest = without(item.box, dimension) else { continue }
            let hash = rest.mixed(UInt64(UInt32(bitPattern: item.key)))
            let known = positions.position(hash) {
                kept[Int($0)].rest == rest && joining.items[kept[Int($0)].item].key == item.key
            }
            guard let known else {
                positions.insert(hash, Int32(kept.count))
                kept.append((index, rest))
                continue
            }
            let other = kept[Int(known)].item
            guard let joined = join(joining.items[other].box, item.box, dimension) else { continue }
            joining.items[other].box = joined
            joining.next[Int(joining.items[other].last)] = item.first
            joining.items[other].last = item.last
            joining.items[index].first = -1
            hasJoined = true
        }
        if hasJoined { joining.items.removeAll { $0.first < 0 } }
    }

    /// A box with one dimension blanked; nil where the box can't be joined along it: what has all of a dimension would
    /// overlap with any other.
    private func without(_ box: ClassBox, _ dimension: Int) -> ClassBox? {
        var rest = box
        switch dimension {
        case 0:
            if box.origins == Region.allOrigins { return nil }
            rest.origins = 0
        case 1:
            if box.purposes == Region.allPurposes { return nil }
            rest.purposes = 0
        case 2:
            if box.needs == ClassBox.allNeeds { return nil }
            rest.needs = 0
        case 3:
            if box.users == ValueConstraints.any { return nil }
            rest.users = -1
        case 4:
            if box.teams == ValueConstraints.any { return nil }
            rest.teams = -1
        case 5:
            if box.areaCodes == ValueConstraints.any { return nil }
            rest.areaCodes = -1
        case 6: rest.recipients = -1
        case 7: return nil
        case 8..<12:
            // Tokens are joined with equal restrictions only.
            let token = box.references[dimension - 8]
            if token == ReferenceTokens.all { return nil }
            rest.references[dimension - 8] = -1 - tokens.restriction(token)
        default:
            if space.attributeSets.sets[Int(box.attributes)][dimension - 12] == .max { return nil }
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
}
