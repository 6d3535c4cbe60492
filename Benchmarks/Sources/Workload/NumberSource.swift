import NumberingPlan
import SenderModel

/// Draws numbers of a country that a text message can reach: valid, and mobile where the plan tells mobile numbers apart.
/// They are spread over all of the country's ranges.
public final class NumberSource {
    /// Digits of one length that begin alike, some of which are such numbers.
    private struct Range {
        let first: UInt64
        let free: UInt64
        let count: Int
    }

    private var ranges: [Country: [Range]] = [:]
    private var drawn: Set<UInt64> = []

    public init() {}

    /// Every country that numbers can be drawn of, the countries of the selection first.
    public func countries(_ count: Int) -> [Country] {
        let rest = Country.all.filter { !Self.traffic.contains($0) }
        var found: [Country] = []
        for country in Self.traffic + rest where found.count < count {
            if !self.ranges(of: country).isEmpty { found.append(country) }
        }
        precondition(found.count == count, "the numbering plan has so many countries with mobile numbers")
        return found
    }

    /// A number, perhaps one drawn before; its digits as an integer.
    public func recipient(in country: Country, _ dice: inout Dice) -> UInt64 {
        let ranges = self.ranges(of: country)
        while true {
            let range = dice.pick(ranges)
            let digits = range.first + UInt64(dice.below(Int(range.free)))
            if Self.isReachable(digits, range.count, country) { return digits }
        }
    }

    /// A number that this source gave nobody yet; nil where the country's are used up.
    public func newNumber(in country: Country, _ dice: inout Dice) -> UInt64? {
        for _ in 0..<1000 {
            let digits = recipient(in: country, &dice)
            if drawn.insert(digits).inserted { return digits }
        }
        return nil
    }

    public static func text(_ digits: UInt64) -> String { "+\(digits)" }

    private static func isReachable(_ digits: UInt64, _ count: Int, _ country: Country) -> Bool {
        let facts = NumberingPlan.facts(digits: digits, count: count)
        return facts.isValid && facts.country == country
            && (facts.lineType == .mobile || facts.lineType == .fixedLineOrMobile)
    }

    /// The ranges of three digits after the calling code in which some of a few tries are right.
    private func ranges(of country: Country) -> [Range] {
        if let known = ranges[country] { return known }
        var found: [Range] = []
        var dice = Dice(seed: UInt64(country.index))
        if let code = NumberingPlan.callingCode(of: country) {
            let codeLength = "\(code)".count
            for count in codeLength + 4...15 {
                let free = (0..<count - codeLength - 3).reduce(UInt64(1)) { size, _ in size * 10 }
                for prefix in UInt64(0)..<1000 {
                    let first = (UInt64(code) * 1000 + prefix) * free
                    let hits = (0..<8).contains { _ in
                        Self.isReachable(first + UInt64(dice.below(Int(free))), count, country)
                    }
                    if hits { found.append(Range(first: first, free: free, count: count)) }
                }
            }
        }
        ranges[country] = found
        return found
    }

    /// The 60 countries that messages of the selection go to, in the order of their traffic before it is shuffled.
    static let traffic: [Country] = """
        US CA MX BR AR CL CO PE EC UY GB IE FR DE ES PT IT NL BE LU CH AT DK SE NO FI PL CZ SK HU RO BG GR TR UA RU KZ
        IL AE SA EG MA ZA NG KE IN PK BD CN HK TW JP KR TH VN MY SG ID PH AU
        """.split(whereSeparator: \.isWhitespace).compactMap { Country($0) }
}
