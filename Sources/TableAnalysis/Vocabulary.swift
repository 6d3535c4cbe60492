internal import SenderModel

/// What messages can say that one table, or two compared, tell apart: names and references numbered together.
///
/// A message's user, team, attribute value or reference that stands nowhere here is the same as any other such one.
struct Vocabulary {
    let tables: [DecisionTable]
    let users: [String]
    let teams: [String]
    /// Attributes that conditions read.
    let attributes: [Attribute]
    let references: [Reference]
    /// Reference positions by text.
    let referencePositions: [String: Int]

    struct Attribute {
        let name: String
        /// The values conditions name: bit i + 1 of a mask is value i, bit 0 is every other value and none.
        let values: [String]
    }

    /// A text that names an entry in at least one table.
    struct Reference {
        let text: String
        /// By table.
        var targets: [Target]
    }

    enum Target: Hashable {
        case nothing
        case entry(Int32)
        /// Short codes of several countries: the recipient's country's, else the first.
        case byCountry([CountryEntry])

        struct CountryEntry: Hashable {
            let country: Country?
            let entry: Int32
        }

        /// The entry for a recipient's country, -1 for none.
        func entry(in country: Country?) -> Int32 {
            switch self {
            case .nothing: -1
            case .entry(let entry): entry
            case .byCountry(let entries):
                (entries.first { $0.country == country && country != nil } ?? entries[0]).entry
            }
        }
    }

    /// - Parameter conditions: what is asked of messages besides the tables' rows.
    init(_ tables: [DecisionTable], _ conditions: [DecisionTable.Condition]) {
        self.tables = tables
        users = Self.joined(tables.map { $0.users.map(\.name) })
        teams = Self.joined(tables.map { $0.teams.map(\.name) })
        var values: [String: [[String]]] = [:]
        let all = tables.flatMap(\.rows).flatMap { [$0.when, $0.unless] }.compactMap { $0 } + conditions
        for condition in all {
            for wanted in condition.attributes { values[wanted.name, default: []].append(wanted.values) }
        }
        attributes = values.sorted { $0.key < $1.key }.map { Attribute(name: $0.key, values: Self.joined($0.value)) }
        var positions: [String: Int] = [:]
        var references: [Reference] = []
        positions.reserveCapacity(tables.map { $0.inventory.count }.max() ?? 0)
        for (side, table) in tables.enumerated() {
            for (text, target) in Self.targets(table) {
                // No text comes twice of one table.
                if side > 0, let position = positions[text] {
                    references[position].targets[side] = target
                } else {
                    positions[text] = references.count
                    var targets = [Target](filled: .nothing, count: tables.count)
                    targets[side] = target
                    references.append(Reference(text: text, targets: targets))
                }
            }
        }
        self.references = references
        referencePositions = positions
    }

    /// Every text that names an entry, as `Evaluation.SenderIndex` finds it: ids first, then senders.
    private static func targets(_ table: DecisionTable) -> [(String, Target)] {
        var result: [(String, Target)] = []
        var taken: Set<String> = []
        let inventory = table.inventory
        for entry in inventory.indices {
            guard let id = inventory[entry].id, !id.hasPrefix("+"), taken.insert(id).inserted else { continue }
            result.append((id, .entry(Int32(entry))))
        }
        var senders: [(text: String, entries: [Target.CountryEntry])] = []
        var places: [String: Int] = [:]
        places.reserveCapacity(table.inventory.count)
        senders.reserveCapacity(inventory.count)
        for entry in inventory.indices {
            let text = SenderModel.Reference.normalized(inventory[entry].sender)
            let named = Target.CountryEntry(country: inventory[entry].country, entry: Int32(entry))
            if let place = places[text] {
                senders[place].entries.append(named)
            } else {
                places[text] = senders.count
                senders.append((text, [named]))
            }
        }
        for (text, entries) in senders where !taken.contains(text) {
            // Of two entries of one number the first is meant, whatever the recipient's country.
            let isNumber = text.utf8.first == UInt8(ascii: "+") && text.utf8.dropFirst().allSatisfy { $0 < 58 }
            result.append((text, entries.count == 1 || isNumber ? .entry(entries[0].entry) : .byCountry(entries)))
        }
        return result
    }

    /// All of several lists, each text once, in the order met.
    private static func joined(_ lists: [[String]]) -> [String] {
        var seen: Set<String> = []
        return lists.joined().filter { seen.insert($0).inserted }
    }

    /// A text that is no reference in any table.
    var unknownReference: String {
        var text = "unknown"
        while referencePositions[text] != nil { text += "x" }
        return text
    }
}
