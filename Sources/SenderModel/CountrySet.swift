/// A set of countries as a 256-bit mask.
public struct CountrySet: Hashable, Sendable {
    private var words: SIMD4<UInt64> = .zero

    public init() {}

    public init(_ countries: some Sequence<Country>) {
        for country in countries { insert(country) }
    }

    public var isEmpty: Bool { words == .zero }

    public var count: Int { (0..<4).reduce(0) { $0 + words[$1].nonzeroBitCount } }

    public func contains(_ country: Country) -> Bool {
        words[Int(country.index >> 6)] & (1 << UInt64(country.index & 63)) != 0
    }

    public mutating func insert(_ country: Country) {
        words[Int(country.index >> 6)] |= 1 << UInt64(country.index & 63)
    }

    public mutating func remove(_ country: Country) {
        words[Int(country.index >> 6)] &= ~(1 << UInt64(country.index & 63))
    }

    public mutating func formUnion(_ other: CountrySet) { words |= other.words }

    /// The members, sorted by code.
    public var sorted: [Country] { Country.all.filter(contains) }
}
