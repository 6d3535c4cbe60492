internal import SenderModel

/// Texts to positions, looked up by bytes so that a message's text needs no `String`.
///
/// Open addressing. Our own because no dictionary of the standard library can be asked with bytes without making a key
/// first (a `String` costs an allocation past 15 bytes, and UTF-8 validation always). Names are compared eight bytes at a
/// time, and short ones, which most are, with their slot alone.
struct NameTable: Sendable {
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
        var size = 8
        while size < count * 2 { size *= 2 }
        mask = size - 1
        var filled = [Slot](repeating: Slot(), count: size)
        var texts: [UInt8] = []
        for (name, value) in names {
            var name = name
            name.withUTF8 { Self.insert($0, value, &filled, &texts) }
        }
        slots = memory.array(filled)
        self.texts = memory.array(texts)
    }

    private static func insert(
        _ name: UnsafeBufferPointer<UInt8>, _ value: Int32, _ slots: inout [Slot], _ texts: inout [UInt8]
    ) {
        let head = head(name)
        var index = hash(name, head) & (slots.count - 1)
        while slots[index].value >= 0 {
            if slots[index].head == head, texts.withUnsafeBufferPointer({ slots[index].isNamed(name, $0) }) { return }
            index = (index + 1) & (slots.count - 1)
        }
        slots[index] = Slot(head: head, shape: UInt32(name.count), value: value)
        guard name.count > 8 else { return }
        slots[index].shape = UInt32(texts.count) | Slot.isLong
        withUnsafeBytes(of: UInt32(name.count)) { texts.append(contentsOf: $0) }
        texts.append(contentsOf: name)
    }

    /// The position of a name, -1 if it isn't there.
    @inline(__always)
    func find(_ name: UnsafeBufferPointer<UInt8>) -> Int32 {
        let head = Self.head(name)
        var index = Self.hash(name, head) & mask
        while true {
            let slot = slots[index]
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
        var hash = mixed(head ^ UInt64(truncatingIfNeeded: name.count))
        if name.count > 8 { hash = hashOfRest(name, hash) }
        return Int(truncatingIfNeeded: hash & 0x7FFF_FFFF)
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

    /// The first eight bytes as one word, of a shorter name all of them: names of one length with the same word are the
    /// same so far.
    @inline(__always)
    private static func head(_ name: UnsafeBufferPointer<UInt8>) -> UInt64 {
        guard let address = name.baseAddress else { return 0 }
        let start = UnsafeRawPointer(address)
        // Two loads that overlap cover what one is too long for.
        switch name.count {
        case 8...: return start.loadUnaligned(as: UInt64.self)
        case 4...:
            let last = start.loadUnaligned(fromByteOffset: name.count &- 4, as: UInt32.self)
            return UInt64(start.loadUnaligned(as: UInt32.self)) | UInt64(last) &<< 32
        case 2...:
            let last = start.loadUnaligned(fromByteOffset: name.count &- 2, as: UInt16.self)
            return UInt64(start.loadUnaligned(as: UInt16.self)) | UInt64(last) &<< 16
        case 1: return UInt64(address[0])
        default: return 0
        }
    }
}
