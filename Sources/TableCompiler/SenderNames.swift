internal import SenderModel

/// What a reference to a sender means: ids first, then senders, exactly (contract, section 2).
package struct SenderNames: Sendable {
    private var entryByID: [String: Int] = [:]
    /// By normalised sender text; several for a short code of two countries.
    private var entriesBySender: [String: [Int]] = [:]
    private var senders: [String] = []

    init() {}

    mutating func add(id: String, of entry: Int) { entryByID[id] = entry }

    mutating func add(sender: String, of entry: Int) {
        entriesBySender[Reference.normalized(sender), default: []].append(entry)
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
        guard let indexes = entriesBySender[Reference.normalized(reference)] else { return .none }
        return indexes.count == 1 ? .entry(indexes[0]) : .ambiguous(indexes)
    }

    /// The one entry a reference means.
    package func entry(_ reference: String) -> Int? {
        if case .entry(let index) = find(reference) { index } else { nil }
    }

    /// Entries whose sender is this text.
    func entries(ofSender text: String) -> [Int] { entriesBySender[text] ?? [] }

    var ids: some Collection<String> { entryByID.keys }

    /// All that a reference may say, sorted.
    package var names: [String] { (Array(entryByID.keys) + senders).sorted() }
}
