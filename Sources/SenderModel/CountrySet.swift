/// A set of countries as a 256-bit mask.
public struct CountrySet: Hashable, Sendable, BitwiseCopyable {
    @usableFromInline var words: SIMD4<UInt64> = .zero

    /// No country.
    @inlinable
    public init() {}

    /// These countries; one given twice counts once.
    @inlinable
    public init(_ countries: some Sequence<Country>) {
        for country in countries { insert(country) }
    }

    /// Its members as bits, by index.
    package var bits: SIMD4<UInt64> { words }

    /// Whether no country is in it.
    public var isEmpty: Bool { words == .zero }

    /// How many countries are in it.
    public var count: Int { (0..<4).reduce(0) { $0 + words[$1].nonzeroBitCount } }

    /// Whether a country is in it.
    @inlinable
    public func contains(_ country: Country) -> Bool {
        words[Int(country.index >> 6)] & (1 << UInt64(country.index & 63)) != 0
    }

    /// How many members come before a country that is in it; -1 for one that isn't.
    package func place(of country: Country) -> Int {
        guard contains(country) else { return -1 }
        let word = Int(country.index >> 6)
        let before = words[word] & (1 << UInt64(country.index & 63) - 1)
        return (0..<word).reduce(before.nonzeroBitCount) { $0 + words[$1].nonzeroBitCount }
    }

    /// Adds a country.
    @inlinable
    public mutating func insert(_ country: Country) {
        words[Int(country.index >> 6)] |= 1 << UInt64(country.index & 63)
    }

    /// Takes a country out.
    public mutating func remove(_ country: Country) {
        words[Int(country.index >> 6)] &= ~(1 << UInt64(country.index & 63))
    }

    /// The first member by code.
    package var first: Country? {
        for place in 0..<4 where words[place] != 0 {
            return Country(index: place * 64 + words[place].trailingZeroBitCount)
        }
        return nil
    }

    /// The members that another set hasn't.
    package func subtracting(_ other: CountrySet) -> CountrySet {
        var result = self
        result.words &= ~other.words
        return result
    }

    /// Adds another set's countries.
    public mutating func formUnion(_ other: CountrySet) { words |= other.words }

    /// The members, sorted by code.
    public var sorted: [Country] {
        var result: [Country] = []
        result.reserveCapacity(count)
        for place in 0..<4 {
            var left = words[place]
            while left != 0 {
                if let country = Country(index: place * 64 + left.trailingZeroBitCount) { result.append(country) }
                left &= left - 1
            }
        }
        return result
    }
}
