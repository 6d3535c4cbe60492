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
