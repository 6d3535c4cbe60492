internal import SenderModel

/// Texts to positions, looked up by bytes so that a message's text needs no `String`.
///
/// Open addressing over FNV-1a. Our own because no dictionary of the standard library can be asked with bytes without
/// making a key first (a `String` costs an allocation past 15 bytes, and UTF-8 validation always).
struct NameTable: Sendable {
    private var slots: [Slot]
    private var texts: [UInt8] = []
    private let mask: Int

    private struct Slot: Sendable {
        var hash: UInt64 = 0
        var start: Int32 = 0
        var count: Int32 = 0
        /// -1: the slot is free.
        var value: Int32 = -1
    }

    init(capacity: Int) {
        var size = 8
        while size < capacity * 2 { size *= 2 }
        slots = Array(repeating: Slot(), count: size)
        mask = size - 1
    }

    /// The positions of a list of names that are all different.
    init(_ names: [String]) {
        self.init(capacity: names.count)
        for (index, name) in names.enumerated() { insert(name, Int32(truncatingIfNeeded: index)) }
    }

    /// Adds a name unless it is there; capacity must suffice.
    mutating func insert(_ name: String, _ value: Int32) {
        let bytes = Array(name.utf8)
        let hash = bytes.withUnsafeBufferPointer(Self.hash)
        var index = Int(truncatingIfNeeded: hash) & mask
        while slots[index].value >= 0 {
            let slot = slots[index]
            if slot.hash == hash, Int(slot.count) == bytes.count,
                texts[Int(slot.start)..<Int(slot.start + slot.count)].elementsEqual(bytes)
            {
                return
            }
            index = (index + 1) & mask
        }
        slots[index] = Slot(
            hash: hash, start: Int32(truncatingIfNeeded: texts.count), count: Int32(truncatingIfNeeded: bytes.count),
            value: value)
        texts.append(contentsOf: bytes)
    }

    /// The position of a name, -1 if it isn't there.
    func find(_ name: UnsafeBufferPointer<UInt8>) -> Int32 {
        let hash = Self.hash(name)
        var index = Int(truncatingIfNeeded: hash) & mask
        while true {
            let slot = slots[index]
            guard slot.value >= 0 else { return -1 }
            if slot.hash == hash, Int(slot.count) == name.count {
                let isSame = texts.withUnsafeBufferPointer { texts in
                    for offset in 0..<name.count where texts[Int(slot.start) + offset] != name[offset] { return false }
                    return true
                }
                if isSame { return slot.value }
            }
            index = (index + 1) & mask
        }
    }

    @inline(__always)
    private static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
        // FNV-1a mixes its low bits well enough for a mask once the high ones are folded in.
        let hash = FNV1a.hash(bytes)
        return hash ^ (hash >> 32)
    }
}
