import SenderModel

/// One answer as the data file holds it, in 16 bits.
struct Label: Hashable {
    let bits: UInt16

    /// Position of the country in the file's list, which is `Country.all`; 255 for none.
    var countryIndex: UInt8 { UInt8(truncatingIfNeeded: bits) }

    /// `LineType`'s raw value.
    var rawLineType: UInt8 { UInt8(truncatingIfNeeded: bits >> 8) & 15 }

    var isPossible: Bool { bits & 1 << 12 != 0 }

    var isValid: Bool { bits & 1 << 13 != 0 }

    @inline(__always)
    var facts: NumberFacts {
        NumberFacts(
            isPossible: isPossible, isValid: isValid,
            country: Country(index: Int(countryIndex)),
            // INVARIANT: `rawLineType` is a raw value, which `PlanDataTests` verifies for every label. The enum's
            // memory is its raw value, since those count from 0.
            lineType: unsafeBitCast(rawLineType, to: LineType.self))
    }
}
