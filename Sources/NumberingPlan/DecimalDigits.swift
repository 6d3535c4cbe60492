/// The decimal digits of an integer, first digit first.
///
/// Kept as the fraction value / 10^count: the next digit is what ten times the fraction puts before the point. This
/// costs one multiplication a digit, and the first digit, which the walk waits for, comes first.
struct DecimalDigits {
    /// The fraction, in units of 2^-64.
    private var fraction: UInt64

    /// `count` digits of `value`, zeros before them as needed; nil if it has more, or `count` is not in 1...15.
    init?(_ value: UInt64, count: Int) {
        guard (1...15).contains(count) else { return nil }
        let (reciprocal, shift) = Self.reciprocals[count]
        let product = value.multipliedFullWidth(by: reciprocal)
        // From 10^count on, and only then, the fraction is 1 or more: the reciprocal is not too small.
        guard product.high &>> shift == 0 else { return nil }
        // What is computed is less than one unit too small and less than two too large. One unit more and it lies
        // between the true fraction and the next value's, which are 2^64 / 10^15 > 18,000 units apart or more.
        fraction = (product.high &<< (64 &- shift) | product.low &>> shift) &+ 1
    }

    /// Takes the next digit, 0...9.
    mutating func removeFirst() -> UInt8 {
        let (digit, rest) = fraction.multipliedFullWidth(by: 10)
        fraction = rest
        return UInt8(truncatingIfNeeded: digit)
    }

    /// For each count, 2^(64 + shift) / 10^count rounded up, where 2^shift is the greatest power not above 10^count.
    static let reciprocals: [(value: UInt64, shift: UInt64)] = [
        (0, 0),
        (0xCCCC_CCCC_CCCC_CCCD, 3),
        (0xA3D7_0A3D_70A3_D70B, 6),
        (0x8312_6E97_8D4F_DF3C, 9),
        (0xD1B7_1758_E219_652C, 13),
        (0xA7C5_AC47_1B47_8424, 16),
        (0x8637_BD05_AF6C_69B6, 19),
        (0xD6BF_94D5_E57A_42BD, 23),
        (0xABCC_7711_8461_CEFD, 26),
        (0x8970_5F41_36B4_A598, 29),
        (0xDBE6_FECE_BDED_D5BF, 33),
        (0xAFEB_FF0B_CB24_AAFF, 36),
        (0x8CBC_CC09_6F50_88CC, 39),
        (0xE12E_1342_4BB4_0E14, 43),
        (0xB424_DC35_095C_D810, 46),
        (0x901D_7CF7_3AB0_ACDA, 49),
    ]
}
