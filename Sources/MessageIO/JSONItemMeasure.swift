/// Finds where one item of a JSON array ends, by brackets and quotes alone; its syntax is checked afterwards. Goes on
/// where it stopped when more bytes have come.
struct JSONItemMeasure {
    /// How many of the item's bytes were looked at.
    private(set) var at = 0
    private var depth = 0
    private var isInString = false

    /// - Parameter bytes: the item and what follows, as far as it is here; all that was there before, and more.
    /// - Returns: the item's length; nil where it goes on.
    mutating func end(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        while true {
            if isInString {
                guard skipString(bytes) else { return nil }
                if depth == 0 { return at }
            }
            guard at < bytes.count else { return nil }
            switch bytes[unchecked: at] {
            case UInt8(ascii: "\""): isInString = true
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                // Below an item lies the array's own bracket.
                if depth == 0 { return max(at, 1) }
                depth -= 1
                if depth == 0 {
                    at += 1
                    return at
                }
            case UInt8(ascii: ","), 0x20, 0x09, 0x0A, 0x0D:
                if depth == 0 { return max(at, 1) }
            default: break
            }
            at += 1
        }
    }

    /// The bytes that were looked at are no longer here.
    mutating func forget() { at = 0 }

    /// - Returns: false where the string goes on.
    private mutating func skipString(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        while at < bytes.count {
            if at + 8 <= bytes.count {
                let word = bytes.load(at)
                let quotes = ByteSearch.mask(of: UInt8(ascii: "\""), in: word)
                let hits = quotes | ByteSearch.mask(of: UInt8(ascii: "\\"), in: word)
                if hits == 0 {
                    at += 8
                    continue
                }
                at += hits.trailingZeroBitCount >> 3
            }
            switch bytes[unchecked: at] {
            case UInt8(ascii: "\""):
                at += 1
                isInString = false
                return true
            case UInt8(ascii: "\\"):
                // The escaped byte may not be here yet.
                if at + 1 == bytes.count { return false }
                at += 2
            default: at += 1
            }
        }
        return false
    }
}
