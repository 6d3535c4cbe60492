internal import CPrefetch

/// E.164 numbers as integers to entries. Open addressing; our own because `Dictionary` takes 15-30 ns a look-up where
/// this takes 5 (measured on the workload of the benchmark suite).
struct NumberTable: Sendable {
    private let slots: FixedArray<Slot>
    private let mask: Int

    private struct Slot: Sendable {
        /// 0: the slot is free; no number is 0.
        var number: UInt64 = 0
        var gate = EntryGate.none
    }

    /// - Parameter numbers: of a number given twice the first counts.
    init(_ numbers: [(number: UInt64, gate: EntryGate)], in memory: FixedMemory) {
        // Sparse, so that most numbers are found by the first look; where there are many, memory counts more.
        var size = 8
        while size < numbers.count * (numbers.count > 1 << 14 ? 2 : 4) { size *= 2 }
        mask = size - 1
        var slots = [Slot](repeating: Slot(), count: size)
        for (number, gate) in numbers {
            var index = Self.hash(number) & mask
            while slots[index].number != 0, slots[index].number != number { index = (index + 1) & mask }
            if slots[index].number == 0 { slots[index] = Slot(number: number, gate: gate) }
        }
        self.slots = memory.array(slots)
    }

    /// The entry with a number.
    @inline(__always)
    func find(_ number: UInt64) -> EntryGate {
        var index = Self.hash(number) & mask
        while true {
            let slot = slots[index]
            // A free slot has no entry.
            if slot.number == number || slot.number == 0 { return slot.gate }
            index = (index &+ 1) & mask
        }
    }

    /// Whether it takes more memory than a core's own cache has.
    var isLarge: Bool { slots.count * MemoryLayout<Slot>.stride >= 1 << 20 }

    /// Begins to fetch what `find` will read.
    @inline(__always)
    func prefetch(_ number: UInt64) { sendfrom_prefetch(slots.place(Self.hash(number) & mask)) }

    @inline(__always)
    private static func hash(_ number: UInt64) -> Int {
        let mixed = (number ^ (number >> 32)) &* 0x9E37_79B9_7F4A_7C15
        return Int(truncatingIfNeeded: mixed ^ (mixed >> 29)) & Int.max
    }
}
