internal import SenderModel

/// Texts to positions, looked up by bytes so that a message's text needs no `String`.
///
/// Open addressing. Our own because no dictionary of the standard library can be asked with bytes without making a key
/// first (a `String` costs an allocation past 15 bytes, and UTF-8 validation always). Names are compared eight bytes at a
/// time, and short ones, which most are, with their slot alone.
struct NameTable: Sendable {
    /// First two free ones, for a name that isn't given; behind the last the first one of the others again, so that every
    /// one has a next one.
    private let slots: FixedArray<Slot>
    /// The names longer than eight bytes, before each how many they are in four bytes.
    private let texts: FixedArray<UInt8>
    private let mask: Int

    private struct Slot: Sendable {
        /// The name's first eight bytes as `head` has them.
        var head: UInt64 = 0
        /// How many bytes the name has; of one longer than eight, where it starts among `texts`, and `isLong`.
        var shape: UInt32 = 0
        /// -1: the slot is free.
        var value: Int32 = -1

        @inline(__always) static var isLong: UInt32 { 1 << 31 }

        /// Whether this is the slot of a name that is all in its head. Free slots are those of the empty name.
        @inline(__always)
        func isShort(_ head: UInt64, _ count: Int) -> Bool {
            self.head ^ head | UInt64(truncatingIfNeeded: shape ^ UInt32(truncatingIfNeeded: count)) == 0
        }

        /// Whether this is the slot of a name that has the same head.
        @inline(__always)
        func isNamed(_ name: UnsafeBufferPointer<UInt8>, _ texts: UnsafeBufferPointer<UInt8>) -> Bool {
            shape & Self.isLong == 0 ? Int(shape) == name.count : Self.isEqual(name, texts, shape & ~Self.isLong)
        }

        @inline(never)
        private static func isEqual(
            _ name: UnsafeBufferPointer<UInt8>, _ texts: UnsafeBufferPointer<UInt8>, _ start: UInt32
        ) -> Bool {
            let count = UnsafeRawBufferPointer(texts).loadUnaligned(fromByteOffset: Int(start), as: UInt32.self)
            guard Int(count) == name.count else { return false }
            let text = texts[(Int(start) + 4)...]
            return zip(text, name).allSatisfy { $0 == $1 }
        }
    }

    /// The positions of a list of names that are all different.
    init(_ names: [String], in memory: FixedMemory) {
        self.init(names.enumerated().lazy.map { ($1, Int32(truncatingIfNeeded: $0)) }, count: names.count, in: memory)
    }

    /// - Parameters:
    ///   - names: of a name given twice the first counts.
    ///   - count: how many there are.
    init(_ names: some Sequence<(String, Int32)>, count: Int, in memory: FixedMemory) {
        // Sparse, so that a name is nearly always in the slot where it is looked for or in the next one.
        var size = 8
        while size < count * 4 { size *= 2 }
        mask = size - 1
        var filled = [Slot](repeating: Slot(), count: Self.free + size + 1)
        var texts: [UInt8] = []
        for (name, value) in names {
            var name = name
            name.withUTF8 { Self.insert($0, value, size - 1, &filled, &texts) }
        }
        filled[Self.free + size] = filled[Self.free]
        slots = memory.array(filled)
        self.texts = memory.array(texts)
    }

    private static func insert(
        _ name: UnsafeBufferPointer<UInt8>, _ value: Int32, _ mask: Int, _ slots: inout [Slot], _ texts: inout [UInt8]
    ) {
        let head = head(name)
        var place = hash(name, head) & mask
        while slots[free + place].value >= 0 {
            let slot = slots[free + place]
            if slot.head == head, texts.withUnsafeBufferPointer({ slot.isNamed(name, $0) }) { return }
            place = (place + 1) & mask
        }
        let index = free + place
        slots[index] = Slot(head: head, shape: UInt32(name.count), value: value)
        guard name.count > 8 else { return }
        slots[index].shape = UInt32(texts.count) | Slot.isLong
        withUnsafeBytes(of: UInt32(name.count)) { texts.append(contentsOf: $0) }
        texts.append(contentsOf: name)
    }

    /// Says that a name must be looked up by `find`.
    static var isUnusual: Int32 { -2 }

    /// The position of the name that a part of a message is, -1 if it isn't there or none is given; `isUnusual` where
    /// that doesn't say. What is not given is looked up as what is.
    @inline(__always)
    func findShort(_ slice: Message.Slice, in bytes: MessageBytes) -> Int32 {
        let count = Int(slice.count)
        let absence = slice.start &>> 31
        let start = Int(slice.start & ~absence)
        guard count <= 8, start &+ 8 <= bytes.count else { return Self.isUnusual }
        let word = UnsafeRawPointer(bytes.baseAddress.unsafelyUnwrapped + start).loadUnaligned(as: UInt64.self)
        // Bits, as the compiler makes a branch of `?`. What isn't given equals the first free slot.
        let head =
            UInt64(littleEndian: word) &<< UInt64(truncatingIfNeeded: 64 &- 8 &* count)
            & UInt64(bitPattern: Int64(~absence))
        let index = (Self.hash(head, count) & mask &+ Self.free) & ~Int(absence)
        let first = slots.place(index)
        let next = first + 1
        let isFirst = first.pointee.isShort(head, count)
        let isNext = next.pointee.isShort(head, count)
        // A free slot's value is -1.
        if !isFirst, !isNext, first.pointee.value & next.pointee.value >= 0 { return Self.isUnusual }
        return isFirst ? first.pointee.value : isNext ? next.pointee.value : -1
    }

    /// Slots before those that hashes mean.
    private static var free: Int { 2 }

    /// The position of a name, -1 if it isn't there.
    @inline(__always)
    func find(_ name: UnsafeBufferPointer<UInt8>) -> Int32 {
        let head = Self.head(name)
        var index = Self.hash(name, head) & mask
        while true {
            let slot = slots[index &+ Self.free]
            if slot.value < 0 { return -1 }
            if slot.head == head, slot.isNamed(name, texts.all) { return slot.value }
            index = (index &+ 1) & mask
        }
    }

    /// The position of a name, -1 if it isn't there.
    func find(_ name: String) -> Int32 {
        var name = name
        return name.withUTF8 { find($0) }
    }

    @inline(__always)
    private static func hash(_ name: UnsafeBufferPointer<UInt8>, _ head: UInt64) -> Int {
        if name.count <= 8 { return hash(head, name.count) }
        let hash = hashOfRest(name, mixed(head ^ UInt64(truncatingIfNeeded: name.count)))
        return Int(truncatingIfNeeded: hash)
    }

    /// The same of a name that the head is all of.
    @inline(__always)
    private static func hash(_ head: UInt64, _ count: Int) -> Int {
        Int(truncatingIfNeeded: mixed(head ^ UInt64(truncatingIfNeeded: count)))
    }

    /// Both halves of a product: every bit counts, the last letters' too.
    @inline(__always)
    private static func mixed(_ word: UInt64) -> UInt64 {
        let product = (word ^ 0xD6E8_FEB8_6659_FD93).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
        return product.high ^ product.low
    }

    @inline(never)
    private static func hashOfRest(_ name: UnsafeBufferPointer<UInt8>, _ hash: UInt64) -> UInt64 {
        var hash = hash
        var offset = 8
        while offset < name.count {
            let part = head(UnsafeBufferPointer(rebasing: name[offset...]))
            hash = mixed(hash ^ part)
            offset += 8
        }
        return hash
    }

    /// The first eight bytes as one word, of a shorter name all of them, behind zeros: names of one length with the same
    /// word are the same so far.
    @inline(__always)
    private static func head(_ name: UnsafeBufferPointer<UInt8>) -> UInt64 {
        if name.count >= 8, let start = name.baseAddress {
            return UInt64(littleEndian: UnsafeRawPointer(start).loadUnaligned(as: UInt64.self))
        }
        return name.reversed().reduce(0) { $0 << 8 | UInt64($1) } << UInt64(64 - 8 * name.count)
    }
}
