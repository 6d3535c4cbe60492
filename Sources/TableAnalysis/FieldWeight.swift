/// Four numbers modulo 2^61 - 1: what messages and outcomes weigh in a digest.
struct FieldWeight: Hashable {
    static let prime: UInt64 = (1 << 61) - 1

    var lanes: SIMD4<UInt64>

    static let zero = FieldWeight(lanes: .zero)
    static let one = FieldWeight(lanes: .one)

    /// Pseudo-random by a text, the same on every machine.
    init(of text: String) {
        var text = text
        let state = text.withUTF8(SHA256.state)
        var lanes = SIMD4<UInt64>.zero
        for lane in 0..<4 {
            lanes[lane] = (UInt64(state[lane * 2]) << 32 | UInt64(state[lane * 2 + 1])) % Self.prime
        }
        self.lanes = lanes
    }

    init(lanes: SIMD4<UInt64>) { self.lanes = lanes }

    @inline(__always)
    static func + (a: FieldWeight, b: FieldWeight) -> FieldWeight {
        let sum = a.lanes &+ b.lanes
        return FieldWeight(lanes: sum.replacing(with: sum &- prime, where: sum .>= prime))
    }

    @inline(__always)
    static func - (a: FieldWeight, b: FieldWeight) -> FieldWeight {
        let difference = a.lanes &+ (SIMD4(repeating: prime) &- b.lanes)
        return FieldWeight(lanes: difference.replacing(with: difference &- prime, where: difference .>= prime))
    }

    @inline(__always)
    static func * (a: FieldWeight, b: FieldWeight) -> FieldWeight {
        FieldWeight(
            lanes: SIMD4(
                product(a.lanes.x, b.lanes.x), product(a.lanes.y, b.lanes.y), product(a.lanes.z, b.lanes.z),
                product(a.lanes.w, b.lanes.w)))
    }

    @inline(__always)
    static func += (a: inout FieldWeight, b: FieldWeight) { a = a + b }

    @inline(__always)
    private static func product(_ a: UInt64, _ b: UInt64) -> UInt64 {
        let (high, low) = a.multipliedFullWidth(by: b)
        let sum = (low & prime) &+ (high &<< 3 | low &>> 61)
        return sum >= prime ? sum &- prime : sum
    }

    /// 64 hexadecimal digits.
    var text: String {
        var text = ""
        for lane in 0..<4 {
            let digits = String(lanes[lane], radix: 16)
            text += String(repeating: "0", count: 16 - digits.count) + digits
        }
        return text
    }
}

/// SHA-256 (FIPS 180-4). Our own: swift-crypto would compile all of BoringSSL, a minute and some megabytes, for this one
/// function, and nothing here is a secret.
package enum SHA256 {
    private static let constants: [UInt32] = [
        0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4, 0xab1c_5ed5,
        0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174,
        0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da,
        0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7, 0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967,
        0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85,
        0xa2bf_e8a1, 0xa81a_664b, 0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070,
        0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
        0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2,
    ]

    /// The 32 bytes of a message.
    package static func digest(_ message: [UInt8]) -> [UInt8] {
        let state = message.withUnsafeBufferPointer(state)
        return state.indices.flatMap { index in
            stride(from: 24, through: 0, by: -8).map { UInt8(truncatingIfNeeded: state[index] >> UInt32($0)) }
        }
    }

    /// The same as words. Without an array: a digest of a large table asks for tens of thousands.
    static func state(_ message: UnsafeBufferPointer<UInt8>) -> SIMD8<UInt32> {
        var state = SIMD8<UInt32>(
            0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19)
        // The message, 0x80, zeros to 8 bytes below a multiple of 64, and its length in bits.
        let length = (message.count + 9 + 63) / 64 * 64
        let bits = UInt64(message.count) * 8
        func byte(_ index: Int) -> UInt32 {
            if index < message.count { return UInt32(message[index]) }
            if index == message.count { return 0x80 }
            let left = length - 1 - index
            return left < 8 ? UInt32(truncatingIfNeeded: bits >> UInt64(left * 8)) & 0xFF : 0
        }
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 64) { words in
            for block in stride(from: 0, to: length, by: 64) {
                for index in 0..<16 {
                    let start = block + index * 4
                    words[index] = byte(start) << 24 | byte(start + 1) << 16 | byte(start + 2) << 8 | byte(start + 3)
                }
                for index in 16..<64 {
                    let (a, b) = (words[index - 15], words[index - 2])
                    let first = rotated(a, 7) ^ rotated(a, 18) ^ a >> 3
                    let second = rotated(b, 17) ^ rotated(b, 19) ^ b >> 10
                    words[index] = words[index - 16] &+ first &+ words[index - 7] &+ second
                }
                state = compressed(state, UnsafeBufferPointer(words))
            }
        }
        return state
    }

    private static func compressed(
        _ state: SIMD8<UInt32>, _ words: UnsafeBufferPointer<UInt32>
    ) -> SIMD8<UInt32> {
        var (a, b, c, d) = (state[0], state[1], state[2], state[3])
        var (e, f, g, h) = (state[4], state[5], state[6], state[7])
        constants.withUnsafeBufferPointer { constants in
            for index in 0..<64 {
                let first = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)
                let choice = (e & f) ^ (~e & g)
                let one = h &+ first &+ choice &+ constants[index] &+ words[index]
                let second = rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)
                let two = second &+ ((a & b) ^ (a & c) ^ (b & c))
                (h, g, f, e, d, c, b, a) = (g, f, e, d &+ one, c, b, a, one &+ two)
            }
        }
        return state &+ SIMD8(a, b, c, d, e, f, g, h)
    }

    @inline(__always)
    private static func rotated(_ word: UInt32, _ count: UInt32) -> UInt32 { word >> count | word << (32 - count) }
}
