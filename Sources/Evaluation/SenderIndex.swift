internal import SenderModel

/// Finds the inventory entry a message's reference means: by id, else by sender, `+` numbers without their punctuation.
struct SenderIndex: Sendable {
    private let numbers: NumberTable
    /// Ids and the texts of other senders; a value from `groupBase` on is a group of short codes.
    private var names: NameTable
    /// Short codes of the same digits in several countries: entries with their country, in inventory order.
    private var groups: [[(country: Country?, entry: Int32)]] = []
    private let groupBase: Int32

    init(_ inventory: [InventoryEntry]) {
        var numbers: [(UInt64, Int32)] = []
        groupBase = Int32(truncatingIfNeeded: inventory.count)
        names = NameTable(capacity: inventory.count * 2)
        // Ids first: a reference is matched against ids, then against senders.
        for (index, entry) in inventory.enumerated() {
            if let id = entry.id { names.insert(id, Int32(truncatingIfNeeded: index)) }
        }
        var byText: [String: [Int32]] = [:]
        for (index, entry) in inventory.enumerated() {
            if let number = E164.value(of: entry.sender) {
                numbers.append((number, Int32(truncatingIfNeeded: index)))
            } else {
                byText[Reference.normalized(entry.sender), default: []].append(Int32(truncatingIfNeeded: index))
            }
        }
        self.numbers = NumberTable(numbers)
        for (text, entries) in byText {
            if entries.count == 1 {
                names.insert(text, entries[0])
            } else {
                names.insert(text, groupBase + Int32(truncatingIfNeeded: groups.count))
                groups.append(entries.map { (inventory[Int($0)].country, $0) })
            }
        }
    }

    /// The entry, -1 if the text means none.
    ///
    /// - Parameter country: whose short code is meant where several countries have it; else the first.
    func find(_ text: UnsafeBufferPointer<UInt8>, country: Country?) -> Int32 {
        var found: Int32
        if text.first == UInt8(ascii: "+") {
            if let number = E164.value(ofPunctuated: text) { return numbers.find(number) }
            // Rare: an alphanumeric sender that starts with `+`.
            let bare = text.filter { !Reference.isPunctuation($0) }
            found = bare.withUnsafeBufferPointer(names.find)
        } else {
            found = names.find(text)
        }
        if found >= groupBase {
            let group = groups[Int(found - groupBase)]
            found = group.first { $0.country == country && country != nil }?.entry ?? group[0].entry
        }
        return found
    }
}

/// Numbers of `+` and digits as integers.
enum E164 {
    /// The most digits a possible number has in libphonenumber's sense (Indonesia, Japan); they fit 64 bits.
    static let maximumDigits = 19

    /// The digits of a text that is `+` and 1 to 19 digits, the first not 0; nil for any other.
    static func value(of text: String) -> UInt64? {
        var text = text
        return text.withUTF8 { bytes in
            bytes.contains(where: Reference.isPunctuation) ? nil : value(ofPunctuated: bytes)
        }
    }

    /// The same with spaces, `-`, `.`, `(` and `)` anywhere after the `+`.
    @inline(__always)
    static func value(ofPunctuated bytes: UnsafeBufferPointer<UInt8>) -> UInt64? {
        bytes.first == UInt8(ascii: "+") ? scan(bytes)?.value : nil
    }

    /// The digits of a text that, without that punctuation, is `+` and 1 to 19 digits, the first not 0, and how many they
    /// are; nil for any other.
    @inline(__always)
    static func scan(_ bytes: UnsafeBufferPointer<UInt8>) -> (value: UInt64, count: Int)? {
        plain(bytes) ?? punctuated(bytes)
    }

    /// `+` and digits, as nearly every number is written; nil says nothing.
    @inline(__always)
    private static func plain(_ bytes: UnsafeBufferPointer<UInt8>) -> (value: UInt64, count: Int)? {
        guard bytes.count >= 2, bytes.count <= maximumDigits + 1, let start = bytes.baseAddress,
            start[0] == UInt8(ascii: "+"), start[1] != UInt8(ascii: "0")
        else { return nil }
        var value: UInt64 = 0
        var index = 1
        if bytes.count >= 9 {
            guard let eight = eightDigits(UnsafeRawPointer(start + 1).loadUnaligned(as: UInt64.self)) else {
                return nil
            }
            value = eight
            index = 9
        }
        while index < bytes.count {
            let digit = start[index] &- UInt8(ascii: "0")
            guard digit <= 9 else { return nil }
            value = value &* 10 &+ UInt64(digit)
            index += 1
        }
        return (value, bytes.count - 1)
    }

    /// The number that eight digits are, as they lie in memory; nil for anything else among them.
    @inline(__always)
    private static func eightDigits(_ bytes: UInt64) -> UInt64? {
        let word = UInt64(littleEndian: bytes)
        // Each byte is 0x30...0x39: the upper half is 3, and still is when 6 is added.
        guard word & (word &+ 0x0606_0606_0606_0606) & 0xF0F0_F0F0_F0F0_F0F0 == 0x3030_3030_3030_3030 else {
            return nil
        }
        // Neighbours are joined: digits to pairs, pairs to fours, fours to eight.
        let pairs = (word &- 0x3030_3030_3030_3030) &* 10 &+ (word &- 0x3030_3030_3030_3030) >> 8
        let fours = (pairs & 0x00FF_00FF_00FF_00FF) &* 100 &+ (pairs >> 16) & 0x00FF_00FF_00FF_00FF
        return (fours & 0xFFFF) &* 10000 &+ (fours >> 32) & 0xFFFF
    }

    @inline(never)
    private static func punctuated(_ bytes: UnsafeBufferPointer<UInt8>) -> (value: UInt64, count: Int)? {
        var value: UInt64 = 0
        var count = 0
        var hasPlus = false
        for byte in bytes {
            let digit = byte &- UInt8(ascii: "0")
            if digit <= 9, hasPlus {
                if count == maximumDigits || (count == 0 && digit == 0) { return nil }
                value = value &* 10 &+ UInt64(digit)
                count &+= 1
            } else if byte == UInt8(ascii: "+"), !hasPlus {
                hasPlus = true
            } else if !Reference.isPunctuation(byte) {
                return nil
            }
        }
        return count == 0 ? nil : (value, count)
    }
}
