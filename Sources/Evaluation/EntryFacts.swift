internal import SenderModel

/// What nearly every decision asks of an entry. Small, so that it lies wherever an entry is found: finding one and
/// checking it touch the same line of the processor's cache.
struct EntryGate: Sendable {
    /// Position in the inventory; -1 stands for no entry.
    let entry: Int32
    /// Bits of `Requirement` that it fails whatever the message, `assigned` and `active`; and `owned` where users have it
    /// as their own, for whom it may fail.
    let failures: UInt8
    /// Bits of `Need`.
    let meets: UInt8
    /// The lowest bits of `EntryFacts.number`: most numbers are told apart without looking there.
    let lowNumber: UInt16

    static let none = EntryGate(entry: -1, failures: 0, meets: 0, lowNumber: 0)

    private init(entry: Int32, failures: UInt8, meets: UInt8, lowNumber: UInt16) {
        self.entry = entry
        self.failures = failures
        self.meets = meets
        self.lowNumber = lowNumber
    }

    init(_ entry: InventoryEntry, at position: Int, number: UInt64, isOwned: Bool) {
        self.entry = Int32(position)
        failures =
            (entry.isAssigned ? 0 : Require.assigned) | (entry.status == .active ? 0 : Require.active)
            | (isOwned ? Require.owned : 0)
        meets = entry.meets.bits
        lowNumber = UInt16(truncatingIfNeeded: number)
    }

    @inline(__always)
    var isEntry: Bool { entry >= 0 }
    @inline(__always)
    var isOwned: Bool { failures & Require.owned != 0 }
}

/// What the evaluator asks of an inventory entry beside its gate, ready to compare.
struct EntryFacts: Sendable {
    /// The number as an integer, 0 for a sender that is none.
    let number: UInt64
    let kind: SenderKind
    let country: Country?
    let registeredIn: CountrySet
    /// As `Recipient.areaCode`.
    let areaCode: Int32
    /// The place among all entries by what `best` prefers and that doesn't depend on the message: dedicated before
    /// shared, higher trust, later purchase, inventory order.
    var staticRank: Int32 = 0
    /// For rendezvous hashing: (FNV-1a >> 33) mod P and (FNV-1a & 0x7fffffff) mod P of the sender's text.
    let hashA: UInt64
    let hashB: UInt64

    init(_ entry: InventoryEntry) {
        kind = entry.kind
        country = entry.country
        registeredIn = entry.registeredIn
        let number = E164.value(of: entry.sender)
        self.number = number ?? 0
        areaCode = number.map { Recipient.areaCode($0, count: entry.sender.utf8.count - 1) } ?? -1
        (hashA, hashB) = Rendezvous.parameters(of: entry.sender)
    }

    func isLocal(to recipient: Country?) -> Bool {
        guard let recipient else { return false }
        return country == recipient || registeredIn.contains(recipient)
    }
}

/// The choice of a hashed pool: one recipient keeps one sender, and a change of the pool moves as few as possible.
package enum Rendezvous {
    package static let prime: UInt64 = 2_147_483_647

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
