internal import SenderModel

/// What messages can say that one table, or two compared, tell apart: names and references numbered together.
///
/// A message's user, team, attribute value or reference that stands nowhere here is the same as any other such one.
final class Vocabulary {
    let tables: [DecisionTable]
    var users: [String] { userNumbers.texts }
    var teams: [String] { teamNumbers.texts }
    /// Attributes that conditions read.
    let attributes: [Attribute]
    let references: [Reference]
    /// What the three lists are numbered by.
    let userNumbers: TextNumbers
    let teamNumbers: TextNumbers
    let referenceNumbers: TextNumbers

    struct Attribute {
        let name: String
        /// The values conditions name: bit i + 1 of a mask is value i, bit 0 is every other value and none.
        let values: [String]
    }

    /// A text that names an entry in at least one table.
    struct Reference {
        let text: String
        var targets = Targets()
    }

    /// By table, of which there are one or two: no list, since there are as many as senders.
    struct Targets {
        private var first = Target.nothing
        private var second = Target.nothing

        subscript(side: Int) -> Target {
            get { side == 0 ? first : second }
            set { if side == 0 { first = newValue } else { second = newValue } }
        }
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

        /// Adds another entry of the same text.
        mutating func add(_ entry: Int, of inventory: [InventoryEntry]) {
            var entries: [CountryEntry] = []
            switch self {
            case .nothing: break
            case .entry(let first): entries = [.init(country: inventory[Int(first)].country, entry: first)]
            case .byCountry(let known): entries = known
            }
            entries.append(.init(country: inventory[entry].country, entry: Int32(entry)))
            self = .byCountry(entries)
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
        var users = TextNumbers(capacity: tables[0].users.count)
        var teams = TextNumbers(capacity: tables[0].teams.count)
        for side in tables.indices {
            // Field by field: what is taken out of a list is copied whole.
            for place in tables[side].users.indices { _ = users.number(of: tables[side].users[place].name) }
            for place in tables[side].teams.indices { _ = teams.number(of: tables[side].teams[place].name) }
        }
        userNumbers = users
        teamNumbers = teams
        attributes = Self.attributes(tables, conditions)
        var references: [Reference] = []
        var numbers = TextNumbers()
        for side in tables.indices {
            let (named, targets) = Self.targets(tables[side].inventory)
            // No text comes twice of one table.
            if side == 0 {
                numbers = named
                references.reserveCapacity(targets.count)
            }
            for (text, target) in zip(named.texts, targets) {
                let number = side == 0 ? references.count : Int(numbers.number(of: text))
                if number == references.count {
                    references.append(Reference(text: text))
                }
                references[number].targets[side] = target
            }
        }
        self.references = references
        referenceNumbers = numbers
    }

    private static func attributes(
        _ tables: [DecisionTable], _ conditions: [DecisionTable.Condition]
    ) -> [Attribute] {
        var values: [String: TextNumbers] = [:]
        func add(_ condition: DecisionTable.Condition) {
            for wanted in condition.attributes {
                // Also of an attribute of which no value is named, which is a condition all the same.
                var known = values[wanted.name] ?? TextNumbers()
                for value in wanted.values { _ = known.number(of: value) }
                values[wanted.name] = known
            }
        }
        for side in tables.indices {
            let rows = tables[side].rows
            for place in rows.indices {
                if rows[place].when?.attributes.isEmpty == false { rows[place].when.map(add) }
                if rows[place].unless?.attributes.isEmpty == false { rows[place].unless.map(add) }
            }
        }
        conditions.forEach(add)
        return values.sorted { $0.key < $1.key }.map { Attribute(name: $0.key, values: $0.value.texts) }
    }

    /// Every text that names an entry, as `Evaluation.SenderIndex` finds it: ids first, then senders; and by its number
    /// what it means.
    private static func targets(_ inventory: [InventoryEntry]) -> (texts: TextNumbers, targets: [Target]) {
        var texts = TextNumbers(capacity: inventory.count)
        var targets: [Target] = []
        targets.reserveCapacity(inventory.count)
        for entry in inventory.indices {
            guard let id = inventory[entry].id, !id.hasPrefix("+") else { continue }
            // Of two that have one id the first is meant.
            if Int(texts.number(of: id)) == targets.count { targets.append(.entry(Int32(entry))) }
        }
        let idCount = targets.count
        for entry in inventory.indices {
            let text = SenderModel.Reference.normalized(inventory[entry].sender)
            let number = Int(texts.number(of: text))
            if number == targets.count {
                targets.append(.entry(Int32(entry)))
            } else if number >= idCount, !Self.isNumber(text) {
                targets[number].add(entry, of: inventory)
            }
        }
        return (texts, targets)
    }

    /// Of two entries of one number the first is meant, whatever the recipient's country.
    private static func isNumber(_ text: String) -> Bool {
        text.utf8.first == UInt8(ascii: "+") && text.utf8.dropFirst().allSatisfy { $0 < 58 }
    }

    /// A text that is no reference in any table.
    var unknownReference: String {
        var text = "unknown"
        while referenceNumbers.known(text) != nil { text += "x" }
        return text
    }
}
