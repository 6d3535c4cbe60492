internal import SenderModel

/// All that requirements ask of an entry but whose own it is; entries of one profile fail alike everywhere.
struct EntryProfile: Hashable {
    let kind: SenderKind
    let country: Country?
    let registeredIn: CountrySet
    let meets: UInt8
    /// Bits of `Requirement`: `assigned` and `active` that fail.
    let failures: UInt8

    init(_ entry: InventoryEntry) {
        kind = entry.kind
        country = entry.country
        registeredIn = entry.registeredIn
        meets = entry.meets.bits
        failures = (entry.isAssigned ? 0 : Require.assigned) | (entry.status == .active ? 0 : Require.active)
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

/// Requirements as bits.
enum Require {
    static let assigned = MemberSet<Requirement>.bit(of: .assigned)
    static let active = MemberSet<Requirement>.bit(of: .active)
    static let capable = MemberSet<Requirement>.bit(of: .capable)
    static let compliant = MemberSet<Requirement>.bit(of: .compliant)
    static let owned = MemberSet<Requirement>.bit(of: .owned)
    /// All that don't ask who the user is.
    static let ofEntry = assigned | active | capable | compliant

    /// The reason that stands first in the contract's order, of failing requirements.
    static func reason(_ failing: UInt8) -> RowResult {
        if failing & assigned != 0 { return .notAssigned }
        if failing & active != 0 { return .notActive }
        if failing & capable != 0 { return .notCapable }
        if failing & compliant != 0 { return .notCompliant }
        return .notOwned
    }
}
