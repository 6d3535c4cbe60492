public import SenderModel

/// A promise about all messages: section 7 of the contract.
public struct Invariant: Hashable, Sendable {
    /// Which messages it speaks of; nil for all with a possible recipient.
    public var condition: DecisionTable.Condition?
    public var promise: Promise
    /// What is promised, or, with `never`, what must not come together.
    public var facts: Facts

    public enum Promise: Hashable, Sendable {
        /// Each fact given holds.
        case always
        /// Not all of them hold at once.
        case never
    }

    /// What a decision is asked. Of a key with several values one must be met; nil asks nothing.
    public struct Facts: Hashable, Sendable {
        /// Positions in the inventory.
        public var senders: Set<Int>?
        public var senderCountries: CountrySet?
        public var senderKinds: Set<SenderKind>?
        /// Positions of rows.
        public var rows: Set<Int>?
        public var outcomes: Set<Outcome>?

        public init() {}
    }

    public init(_ promise: Promise, _ facts: Facts, for condition: DecisionTable.Condition? = nil) {
        self.promise = promise
        self.facts = facts
        self.condition = condition
    }

    public enum Verdict: Hashable, Sendable {
        case proved
        /// No message is spoken of, so nothing was proved about any.
        case vacuous
        /// A message that breaks it.
        case refuted(WitnessMessage)
    }

    /// Whether a decision breaks it. All keys but `outcomes` speak of messages that are sent.
    func isBroken(_ outcome: Outcome, _ entry: InventoryEntry?, _ position: Int?, _ row: Int?) -> Bool {
        var held: [Bool] = []
        if let outcomes = facts.outcomes { held.append(outcomes.contains(outcome)) }
        if outcome == .send, let entry, let position {
            if let senders = facts.senders { held.append(senders.contains(position)) }
            if let countries = facts.senderCountries {
                held.append(entry.country.map(countries.contains) ?? false)
            }
            if let kinds = facts.senderKinds { held.append(kinds.contains(entry.kind)) }
            if let rows = facts.rows { held.append(row.map(rows.contains) ?? false) }
        } else if promise == .never,
            facts.senders != nil || facts.senderCountries != nil || facts.senderKinds != nil || facts.rows != nil
        {
            return false
        }
        switch promise {
        case .always: return held.contains(false)
        case .never: return !held.isEmpty && !held.contains(false)
        }
    }
}
