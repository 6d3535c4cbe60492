internal import SenderModel

/// All that requirements ask of an entry but whose own it is; entries of one profile fail alike everywhere.
struct EntryProfile: Mixed {
    let kind: SenderKind
    let country: Country?
    let registeredIn: CountrySet
    let meets: UInt8
    /// Bits of `Requirement`: `assigned` and `active` that fail.
    let failures: UInt8

    init(_ inventory: [InventoryEntry], _ entry: Int) {
        kind = inventory[entry].kind
        country = inventory[entry].country
        registeredIn = inventory[entry].registeredIn
        meets = InventoryEntry.meets(inventory[entry].capabilities, inventory[entry].kind).bits
        failures =
            (inventory[entry].isAssigned ? 0 : Require.assigned)
            | (inventory[entry].status == .active ? 0 : Require.active)
    }

    var mixed: UInt64 {
        var mix = Mix()
        // Thousands of profiles may differ in this alone.
        for index in 0..<4 { mix.add(registeredIn.bits[index]) }
        mix.add(
            UInt64(kind.ordinal) << 32 | UInt64(country?.index ?? .max) << 16 | UInt64(meets) << 8 | UInt64(failures))
        return mix.value
    }

    func isLocal(to recipient: Country?) -> Bool {
        guard let recipient else { return false }
        return country == recipient || registeredIn.contains(recipient)
    }

    func verdict(_ recipient: Country?, _ rule: CountryRule) -> Verdict {
        guard let recipient else { return .unknown }
        return rule.verdict(
            kind: kind, senderCountry: country, isRegistered: registeredIn.contains(recipient), recipient: recipient)
    }
}

/// The different profiles of all tables' entries, in one numbering.
struct EntryProfiles {
    let all: [EntryProfile]
    /// By profile, as `EntryProfile` has them.
    private(set) var failures: [UInt8] = []
    private(set) var meets: [UInt8] = []
    /// By table and entry.
    private(set) var ofEntries: [[Int32]] = []

    init(_ tables: [DecisionTable]) {
        var met = Interned<EntryProfile>()
        ofEntries = tables.indices.map { side in
            let inventory = tables[side].inventory
            return inventory.indices.map { met.position(of: EntryProfile(inventory, $0)) }
        }
        all = met.elements
        failures = all.map(\.failures)
        meets = all.map(\.meets)
    }
}

/// Requirements as bits. Computed: a stored one is looked up at every use, and rows and entries are asked by the million.
enum Require {
    @inline(__always) static var assigned: UInt8 { MemberSet<Requirement>.bit(of: .assigned) }
    @inline(__always) static var active: UInt8 { MemberSet<Requirement>.bit(of: .active) }
    @inline(__always) static var capable: UInt8 { MemberSet<Requirement>.bit(of: .capable) }
    @inline(__always) static var compliant: UInt8 { MemberSet<Requirement>.bit(of: .compliant) }
    @inline(__always) static var owned: UInt8 { MemberSet<Requirement>.bit(of: .owned) }
    /// All that don't ask who the user is.
    @inline(__always) static var ofEntry: UInt8 { assigned | active | capable | compliant }

    /// The reason that stands first in the contract's order, of failing requirements.
    static func reason(_ failing: UInt8) -> RowResult {
        if failing & assigned != 0 { return .notAssigned }
        if failing & active != 0 { return .notActive }
        if failing & capable != 0 { return .notCapable }
        if failing & compliant != 0 { return .notCompliant }
        return .notOwned
    }
}
