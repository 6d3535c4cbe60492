public import SenderModel

/// A promise about all messages: section 7 of the contract.
public struct Invariant: Hashable, Sendable {
    /// Which messages it speaks of; nil for all with a possible recipient.
    public var condition: DecisionTable.Condition?
    /// What is promised of them.
    public var promise: Promise
    /// What is promised, or, with `never`, what must not come together.
    public var facts: Facts

    /// Something that holds for every message spoken of, or for none.
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
        /// The sender's country is one of these; nil for any.
        public var senderCountries: CountrySet?
        /// The sender is of one of these kinds; nil for any.
        public var senderKinds: Set<SenderKind>?
        /// Positions of rows.
        public var rows: Set<Int>?
        /// The outcome is one of these; nil for any.
        public var outcomes: Set<Outcome>?

        /// Facts that are true of every decision.
        public init() {}
    }

    /// A promise about the messages that meet a condition.
    public init(_ promise: Promise, _ facts: Facts, for condition: DecisionTable.Condition? = nil) {
        self.promise = promise
        self.facts = facts
        self.condition = condition
    }

    /// What came of an attempt to prove it.
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
