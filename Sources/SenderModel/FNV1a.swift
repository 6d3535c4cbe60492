/// 64-bit FNV-1a (Fowler, Noll, Vo): for tables of names, the contract's pools, and fingerprints. No defence against
/// anybody. Inlinable: a generic function is not specialised across modules otherwise.
public enum FNV1a {
    /// The 64-bit hash of some bytes.
    @inlinable @inline(__always)
    public static func hash(_ bytes: some Sequence<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return hash
    }
}
