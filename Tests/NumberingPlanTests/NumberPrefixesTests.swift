import Foundation
import NumberingPlan
import SenderModel
import Testing

/// The plan as leading digits says what the automaton says, of every number.
@Suite struct NumberPrefixesTests {
    private static let prefixes = NumberPrefixes(maximumDigits: 19)
    private static let classOf: [String: Int] = Dictionary(
        prefixes.classes.enumerated().flatMap { index, value in value.prefixes.map { ($0, index) } },
        uniquingKeysWith: { _, _ in -1 })

    /// As the statement looks it up: possible, and the country.
    private static func look(_ digits: String) -> (isPossible: Bool, country: Country?) {
        let classes = prefixes.keyLengths.compactMap { classOf[String(digits.prefix($0))] }
        guard let found = classes.first else { return (false, nil) }
        let match = prefixes.classes[found].countries.first { $0.lengths.contains(digits.utf8.count) }
        return (match != nil, match?.country)
    }

    private static func expectTheAutomatonsAnswer(_ numbers: some Sequence<String>) -> (checked: Int, wrong: [String]) {
        var checked = 0
        var wrong: [String] = []
        for digits in numbers where (1...19).contains(digits.utf8.count) {
            let facts = NumberingPlan.facts(of: digits)
            let (isPossible, country) = look(digits)
            checked += 1
            if isPossible != facts.isPossible || isPossible && country != facts.country { wrong.append(digits) }
        }
        return (checked, wrong)
    }

    @Test func everyVectorGetsTheSameAnswer() throws {
        let text = String(decoding: try Data(contentsOf: URL(fileURLWithPath: VectorTests.file)), as: UTF8.self)
        let numbers = text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { String($0.prefix { $0 != " " }) }
        let (checked, wrong) = Self.expectTheAutomatonsAnswer(numbers)
        #expect(checked > 50_000)
        #expect(wrong.isEmpty, "\(wrong.count) of \(checked), such as \(wrong.prefix(5))")
    }

    @Test func everyPrefixAndItsNeighboursGetTheSameAnswerAtEveryLength() {
        var numbers: Set<String> = []
        for prefix in Self.prefixes.classes.flatMap(\.prefixes) {
            for length in 1...19 {
                for filler in ["0", "5", "9"] {
                    numbers.insert(String((prefix + String(repeating: filler, count: 19)).prefix(length)))
                }
            }
        }
        let (checked, wrong) = Self.expectTheAutomatonsAnswer(numbers)
        #expect(checked > 100_000)
        #expect(wrong.isEmpty, "\(wrong.count) of \(checked), such as \(wrong.sorted().prefix(5))")
    }

    @Test func noPrefixStandsTwiceAndNoNumberHasTwoClasses() {
        let all = Self.prefixes.classes.flatMap(\.prefixes)
        #expect(Set(all).count == all.count)
        let known = Set(all)
        for prefix in all {
            for length in Self.prefixes.keyLengths where length < prefix.utf8.count {
                #expect(!known.contains(String(prefix.prefix(length))), "\(prefix)")
            }
        }
    }
}
