package import SenderModel

/// One answer of the plan as the data file holds it, in 16 bits.
package struct NumberLabel: Hashable, Sendable {
    @usableFromInline package let bits: UInt16

    @inlinable @inline(__always)
    package init(bits: UInt16) { self.bits = bits }

    /// Nothing is known: no digits, or no known calling code.
    static let none = NumberLabel(bits: 0x0BFF)

    /// Position of the country in the file's list, which is `Country.all`; 255 for none.
    @inlinable @inline(__always)
    package var countryIndex: UInt8 { UInt8(truncatingIfNeeded: bits) }

    /// `LineType`'s raw value.
    @inlinable @inline(__always)
    package var rawLineType: UInt8 { UInt8(truncatingIfNeeded: bits >> 8) & 15 }

    /// As `NumberFacts.isPossible`.
    @inlinable @inline(__always)
    package var isPossible: Bool { bits & 1 << 12 != 0 }

    /// As `NumberFacts.isValid`.
    @inlinable @inline(__always)
    package var isValid: Bool { bits & 1 << 13 != 0 }

    /// Whether the kind of line is `fixedLine`, and surely not a mobile one.
    @inlinable @inline(__always)
    package var isFixedLine: Bool { rawLineType == 0 }

    @inlinable @inline(__always)
    package var country: Country? { Country(index: Int(countryIndex)) }

    /// All of it.
    @inline(__always)
    package var facts: NumberFacts {
        NumberFacts(
            isPossible: isPossible, isValid: isValid, country: country,
            // INVARIANT: `rawLineType` is a raw value, which `PlanDataTests` verifies for every label. The enum's
            // memory is its raw value, since those count from 0.
            lineType: unsafeBitCast(rawLineType, to: LineType.self))
    }
}
