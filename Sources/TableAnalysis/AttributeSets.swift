/// Interned sets of attribute values: for each attribute a mask of `Vocabulary.Attribute`. Set 0 is everything.
final class AttributeSets {
    static let all: Int32 = 0

    private struct Narrowing: Hashable {
        let set: Int32
        let attribute: Int
        let mask: UInt64
    }

    private(set) var sets: [[UInt64]]
    /// Of all but the first.
    private var positions: [[UInt64]: Int32] = [:]
    private var narrowings: [Narrowing: Int32] = [:]
    /// See `without`.
    private var blanks: [Int64: Int32] = [:]

    init(count: Int) {
        let all = [UInt64](filled: .max, count: count)
        sets = [all]
    }

    /// A set with one attribute narrowed; nil where nothing is left.
    ///
    /// - Parameter valueCount: how many values rules name, to tell an empty mask.
    func narrowed(_ set: Int32, _ attribute: Int, to mask: UInt64, valueCount: Int) -> Int32? {
        let key = Narrowing(set: set, attribute: attribute, mask: mask)
        if let known = narrowings[key] { return known < 0 ? nil : known }
        var masks = sets[Int(set)]
        masks[attribute] &= mask
        let meaningful: UInt64 = valueCount >= 63 ? .max : (1 << UInt64(valueCount + 1)) - 1
        guard masks[attribute] & meaningful != 0 else {
            narrowings[key] = -1
            return nil
        }
        let result = intern(masks)
        narrowings[key] = result
        return result
    }

    /// A set of which it doesn't count what one attribute is.
    func without(_ set: Int32, _ attribute: Int) -> Int32 {
        let key = Int64(set) << 32 | Int64(attribute)
        if let known = blanks[key] { return known }
        var masks = sets[Int(set)]
        masks[attribute] = 0
        let made = intern(masks)
        blanks[key] = made
        return made
    }

    func intern(_ masks: [UInt64]) -> Int32 {
        if masks == sets[0] { return Self.all }
        if let known = positions[masks] { return known }
        positions[masks] = Int32(sets.count)
        sets.append(masks)
        return Int32(sets.count - 1)
    }
}
