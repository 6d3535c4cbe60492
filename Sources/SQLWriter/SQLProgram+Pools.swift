internal import Evaluation
internal import SenderModel

/// Pools: the greatest of their members' scores.
///
/// Narrowing to those that meet a criterion, if any does, is comparing by the criteria in their order. A score holds the
/// answer to each criterion, then the hash's weight, then the place in the order that decides ties; what has the
/// greatest one is chosen.
extension SQLProgram {
    private static let places = 1 << 20

    /// A member as its score needs it.
    private struct Member {
        let entry: Int
        /// Among all members, the first one preferred.
        let place: Int
        let areaCode: String
        let country: String
        let hash: (a: UInt64, b: UInt64)
    }

    /// The hit of a pool row, NULL where no member can be used; nil where none ever can.
    func pooled(
        _ pool: DecisionTable.Pool, _ require: MemberSet<Requirement>, _ hit: Int, _ reads: inout SQLReads
    ) -> String? {
        let isHashed = pool.prefer.contains(.hash)
        var criteria: [PoolPreference] = []
        for criterion in pool.prefer where criterion != .hash && !criteria.contains(criterion) {
            criteria.append(criterion)
        }
        var senders: [Int] = []
        for sender in pool.senders where !senders.contains(sender) { senders.append(sender) }
        if isHashed {
            senders.sort {
                let (a, b) = (table.inventory[$0].sender, table.inventory[$1].sender)
                return a == b ? $0 < $1 : a.utf8.lexicographicallyPrecedes(b.utf8)
            }
        }
        // Members that the same messages can use stand together; the test is made once.
        var groups: [(tests: [String], members: [Member])] = []
        var groupOf: [[String]: Int] = [:]
        for (place, sender) in senders.enumerated() {
            let tests = tests(
                of: sender, MemberSet(bits: require.bits & ~MemberSet<Requirement>.bit(of: .owned)), &reads)
            guard tests.standing == 0 else { continue }
            var passed = tests.passed.map(\.test)
            if isOwned(sender) {
                reads.user = true
                passed.append(isOwn(sender))
            }
            let group = groupOf[passed] ?? groups.count
            if group == groups.count {
                groups.append((passed, []))
                groupOf[passed] = group
            }
            groups[group].members.append(member(sender, place))
        }
        guard !groups.isEmpty else { return nil }
        if criteria.contains(.areaCode) { reads.areaCode = true }
        if isHashed { reads.residue = true }
        let scores = groups.map { group in
            let score = score(of: group.members, criteria, isHashed: isHashed)
            return group.tests.isEmpty ? score : "CASE WHEN \(group.tests.joined(separator: " AND ")) THEN \(score) END"
        }
        // The place counts down, so that the first one is the greatest.
        let place = "\(Self.places) - (\(dialect.greatest(scores)) & \(Self.places - 1))"
        return dialect.item(of: senders.map { String(hit + $0) }, at: place)
    }

    private func member(_ sender: Int, _ place: Int) -> Member {
        let entry = table.inventory[sender]
        let digits = entry.sender.utf8.first == UInt8(ascii: "+") ? entry.sender.dropFirst() : ""
        return Member(
            entry: sender, place: place,
            areaCode: digits.hasPrefix("1") && digits.utf8.count >= 4 ? String(digits.prefix(4)) : "",
            country: entry.country?.code ?? "", hash: Rendezvous.parameters(of: entry.sender))
    }

    private func score(of members: [Member], _ criteria: [PoolPreference], isHashed: Bool) -> String {
        // Without a hash, only the first of those that no criterion tells apart can win.
        var seen: Set<String> = []
        let members =
            isHashed
            ? members
            : members.filter { member in
                seen.insert(criteria.map { $0 == .areaCode ? member.areaCode : member.country }.joined(separator: "/"))
                    .inserted
            }
        func low(_ member: Member) -> Int { Self.places - 1 - member.place }
        guard isHashed || !criteria.isEmpty else { return "CAST(\(low(members[0])) AS BIGINT)" }
        var fields: [(name: String, value: (Member) -> String)] = [("low", { "\(low($0))" })]
        if isHashed {
            fields.append(("a", { "\($0.hash.a)" }))
            fields.append(("b", { "\($0.hash.b)" }))
        }
        var parts: [String] = []
        for (position, criterion) in criteria.enumerated() {
            let (name, given) = criterion == .areaCode ? ("area", "area_code") : ("home", "country")
            fields.append(
                (name, { self.dialect.text(criterion == .areaCode ? $0.areaCode : $0.country) }))
            // 2^31 weights of 2^20 places each.
            let worth = 1 << (51 + criteria.count - 1 - position)
            parts.append("CASE WHEN m.\(name) = \(given) THEN \(worth) ELSE 0 END")
        }
        if isHashed { parts.append("\(dialect.weight) * \(Self.places)") }
        parts.append("m.low")
        return dialect.greatestScore(
            of: members.map { member in fields.map { ($0.name, $0.value(member)) } }, parts.joined(separator: " + "))
    }
}

extension SQLDialect {
    private static let prime = Rendezvous.prime

    /// The weight of a member `m` for the recipient (contract, section 2, "Pools").
    fileprivate var weight: String {
        let p = Self.prime
        return switch self {
        case .duckdb: "list_reduce([(residue + m.a) % \(p), m.b, m.a, m.b], lambda x, y: (x * x + y) % \(p))"
        case .postgres: "m.weight"
        case .spark: "aggregate(array(m.b, m.a, m.b), (residue + m.a) % \(p), (x, y) -> (x * x + y) % \(p))"
        }
    }

    /// The greatest of the scores of members `m`, given as literals by name.
    fileprivate func greatestScore(of members: [[(name: String, value: String)]], _ score: String) -> String {
        let isHashed = members[0].contains { $0.name == "a" }
        switch self {
        case .duckdb:
            let items = members.map { fields in
                "{" + fields.map { "'\($0.name)': \(integers($0, "BIGINT"))" }.joined(separator: ", ") + "}"
            }
            return "list_max(list_transform([\(items.joined(separator: ", "))], lambda m: \(score)))"
        case .spark:
            let items = members.map { fields in
                "struct(" + fields.map { "\(integers($0, "BIGINT")) AS \($0.name)" }.joined(separator: ", ") + ")"
            }
            return "array_max(transform(array(\(items.joined(separator: ", "))), m -> \(score)))"
        case .postgres:
            let rows = members.enumerated().map { index, fields in
                "(" + fields.map { index == 0 ? integers($0, "BIGINT") : $0.value }.joined(separator: ", ") + ")"
            }
            let names = members[0].map(\.name).joined(separator: ", ")
            var from = "(VALUES \(rows.joined(separator: ", "))) AS m(\(names))"
            if isHashed {
                let p = Self.prime
                // An offset keeps each step from being written out twice in the next one.
                from = "(SELECT m.*, (residue + a) % \(p) AS weight FROM \(from) OFFSET 0) AS m"
                for addend in ["b", "a", "b"] {
                    let columns = (members[0].map(\.name)).map { "m.\($0)" }.joined(separator: ", ")
                    from =
                        "(SELECT \(columns), (weight * weight + \(addend)) % \(p) AS weight FROM \(from) OFFSET 0) AS m"
                }
            }
            return "(SELECT max(\(score)) FROM \(from))"
        }
    }

    /// A member's field, an integer as one of 64 bits.
    private func integers(_ field: (name: String, value: String), _ type: String) -> String {
        ["low", "a", "b"].contains(field.name) ? "CAST(\(field.value) AS \(type))" : field.value
    }
}
