/// Where things stand in a list of their own, by what they come to as one number.
///
/// A dictionary of positions without keys: whoever asks compares with what is in the list. `Hasher` takes longer than
/// everything else where keys are a few numbers each and are asked for by the million: with dictionaries, a large
/// difference spent an eighth of its instructions on hashing.
struct PositionTable {
    private struct Slot {
        var hash: UInt64 = 0
        /// -1 for a free one.
        var position: Int32 = -1
    }

    /// None, or a power of two of them, at most half of them taken.
    private var slots: [Slot] = []
    private var count = 0

    init() {}

    /// - Parameter capacity: how many are likely to come.
    init(capacity: Int) {
        slots = Array(filled: Slot(), count: 1 << (Int.bitWidth - (max(capacity, 8) * 2 - 1).leadingZeroBitCount))
    }

    /// The position of something that is in the list.
    ///
    /// - Parameters:
    ///   - hash: of `Mix`.
    ///   - isWanted: whether what stands at a position is meant; it has the same hash.
    @inline(__always)
    func position(_ hash: UInt64, where isWanted: (Int32) -> Bool) -> Int32? {
        if count == 0 { return nil }
        return slots.withUnsafeBufferPointer { slots in
            var index = Int(truncatingIfNeeded: hash) & (slots.count - 1)
            while slots[index].position >= 0 {
                if slots[index].hash == hash, isWanted(slots[index].position) { return slots[index].position }
                index = (index + 1) & (slots.count - 1)
            }
            return nil
        }
    }

    /// Adds something that isn't there yet.
    mutating func insert(_ hash: UInt64, _ position: Int32) {
        count += 1
        if count * 2 > slots.count { grow() }
        put(Slot(hash: hash, position: position))
    }

    /// Lets everything go.
    mutating func removeAll() {
        if count == 0 { return }
        for index in slots.indices { slots[index] = Slot() }
        count = 0
    }

    private mutating func put(_ slot: Slot) {
        var index = Int(truncatingIfNeeded: slot.hash) & (slots.count - 1)
        while slots[index].position >= 0 { index = (index + 1) & (slots.count - 1) }
        slots[index] = slot
    }

    private mutating func grow() {
        let old = slots
        slots = Array(filled: Slot(), count: max(old.count * 2, 16))
        for slot in old where slot.position >= 0 { put(slot) }
    }
}

/// Something that comes to one number (`Mix`).
protocol Mixed: Equatable {
    var mixed: UInt64 { get }
}

/// Different things in the order they came up.
struct Interned<Element: Mixed> {
    private(set) var elements: [Element] = []
    private var positions = PositionTable()

    /// Where one stands, at the end if it is new.
    @inline(__always)
    mutating func position(of element: Element) -> Int32 {
        let hash = element.mixed
        if let known = positions.position(hash, where: { elements[Int($0)] == element }) { return known }
        positions.insert(hash, Int32(elements.count))
        elements.append(element)
        return Int32(elements.count - 1)
    }
}

/// Numbers by two numbers.
struct PairTable {
    private var positions = PositionTable()

    /// What stands for a pair, -1 for nothing yet.
    subscript(a: Int32, b: Int32) -> Int32 {
        get { positions.position(Self.hash(a, b)) { _ in true } ?? -1 }
        set { positions.insert(Self.hash(a, b), newValue) }
    }

    /// No two pairs come to the same: each step of `Mix` can be undone.
    private static func hash(_ a: Int32, _ b: Int32) -> UInt64 {
        var mix = Mix()
        mix.add(a, b)
        return mix.value
    }
}
