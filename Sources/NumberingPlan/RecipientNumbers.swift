public import SenderModel
private import Synchronization

/// Possible numbers that share a country, and for calling code 1 an area code: whom a message may go to.
///
/// Numbers are named by their position, mobile ones first, then other valid ones, then those that are merely possible.
public struct RecipientNumbers: Sendable {
    /// All numbers that begin with `prefix` and go on with `free` more digits.
    struct Range: Hashable, Sendable {
        let prefix: [UInt8]
        let free: Int

        /// Saturates at 10^12.
        var count: Int { (0..<min(free, 12)).reduce(1) { count, _ in count * 10 } }
    }

    /// Enough to find any member of a large pool; a search beyond it is given up.
    public static let limit = 200_000

    let ranges: [Range]
    /// How many there are, `limit` for that many and more.
    public let count: Int

    /// Whether `number(at:)` reaches every number there is.
    public var isComplete: Bool { count < Self.limit }

    /// The number at a position below `count`, with its `+`.
    ///
    /// Consecutive positions of a large range are spread over it.
    public func number(at position: Int) -> String {
        var position = position
        for range in ranges {
            if position < range.count { return "+" + Self.text(range, position) }
            position -= range.count
        }
        preconditionFailure("a position below the count")
    }

    private static func text(_ range: Range, _ position: Int) -> String {
        var digits = range.prefix
        // INVARIANT: 7654321 has no factor in common with 10, so that no position is met twice.
        let size = range.count
        var rest = Int((UInt64(position) &* 7_654_321 &+ 2_345_678) % UInt64(size))
        var tail: [UInt8] = []
        for _ in 0..<range.free {
            tail.append(UInt8(rest % 10))
            rest /= 10
        }
        digits += tail.reversed()
        return String(decoding: digits.map { $0 + UInt8(ascii: "0") }, as: UTF8.self)
    }
}

extension NumberingPlan {
    /// Whether any possible number has this country; nil asks for numbers of no country (+800, +883…).
    public static func hasRecipients(in country: Country?) -> Bool { countriesOfRecipients.contains(country) }

    /// Found by looking at every label there is: each is of some number.
    private static let countriesOfRecipients: RecipientCountries = {
        var found = RecipientCountries()
        var last = NumberLabel.none
        PlanData.forEachNode { node in
            for (_, label) in RecipientReach.labels(node) where label != last {
                last = label
                if label.isPossible { found.insert(label.country) }
            }
        }
        return found
    }()

    /// Whether a country has so few numbers that all can be tried: `RecipientNumbers.isComplete`.
    public static func hasFewRecipients(in country: Country) -> Bool { fewRecipients.contains(country) }

    private static let fewRecipients = CountrySet(Country.all.filter { recipients(in: $0).isComplete })

    /// The area codes of calling code 1 that numbers of a country have, `1` before them: 1200 to 1999. Ascending.
    public static func areaCodes(of country: Country) -> [Int] {
        // Looked for once: who asks for one country's asks for those of all 25, for every tenant.
        knownAreaCodes.withLock { known in
            if let codes = known[country] { return codes }
            let codes = (1000...1999).filter { code in
                !recipients(in: country, areaCode: code, ranks: [.possible, .valid, .mobile], limit: 1).ranges.isEmpty
            }
            known[country] = codes
            return codes
        }
    }

    private static let knownAreaCodes = Mutex<[Country: [Int]]>([:])

    /// The numbers of a country, nil for those of none.
    ///
    /// - Parameter areaCode: `1` and the area code, only numbers that begin so.
    public static func recipients(in country: Country?, areaCode: Int? = nil) -> RecipientNumbers {
        recipients(in: country, areaCode: areaCode, ranks: RecipientRank.allCases, limit: RecipientNumbers.limit)
    }

    private static func recipients(
        in country: Country?, areaCode: Int?, ranks: [RecipientRank], limit: Int
    ) -> RecipientNumbers {
        // A country's numbers all begin with its calling code, so no other's need be looked at.
        let prefix = (areaCode ?? country.flatMap(callingCode)).map(digits(of:)) ?? []
        return recipients(in: country, from: prefix, ranks: ranks, limit: limit)
    }

    static func recipients(
        in country: Country?, from prefix: [UInt8], ranks: [RecipientRank], limit: Int
    ) -> RecipientNumbers {
        let (node, read) = RecipientReach.node(after: prefix)
        var search = RecipientSearch(country: country, prefixBeyondLeaf: prefix.count - read, limit: limit)
        reach.withLock { reach in
            for rank in ranks { search.collect(rank, from: node, prefix: prefix, &reach) }
        }
        return RecipientNumbers(ranges: search.ranges, count: min(search.count, limit))
    }

    private static func digits(of code: Int) -> [UInt8] {
        String(code).utf8.map { $0 - UInt8(ascii: "0") }
    }

    private static let reach = Mutex(RecipientReach())
}

/// Which recipient is the better example.
enum RecipientRank: Int, CaseIterable {
    case mobile, valid, possible

    init?(_ facts: NumberFacts) {
        guard facts.isPossible else { return nil }
        switch facts.lineType {
        case .mobile, .fixedLineOrMobile: self = .mobile
        default: self = facts.isValid ? .valid : .possible
        }
    }
}

/// Countries that possible numbers have, and whether some have none.
private struct RecipientCountries: Hashable {
    var countries = CountrySet()
    var hasNone = false

    mutating func insert(_ country: Country?) {
        if let country { countries.insert(country) } else { hasNone = true }
    }
    mutating func formUnion(_ other: Self) {
        countries.formUnion(other.countries)
        hasNone = hasNone || other.hasNone
    }
    func contains(_ country: Country?) -> Bool { country.map(countries.contains) ?? hasNone }
}

/// For nodes of the plan's automaton, the countries that possible numbers through them have. What is asked for is found
/// out then: for one calling code's numbers only what begins with it is looked at.
struct RecipientReach {
    /// By node, and in it by rank, 16 bits each, at least as good as that: a place in `distinct`, which are few. A node is
    /// numbered by where it begins; `unknown` until it is asked for.
    private var sets = [UInt64](repeating: unknown, count: PlanData.nodesEnd)
    private var distinct = [RecipientCountries()]
    private var places = Places()

    private static var unknown: UInt64 { .max }

    /// The sets of a node.
    private mutating func reach(_ node: PlanData.Node) -> UInt64 {
        if sets[node] == Self.unknown { find(node) }
        return sets[node]
    }

    private mutating func find(_ node: PlanData.Node) {
        // Of numbers that end here, by exactly that rank. Neighbouring labels are mostly the same.
        var here: UInt64 = 0
        var last = NumberLabel.none
        for (_, label) in Self.labels(node) where label != last {
            last = label
            guard let rank = RecipientRank(label.facts) else { continue }
            let single = UInt64(places.single(label.country, &distinct))
            here = union(here, single << Self.shift(rank))
        }
        for rank in RecipientRank.allCases.dropFirst() {
            let better = here >> (Self.shift(rank) - 16) & 0xFFFF
            here = union(here, better << Self.shift(rank))
        }
        if node < PlanData.firstLeaf {
            for digit in UInt8(0)...9 { here = union(here, reach(PlanData.next(node, digit))) }
        }
        sets[node] = here
    }

    /// Where a rank's set is in `sets`.
    private static func shift(_ rank: RecipientRank) -> UInt64 { UInt64(rank.rawValue * 16) }

    /// The sets of two nodes, rank by rank. Most unions are made again and again.
    @inline(__always)
    private mutating func union(_ a: UInt64, _ b: UInt64) -> UInt64 {
        if a == b || b == 0 { return a }
        if a == 0 { return b }
        let slot = Places.slot(a, b)
        if places.unions[slot].a != a || places.unions[slot].b != b {
            places.unions[slot] = (a, b, unionByRank(a, b))
        }
        return places.unions[slot].union
    }

    @inline(never)
    private mutating func unionByRank(_ a: UInt64, _ b: UInt64) -> UInt64 {
        var made: UInt64 = 0
        for rank in RecipientRank.allCases {
            let (one, other) = (a >> Self.shift(rank) & 0xFFFF, b >> Self.shift(rank) & 0xFFFF)
            var both = one
            if one == 0 {
                both = other
            } else if other != 0, other != one {
                var countries = distinct[Int(one)]
                countries.formUnion(distinct[Int(other)])
                both = UInt64(places.place(of: countries, &distinct))
            }
            made |= both << Self.shift(rank)
        }
        return made
    }

    /// Where each set lies.
    private struct Places {
        private var all = [RecipientCountries(): UInt16(0)]
        private var singles = [UInt16](repeating: 0, count: 256)
        /// The last unions of words made, by a hash of what they are of.
        var unions = [(a: UInt64, b: UInt64, union: UInt64)](repeating: (0, 0, 0), count: 1 << 12)

        static func slot(_ a: UInt64, _ b: UInt64) -> Int {
            Int((a &* 0x9E37_79B9_7F4A_7C15 ^ b &* 0xC2B2_AE3D_27D4_EB4F) >> 52)
        }

        mutating func place(of countries: RecipientCountries, _ distinct: inout [RecipientCountries]) -> UInt16 {
            if let known = all[countries] { return known }
            // INVARIANT: fewer than 65,536: a search for numbers of no country, which tests make, needs all of them.
            let place = UInt16(distinct.count)
            distinct.append(countries)
            all[countries] = place
            return place
        }

        mutating func single(_ country: Country?, _ distinct: inout [RecipientCountries]) -> UInt16 {
            let index = country.map { Int($0.index) } ?? 255
            if singles[index] != 0 { return singles[index] }
            var countries = RecipientCountries()
            countries.insert(country)
            singles[index] = place(of: countries, &distinct)
            return singles[index]
        }
    }

    /// What numbers are that end at a node, or at a leaf some digits after it.
    static func endings(_ node: PlanData.Node) -> some Sequence<(free: Int, facts: NumberFacts)> {
        labels(node).lazy.map { ($0.free, $0.label.facts) }
    }

    fileprivate static func labels(_ node: PlanData.Node) -> some Sequence<(free: Int, label: NumberLabel)> {
        let most = node < PlanData.firstLeaf ? 0 : Int(PlanData.word(node, 0))
        return (0...most).lazy.map { ($0, PlanData.label(node, remaining: $0)) }
    }

    /// Where digits lead, and how many of them it took: a leaf may be reached before the last.
    static func node(after digits: [UInt8]) -> (node: PlanData.Node, read: Int) {
        var node: PlanData.Node = 0
        for (index, digit) in digits.enumerated() {
            if node >= PlanData.firstLeaf { return (node, index) }
            node = PlanData.next(node, digit)
        }
        return (node, digits.count)
    }

    /// Whether numbers through a node have this country and are at least of this rank.
    mutating func contains(_ country: Country?, from node: PlanData.Node, _ rank: RecipientRank) -> Bool {
        distinct[Int(reach(node) >> Self.shift(rank) & 0xFFFF)].contains(country)
    }
}

/// Collects ranges of numbers of one country, the best first, until there are enough.
struct RecipientSearch {
    let country: Country?
    /// Digits of the prefix that come after the leaf the search starts from.
    let prefixBeyondLeaf: Int
    let limit: Int
    var ranges: [RecipientNumbers.Range] = []
    var count = 0

    init(country: Country?, prefixBeyondLeaf: Int, limit: Int) {
        self.country = country
        self.prefixBeyondLeaf = prefixBeyondLeaf
        self.limit = limit
    }

    /// Adds the numbers of exactly this rank that pass through a node.
    mutating func collect(
        _ rank: RecipientRank, from node: PlanData.Node, prefix: [UInt8], _ reach: inout RecipientReach
    ) {
        guard count < limit, reach.contains(country, from: node, rank) else { return }
        for (free, facts) in RecipientReach.endings(node)
        where RecipientRank(facts) == rank && facts.country == country && free >= prefixBeyondLeaf {
            let range = RecipientNumbers.Range(prefix: prefix, free: free - prefixBeyondLeaf)
            ranges.append(range)
            count += range.count
        }
        guard node < PlanData.firstLeaf else { return }
        // Examples that begin in the middle of the digits look less made up than those that begin with zeros.
        for digit: UInt8 in [5, 6, 7, 8, 9, 4, 3, 2, 1, 0] {
            collect(rank, from: PlanData.next(node, digit), prefix: prefix + [digit], &reach)
        }
    }
}
