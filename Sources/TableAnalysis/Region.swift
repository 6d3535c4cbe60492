/// A set of messages of a slice: a set of values for each input.
struct Region: Hashable, Mixed {
    /// `conversation`, `from`, `first_used`, `last_used`: masks of the open alphabet.
    var conversation: OpenAlphabet.Mask
    var from: OpenAlphabet.Mask
    var firstUsed: OpenAlphabet.Mask
    var lastUsed: OpenAlphabet.Mask
    /// Of the user alphabet.
    var userClasses: UserAlphabet.Mask
    /// Of `ValueConstraints`.
    var users: Int32
    var areaCodes: Int32
    /// Of `AttributeSets`.
    var attributes: Int32
    /// `best` bits that must be won, and lost, by the user's own number.
    var wins: UInt16
    var loses: UInt16
    /// Bit 0 not given, bit i + 1 the i-th of the closed list.
    var origins: UInt8
    var purposes: UInt8

    static let allOrigins: UInt8 = 0b11_1111
    static let allPurposes: UInt8 = 0b1111

    init(_ space: AnalysisSpace) {
        conversation = space.open.all
        from = space.open.all
        firstUsed = space.open.all
        lastUsed = space.open.all
        userClasses = space.users.all
        users = ValueConstraints.any
        areaCodes = ValueConstraints.any
        attributes = AttributeSets.all
        wins = 0
        loses = 0
        origins = Self.allOrigins
        purposes = Self.allPurposes
    }

    func hash(into hasher: inout Hasher) { hasher.combine(mixed) }

    /// All of it as one number.
    var mixed: UInt64 {
        var mix = Mix()
        for input in 0..<4 {
            mix.add(UInt64(truncatingIfNeeded: self[open: input]))
            mix.add(UInt64(truncatingIfNeeded: self[open: input] >> 64))
        }
        mix.add(userClasses)
        mix.add(users, areaCodes)
        mix.add(attributes, Int32(origins) | Int32(purposes) << 8)
        mix.add(Int32(wins), Int32(loses))
        return mix.value
    }

    subscript(open input: Int) -> OpenAlphabet.Mask {
        @inline(__always)
        get {
            switch input {
            case 0: conversation
            case 1: from
            case 2: firstUsed
            default: lastUsed
            }
        }
        @inline(__always)
        set {
            switch input {
            case 0: conversation = newValue
            case 1: from = newValue
            case 2: firstUsed = newValue
            default: lastUsed = newValue
            }
        }
    }
}
