/// Many small numbers made one before they are hashed: `Hasher` takes its time for each.
struct Mix {
    private(set) var value: UInt64 = 0

    mutating func add(_ number: UInt64) {
        value = (value ^ number) &* 0x9E37_79B9_7F4A_7C15
        value ^= value >> 29
    }

    mutating func add(_ a: Int32, _ b: Int32) {
        add(UInt64(UInt32(bitPattern: a)) << 32 | UInt64(UInt32(bitPattern: b)))
    }
}
