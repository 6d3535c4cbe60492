internal import SenderModel

/// What nearly every decision asks of an entry. Small, so that it lies wherever an entry is found: finding one and
/// checking it touch the same line of the processor's cache. One word, which is read at once and handed on in one register.
struct EntryGate: Sendable {
    private let word: UInt64

    static var none: EntryGate { EntryGate(entry: -1, failures: 0, meets: 0, lowDigits: 0) }

    private init(entry: Int32, failures: UInt8, meets: UInt8, lowDigits: UInt16) {
        word =
            UInt64(UInt32(bitPattern: entry)) << 32 | UInt64(lowDigits) << 16 | UInt64(meets) << 8 | UInt64(failures)
    }

    /// Says nothing: another one joined with it stays as it is.
    static var blank: EntryGate { EntryGate(entry: 0, failures: 0, meets: 0, lowDigits: 0) }

    /// - Parameter other: blank, unless this one is.
    @inline(__always)
    func joined(with other: EntryGate) -> EntryGate { EntryGate(word: word | other.word) }

    private init(word: UInt64) { self.word = word }

    init(_ inventory: borrowing [InventoryEntry], _ entry: Int, number: UInt64, isOwned: Bool) {
        let failures =
            (inventory[entry].isAssigned ? 0 : Require.assigned)
            | (inventory[entry].status == .active ? 0 : Require.active) | (isOwned ? Require.owned : 0)
        let meets = InventoryEntry.meets(inventory[entry].capabilities, inventory[entry].kind)
        self.init(
            entry: Int32(entry), failures: failures, meets: meets.bits, lowDigits: E164.lowDigits(of: number))
    }

    /// Position in the inventory; -1 stands for no entry.
    @inline(__always)
    var entry: Int32 { Int32(truncatingIfNeeded: Int64(bitPattern: word) &>> 32) }
    /// Bits of `Requirement` that it fails whatever the message, `assigned` and `active`; and `owned` where users have it
    /// as their own, for whom it may fail.
    @inline(__always)
    var failures: UInt8 { UInt8(truncatingIfNeeded: word) }
    /// Bits of `Need`.
    @inline(__always)
    var meets: UInt8 { UInt8(truncatingIfNeeded: word &>> 8) }
    /// `E164.lowDigits` of `EntryFacts.number`: most numbers are told apart without looking there.
    @inline(__always)
    var lowDigits: UInt16 { UInt16(truncatingIfNeeded: word &>> 16) }

    @inline(__always)
    var isEntry: Bool { Int64(bitPattern: word) >= 0 }
    /// 1 where there is no entry, 0 where there is one.
    @inline(__always)
    var absence: Int { Int(truncatingIfNeeded: word &>> 63) }
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
    /// As `Recipient.areaCode`; -1 where no pool prefers area codes.
    let areaCode: Int32
    /// The place among all entries by what `best` prefers and that doesn't depend on the message: dedicated before
    /// shared, higher trust, later purchase, inventory order.
    let staticRank: Int32
    /// For rendezvous hashing: (FNV-1a >> 33) mod P and (FNV-1a & 0x7fffffff) mod P of the sender's text; 0 where no pool
    /// hashes.
    let hashA: UInt64
    let hashB: UInt64

    /// - Parameter preferences: of all pools.
    init(
        _ inventory: borrowing [InventoryEntry], _ entry: Int, staticRank: Int32,
        preferences: MemberSet<PoolPreference>
    ) {
        self.staticRank = staticRank
        kind = inventory[entry].kind
        country = inventory[entry].country
        registeredIn = inventory[entry].registeredIn
        let sender = inventory[entry].sender
        let number = E164.value(of: sender)
        self.number = number ?? 0
        areaCode =
            preferences.contains(.areaCode)
            ? number.map { Recipient.areaCode($0, count: sender.utf8.count - 1) } ?? -1 : -1
        (hashA, hashB) = preferences.contains(.hash) ? Rendezvous.parameters(of: sender) : (0, 0)
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
