internal import SenderModel

/// What a reference to a sender means: ids first, then senders, exactly (contract, section 2).
package struct SenderNames: Sendable {
    private var entryByID: [String: Int] = [:]
    /// By normalised sender text; several for a short code of two countries.
    private var entriesBySender: [String: Entries] = [:]
    private var senders: [String] = []

    /// Nearly always one: an array for each would be half of the work.
    private enum Entries: Sendable {
        case one(Int)
        case several([Int])

        var all: [Int] {
            switch self {
            case .one(let entry): [entry]
            case .several(let entries): entries
            }
        }

        var first: Int? {
            switch self {
            case .one(let entry): entry
            case .several(let entries): entries.first
            }
        }

        /// With one more. Consumes the others: a list that is copied for each of many would take for ever.
        consuming func adding(_ entry: Int) -> Entries {
            switch consume self {
            case .one(let first): return .several([first, entry])
            case .several(var entries):
                entries.append(entry)
                return .several(entries)
            }
        }
    }

    init() {}

    mutating func reserveCapacity(_ count: Int) {
        entriesBySender.reserveCapacity(count)
        senders.reserveCapacity(count)
    }

    /// - Returns: the entry that has the id already, and keeps it.
    mutating func add(id: String, of entry: Int) -> Int? {
        guard let first = entryByID.updateValue(entry, forKey: id) else { return nil }
        entryByID[id] = first
        return first
    }

    /// - Returns: the first entry that has the text already; then nothing is added.
    mutating func add(sender: String, of entry: Int) -> Int? {
        let text = Reference.normalized(sender)
        if let others = entriesBySender.updateValue(.one(entry), forKey: text) {
            entriesBySender[text] = others
            return others.first
        }
        senders.append(sender)
        return nil
    }

    /// Adds an entry to those with the same text.
    mutating func add(sender: String, ofAnother entry: Int) {
        let text = Reference.normalized(sender)
        // Out of the dictionary first, so that a list of them isn't copied.
        if let others = entriesBySender.removeValue(forKey: text) { entriesBySender[text] = others.adding(entry) }
        senders.append(sender)
    }

    package enum Found {
        /// Position in the inventory.
        case entry(Int)
        case ambiguous([Int])
        case none
    }

    package func find(_ reference: String) -> Found {
        if let index = entryByID[reference] { return .entry(index) }
        // A text that stands there is normal.
        switch entriesBySender[reference] ?? entriesBySender[Reference.normalized(reference)] {
        case .one(let index): return .entry(index)
        case .several(let indexes): return .ambiguous(indexes)
        case nil: return .none
        }
    }

    /// The one entry a reference means.
    package func entry(_ reference: String) -> Int? {
        if case .entry(let index) = find(reference) { index } else { nil }
    }

    /// Entries whose sender is this text.
    func entries(ofSender text: String) -> [Int] { entriesBySender[text]?.all ?? [] }

    var ids: some Collection<String> { entryByID.keys }

    /// All that a reference may say, sorted.
    package var names: [String] { (Array(entryByID.keys) + senders).sorted() }
}
