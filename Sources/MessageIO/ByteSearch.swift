/// Finding bytes eight at a time.
///
/// Each mask has the top bit of a byte set where the byte is meant. Only the lowest set bit is exact (a borrow may
/// spoil those above it), and only the first is ever asked for.
enum ByteSearch {
    static let ones: UInt64 = 0x0101_0101_0101_0101
    static let tops: UInt64 = 0x8080_8080_8080_8080

    @inline(__always)
    static func mask(of byte: UInt8, in word: UInt64) -> UInt64 {
        let difference = word ^ (ones &* UInt64(byte))
        return (difference &- ones) & ~difference & tops
    }

    /// What a JSON string can't hold as it stands: quotes, backslashes and control characters.
    @inline(__always)
    static func maskOfEscaped(in word: UInt64) -> UInt64 {
        let controls = (word &- ones &* 0x20) & ~word & tops
        return mask(of: UInt8(ascii: "\""), in: word) | mask(of: UInt8(ascii: "\\"), in: word) | controls
    }

    /// The same, and whatever is not ASCII.
    @inline(__always)
    static func maskOfUnplain(in word: UInt64) -> UInt64 {
        // Of an ASCII byte the difference has its top bit only where it is the byte looked for; others have it anyway.
        let quotes = (word ^ ones &* UInt64(UInt8(ascii: "\""))) &- ones
        let backslashes = (word ^ ones &* UInt64(UInt8(ascii: "\\"))) &- ones
        let controls = word &- ones &* 0x20
        return (quotes | backslashes | controls | word) & tops
    }

    /// How often `byte` occurs.
    static func count(of byte: UInt8, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
        let memory = UnsafeRawBufferPointer(bytes)
        let wanted = SIMD16<UInt8>(repeating: byte)
        var count = 0
        var at = 0
        while at + 16 <= bytes.count {
            // Each lane counts up to 255.
            let end = min(at + 16 * 255, bytes.count - 15)
            var lanes = SIMD16<UInt8>()
            while at < end {
                let hits = memory.loadUnaligned(fromByteOffset: at, as: SIMD16<UInt8>.self) .== wanted
                lanes &-= unsafeBitCast(hits, to: SIMD16<UInt8>.self)
                at += 16
            }
            for lane in lanes.indices { count += Int(lanes[lane]) }
        }
        while at < bytes.count {
            if bytes[unchecked: at] == byte { count += 1 }
            at += 1
        }
        return count
    }
}
