internal import SenderModel

/// What the evaluator asks of an inventory entry beside its gate, ready to compare.
struct EntryFacts: Sendable {
    let kind: SenderKind
    let country: Country?
    let registeredIn: CountrySet
    /// As `Recipient.areaCode`.
    let areaCode: Int32
    /// The place among all entries by what `best` prefers and that doesn't depend on the message: dedicated before
    /// shared, higher trust, later purchase, inventory order.
    var staticRank: Int32 = 0
    /// Whether users have it as their own; who they are is in `Evaluator.owners`.
    var isOwned = false
    /// For rendezvous hashing: (FNV-1a >> 33) mod P and (FNV-1a & 0x7fffffff) mod P of the sender's text.
    let hashA: UInt64
    let hashB: UInt64

    init(_ entry: InventoryEntry) {
        kind = entry.kind
        country = entry.country
        registeredIn = entry.registeredIn
        areaCode = E164.value(of: entry.sender).map { Recipient.areaCode($0, count: entry.sender.utf8.count - 1) } ?? -1
        (hashA, hashB) = Rendezvous.parameters(of: entry.sender)
    }

    func isLocal(to recipient: Country?) -> Bool {
        guard let recipient else { return false }
        return country == recipient || registeredIn.contains(recipient)
    }
}

/// What nearly every decision asks of an entry, close together: all entries' gates lie in the processor's cache.
struct EntryGate: Sendable {
    /// The number as an integer, 0 for a sender that is none.
    let number: UInt64
    /// Bits of `Requirement` that it fails whatever the message: `assigned`, `active`.
    let failures: UInt8
    /// Bits of `Need`.
    let meets: UInt8

    init(_ entry: InventoryEntry) {
        number = E164.value(of: entry.sender) ?? 0
        failures = (entry.isAssigned ? 0 : Require.assigned) | (entry.status == .active ? 0 : Require.active)
        meets = entry.meets.bits
    }
}

/// The choice of a hashed pool: one recipient keeps one sender, and a change of the pool moves as few as possible.
package enum Rendezvous {
    static let prime: UInt64 = 2_147_483_647

    /// What `weight` needs to know of a sender's text.
    package static func parameters(of sender: String) -> (a: UInt64, b: UInt64) {
        let hash = FNV1a.hash(sender.utf8)
        return ((hash >> 33) % prime, (hash & 0x7FFF_FFFF) % prime)
    }

    /// The weight of a sender for a recipient; the greatest wins (contract, section 2, "Pools").
    static func weight(_ entry: EntryFacts, recipient: UInt64) -> UInt64 {
        weight((entry.hashA, entry.hashB), recipient: recipient)
    }

    /// The same by the sender's parameters; `recipient` is the digits as an integer.
    package static func weight(_ parameters: (a: UInt64, b: UInt64), recipient: UInt64) -> UInt64 {
        let (a, b) = parameters
        var x = (recipient % prime + a) % prime
        x = (x * x + b) % prime
        x = (x * x + a) % prime
        return (x * x + b) % prime
    }
}
