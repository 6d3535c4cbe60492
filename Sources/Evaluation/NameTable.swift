internal import SenderModel

/// Texts to positions, looked up by bytes so that a message's text needs no `String`.
///
/// Open addressing. Our own because no dictionary of the standard library can be asked with bytes without making a key
/// first (a `String` costs an allocation past 15 bytes, and UTF-8 validation always). Names are compared eight bytes at a
/// time, and short ones, which most are, with their slot alone.
struct NameTable: Sendable {
    private var slots: [Slot]
    private var texts: [UInt8] = []
    private let mask: Int

    private struct Slot: Sendable {
        /// The name's first eight bytes, zeros after its end.
        var head: UInt64 = 0
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
        var name = name
        name.withUTF8 { insert($0, value) }
    }

    private mutating func insert(_ name: UnsafeBufferPointer<UInt8>, _ value: Int32) {
        let index = slot(of: name)
        guard slots[index].value < 0 else { return }
        slots[index] = Slot(
            head: Self.word(name, 0), start: Int32(truncatingIfNeeded: texts.count),
            count: Int32(truncatingIfNeeded: name.count), value: value)
        texts.append(contentsOf: name)
    }

    /// The position of a name, -1 if it isn't there.
    func find(_ name: UnsafeBufferPointer<UInt8>) -> Int32 { slots[slot(of: name)].value }

    /// The slot that holds a name, or the free one where it belongs.
    @inline(__always)
    private func slot(of name: UnsafeBufferPointer<UInt8>) -> Int {
        let head = Self.word(name, 0)
        var index = Self.hash(name, head) & mask
        while true {
            let slot = slots[index]
            if slot.value < 0 { return index }
            if slot.head == head, Int(slot.count) == name.count, name.count <= 8 || hasRest(of: name, slot) {
                return index
            }
            index = (index + 1) & mask
        }
    }

    /// Whether a slot's name is the same from its ninth byte on.
    private func hasRest(of name: UnsafeBufferPointer<UInt8>, _ slot: Slot) -> Bool {
        texts.withUnsafeBufferPointer { texts in
            for offset in 8..<name.count where texts[Int(slot.start) + offset] != name[offset] { return false }
            return true
        }
    }

    @inline(__always)
    private static func hash(_ name: UnsafeBufferPointer<UInt8>, _ head: UInt64) -> Int {
        var hash = (head ^ UInt64(truncatingIfNeeded: name.count)) &* 0x9E37_79B9_7F4A_7C15
        var offset = 8
        while offset < name.count {
            hash = (hash ^ hash >> 32 ^ word(name, offset)) &* 0xD6E8_FEB8_6659_FD93
            offset += 8
        }
        return Int(truncatingIfNeeded: (hash ^ hash >> 32) & 0x7FFF_FFFF)
    }

    /// Up to eight bytes from an offset that is at most the count, zeros after the end.
    @inline(__always)
    private static func word(_ name: UnsafeBufferPointer<UInt8>, _ offset: Int) -> UInt64 {
        guard let start = name.baseAddress.map({ $0 + offset }) else { return 0 }
        let left = name.count - offset
        if left >= 8 { return UInt64(littleEndian: UnsafeRawPointer(start).loadUnaligned(as: UInt64.self)) }
        var word: UInt64 = 0
        for index in 0..<left { word |= UInt64(start[index]) << UInt64(8 * index) }
        return word
    }
}
