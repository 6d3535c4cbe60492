import NumberingPlan
import SenderModel

/// The tenant of the selection: numbers over some countries, and one rule order that every yardstick implements.
///
/// First hit wins: the conversation's number, if it is ours and active; `from`, if it is ours; the user's number, if it can
/// send texts; the default of the recipient's country; the tenant's default, where its reach has the country; the team's
/// number; nobody.
public struct SelectionTenant {
    public struct Shape: Sendable {
        public var senders = 1000
        public var countries = 60
        /// Rules with conditions, between `explicit` and `user`.
        public var rules = 0
        public var seed: UInt64 = 7
        /// Whether candidates are checked as tenants usually have it: assigned, active, capable, compliant.
        public var isStrict = false

        public init() {}
    }

    struct Number {
        let text: String
        let country: Country
        let canText: Bool
        let isActive: Bool
    }

    /// A rule that gives its sender to some countries' messages, to some teams', or to both.
    struct ConditionalRule {
        let countries: [Country]
        let teams: [Int]
        let sender: Int
    }

    let shape: Shape
    /// By traffic, most first.
    let countries: [Country]
    let numbers: [Number]
    /// Numbers that messages may still name, though the tenant no longer has them.
    let released: [String]
    let countryDefaults: [(country: Country, number: Int)]
    let fallback: Int
    let reach: [Country]
    /// A number's position, nil for none.
    let users: [Int?]
    let teams: [Int?]
    let rules: [ConditionalRule]
    let source: NumberSource

    static func userName(_ index: Int) -> String { "u" + padded(index, 5) }
    static func teamName(_ index: Int) -> String { "t" + padded(index, 4) }

    static func padded(_ number: Int, _ width: Int) -> String {
        let digits = "\(number)"
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    public init(_ shape: Shape) {
        let source = NumberSource()
        var dice = Dice(seed: shape.seed &* 1_000_003 &+ UInt64(shape.senders))
        var countries = dice.shuffled(source.countries(shape.countries))
        if let home = Country("US"), let at = countries.firstIndex(of: home) { countries.swapAt(0, at) }
        let traffic = Dice.falling(countries.count, offset: 1)

        var numbers: [Number] = []
        while numbers.count < shape.senders {
            let at = numbers.count < countries.count ? numbers.count : dice.weighted(traffic)
            guard let digits = source.newNumber(in: countries[at], &dice) else { continue }
            numbers.append(
                Number(
                    text: NumberSource.text(digits), country: countries[at], canText: dice.chance(0.85),
                    isActive: dice.chance(0.92)))
        }
        released = (0..<max(20, shape.senders / 10)).compactMap { _ in
            source.newNumber(in: dice.pick(countries), &dice).map(NumberSource.text)
        }
        let mixed = dice.shuffled(countries)
        let withDefault = countries.count * 5 / 6
        countryDefaults = mixed.prefix(withDefault).map { ($0, dice.below(numbers.count)) }
        reach = Array(mixed[withDefault...].prefix(max(1, countries.count / 12))).sorted()
        fallback = dice.below(numbers.count)
        users = (0..<2000).map { _ in dice.chance(0.8) ? dice.below(numbers.count) : nil }
        teams = (0..<200).map { _ in dice.chance(0.9) ? dice.below(numbers.count) : nil }
        let teamCount = teams.count
        rules = (0..<shape.rules).map { _ in
            let kind = dice.below(10)
            return ConditionalRule(
                countries: kind < 8 ? dice.sample(countries, dice.pick([1, 1, 1, 2, 3, 5])) : [],
                teams: kind < 5 || kind >= 8 ? dice.sample(Array(0..<teamCount), dice.pick([1, 1, 2, 3])) : [],
                sender: dice.below(numbers.count))
        }
        self.shape = shape
        self.countries = countries
        self.numbers = numbers
        self.source = source
    }
}
