package import SenderModel

/// The plan for whom an automaton is of no use: leading digits, and for each the lengths that are possible and their
/// country. Says of a number whether it is possible and its country, not whether it is valid, or its kind of line.
///
/// A number's class is found by comparing its first 3 digits with the prefixes, then its first 5, and so on through
/// `keyLengths` (all its digits where it has fewer): one prefix at most is equal. Its length then says the country. A
/// number without a class, or of a length its class doesn't list, is not possible.
package struct NumberPrefixes: Sendable {
    /// Numbers that only their length tells apart.
    package struct Class: Sendable {
        /// Sorted.
        package var prefixes: [String] = []
        /// Possible lengths, calling code included, by country; nil for numbers of none.
        package let countries: [(country: Country?, lengths: [Int])]
    }

    /// Few comparisons for the price of longer lists: a prefix of 4 digits is written as ten of 5.
    package private(set) var keyLengths = [3, 5, 6, 8]
    /// In the order of their first prefixes.
    package private(set) var classes: [Class] = []

    /// - Parameter maximumDigits: longer numbers are left out.
    package init(maximumDigits: Int) {
        var search = PrefixSearch(maximumDigits: maximumDigits)
        search.visit(0, prefix: "")
        let longest = search.found.map(\.prefix.utf8.count).max() ?? 0
        if longest > 8 { keyLengths.append(longest) }
        var byCountries: [[Int: Country?]: Set<String>] = [:]
        for (prefix, countries) in search.found {
            let count = prefix.utf8.count
            let key = keyLengths.first { $0 >= count } ?? count
            if countries.keys.contains(where: { $0 >= key }) {
                byCountries[countries, default: []].formUnion(Self.extended(prefix, to: key))
            }
            // A number that is shorter than the key is compared whole.
            for length in countries.keys where length < key {
                byCountries[countries, default: []].formUnion(Self.extended(prefix, to: length))
            }
        }
        classes = byCountries.map { countries, prefixes in
            let byCountry = Dictionary(grouping: countries.keys) { countries[$0] ?? nil }
            return Class(
                prefixes: prefixes.sorted(),
                countries: byCountry.map { ($0, $1.sorted()) }.sorted { $0.1[0] < $1.1[0] })
        }
        classes.sort { $0.prefixes[0] < $1.prefixes[0] }
    }

    private static func extended(_ prefix: String, to length: Int) -> [String] {
        guard prefix.utf8.count < length else { return [prefix] }
        return (0...9).flatMap { extended(prefix + String($0), to: length) }
    }
}

/// Walks the automaton for the shortest prefixes after which only the number of digits matters.
private struct PrefixSearch {
    let maximumDigits: Int
    /// Prefixes with their possible lengths.
    var found: [(prefix: String, countries: [Int: Country?])] = []
    /// By node: what holds by the number of digits after it; nil where the digits matter too.
    private var answers: [PlanData.Node: [Answer]?] = [:]

    init(maximumDigits: Int) { self.maximumDigits = maximumDigits }

    private enum Answer: Equatable {
        case impossible
        case possible(Country?)

        init(_ facts: NumberFacts) { self = facts.isPossible ? .possible(facts.country) : .impossible }
    }

    mutating func visit(_ node: PlanData.Node, prefix: String) {
        let count = prefix.utf8.count
        if let answers = answers(node) {
            add(prefix, answers.prefix(maximumDigits - count + 1), from: count)
            return
        }
        // A number that ends here.
        add(prefix, [Answer(PlanData.label(node, remaining: 0).facts)], from: count)
        for digit in UInt8(0)...9 { visit(PlanData.next(node, digit), prefix: prefix + String(digit)) }
    }

    private mutating func add(_ prefix: String, _ answers: some Collection<Answer>, from count: Int) {
        var countries: [Int: Country?] = [:]
        for (offset, answer) in answers.enumerated() {
            if case .possible(let country) = answer { countries[count + offset] = .some(country) }
        }
        if !countries.isEmpty { found.append((prefix, countries)) }
    }

    private mutating func answers(_ node: PlanData.Node) -> [Answer]? {
        if let known = answers[node] { return known }
        let result = makeAnswers(node)
        answers[node] = .some(result)
        return result
    }

    private mutating func makeAnswers(_ node: PlanData.Node) -> [Answer]? {
        guard node < PlanData.firstLeaf else {
            return (0...maximumDigits).map { Answer(PlanData.label(node, remaining: $0).facts) }
        }
        var common: [Answer]?
        for digit in UInt8(0)...9 {
            guard let next = answers(PlanData.next(node, digit)), common == nil || common == next else { return nil }
            common = next
        }
        return [Answer(PlanData.label(node, remaining: 0).facts)] + (common ?? []).dropLast()
    }
}
