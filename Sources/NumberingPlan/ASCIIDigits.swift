extension UnsafeBufferPointer<UInt8> {
    /// Whether every byte is an ASCII digit.
    @inline(__always)
    var areASCIIDigits: Bool {
        guard (8...16).contains(count) else { return allSatisfy { $0 &- UInt8(ascii: "0") < 10 } }
        // Two words, which overlap, instead of a loop: its end is a branch that lengths make hard to predict.
        let bytes = UnsafeRawBufferPointer(self)
        return Self.areASCIIDigits(bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self))
            && Self.areASCIIDigits(bytes.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self))
    }

    /// Whether the 8 bytes of a word are ASCII digits: 3 in the upper half, and still 3 when 6 is added.
    @inline(__always)
    private static func areASCIIDigits(_ word: UInt64) -> Bool {
        let upper: UInt64 = 0xF0F0_F0F0_F0F0_F0F0
        let plusSix = word &+ 0x0606_0606_0606_0606
        return word & upper | (plusSix & upper) >> 4 == 0x3333_3333_3333_3333
    }
}
